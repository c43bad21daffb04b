"""Texts of partners in the two languages of the site."""

from django.utils.translation import get_language


def in_english() -> bool:
    """Whether the active language is English; everything else reads Japanese."""
    return (get_language() or "ja").startswith("en")
