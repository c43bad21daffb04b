"""The newsletter at the desk."""
