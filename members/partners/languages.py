"""Texts of partners in the two languages of the site."""

from collections.abc import Callable, Iterable

from django.utils import translation
from django.utils.translation import get_language


def in_english() -> bool:
    """Whether the active language is English; everything else reads Japanese."""
    return (get_language() or "ja").startswith("en")


def in_both_languages(read: Callable[[], Iterable[str]]) -> list[str]:
    """What `read` gives under Japanese and then under English, without empty texts."""
    words: list[str] = []
    for language in ("ja", "en"):
        with translation.override(language):
            words += [word for word in read() if word]
    return words
