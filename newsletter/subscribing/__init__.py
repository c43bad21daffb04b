"""Subscribing to the newsletter: double opt-in, the reader's own page, leaving, and what the desk does."""
