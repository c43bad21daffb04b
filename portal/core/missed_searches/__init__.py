"""Searches of the site that found nothing: counted without a person, told to the desk, forgotten after a year."""
