"""What the card of a page says, and the address under which it never changes."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

from portal.core.search.types import REST, type_of
from portal.core.site_settings import PortalSettings

from .drawing import SIZE, Words
from .fonts import font_file

DESIGN = "1"
"""To be counted up when `drawing.py` changes what a card looks like: every card then gets a new address."""


@dataclass(frozen=True)
class Card:
    """A picture to be named in the head of a page: its address, its words in one line, its size."""

    url: str
    alt: str
    width: int = SIZE[0]
    height: int = SIZE[1]


def words_of(page: Any, site_name: str | None = None) -> Words:
    """The words on the card of a specific page, in the page's language."""
    with translation.override(page.locale.language_code):
        kind = type_of(type(page))
        label = "" if kind == REST else kind.name
        return Words(page.title, label, PortalSettings.load().site_name if site_name is None else site_name)


def digest_of(words: Words) -> str:
    """What is the same for the same picture only."""
    text = "\0".join((DESIGN, words.title, words.kind, words.site_name))
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def card_of(page: Any, site_name: str | None = None) -> Card:
    """The card of a page; where no font is installed that of the site."""
    if font_file() is None:
        return site_card(page.locale.language_code)
    words = words_of(page, site_name)
    url = reverse("card", kwargs={"pk": page.pk, "digest": digest_of(words)})
    return Card(url, " ".join(part for part in (words.kind, words.title) if part))


def site_card(language: str) -> Card:
    """The card for what has none of its own: a drawing with the name of the site."""
    with translation.override(language):
        return Card(static(f"img/card-{language}.png"), PortalSettings.load().site_name)
