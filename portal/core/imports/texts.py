"""Sentences that are stored with an import and read later by people with another language."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, override

Texts = dict[str, str]
"""A sentence in each language of the portal, by language code."""


def in_each_language(message: Any) -> Texts:
    """A sentence or a label in each language: a lazy translation, a `ValidationError` of one message, or plain text."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = " ".join(message.messages) if isinstance(message, ValidationError) else str(message)
    return found


def in_active_language(texts: Texts) -> str:
    """The sentence in the active language, else in the portal's first; empty when there is none."""
    code = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return texts.get(code) or texts.get(settings.LANGUAGE_CODE, "")
