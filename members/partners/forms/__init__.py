"""Forms of the partner directory."""
