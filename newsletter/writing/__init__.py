"""Writing an issue: the next one from the last one, and what is new on the site since."""
