"""What pages refer to, looked up for many of them together: five queries, however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page

from portal.core.media.models import PortalDocument, PortalImage

from .contents import Kind, Piece


@dataclass(frozen=True)
class LinkedPage:
    """A page a link leads to."""

    title: str
    live: bool


@dataclass(frozen=True)
class Known:
    """Pictures, files and pages by primary key; the languages by theirs; where translations are published."""

    images: dict[int, PortalImage]
    documents: dict[int, PortalDocument]
    pages: dict[int, LinkedPage]
    languages: dict[int, str]
    published: frozenset[tuple[Any, int]]

    def language_of(self, page: Page) -> str:
        return self.languages.get(page.locale_id, settings.LANGUAGE_CODE)

    def languages_missing(self, page: Page) -> list[str]:
        """The codes of the languages in which this page is not published, but for its own."""
        others = [key for key in self.languages if key != page.locale_id]
        return sorted(self.languages[key] for key in others if (page.translation_key, key) not in self.published)


def look_up(pages: Sequence[Page], pieces: Iterable[Piece]) -> Known:
    """Everything these pieces of these pages refer to."""
    keys: dict[str, set[int]] = {"image": set(), "document": set(), "page": set()}
    for piece in pieces:
        _collect(piece, keys)
    linked = Page.objects.filter(pk__in=keys["page"]).values_list("pk", "title", "live")
    translations = Page.objects.live().filter(translation_key__in={page.translation_key for page in pages})
    return Known(
        images=PortalImage.objects.in_bulk(keys["image"]),
        documents=PortalDocument.objects.in_bulk(keys["document"]),
        pages={pk: LinkedPage(title, live) for pk, title, live in linked},
        languages=dict(Locale.objects.values_list("pk", "language_code")),
        published=frozenset(translations.values_list("translation_key", "locale_id")),
    )


def _collect(piece: Piece, keys: dict[str, set[int]]) -> None:
    if piece.kind is Kind.MARKUP:
        for link in piece.markup.links:
            if link.kind in keys and link.target.isdecimal():
                keys[link.kind].add(int(link.target))
    elif piece.kind.value in keys:
        keys[piece.kind.value].add(int(piece.value))
