"""What is new on the site, for who writes about it: each room names its pages that were published since a day.

A room registers its material in the `ready()` of its app; the newsletter proposes it for the next issue.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale, Page

MOST = 30
"""So many pages of one kind are proposed at once, the newest first."""


@dataclass(frozen=True)
class Material:
    """A kind of page that may be written about: its code, its name, and the pages of a language since a moment.

    `pages` gives a queryset of live pages of `model`; a moment of None stands for all time.
    """

    code: str
    label: Any
    model: type[Page]
    pages: Callable[[Locale, datetime.datetime | None], Any]
    order: int = 50


_sources: dict[str, Material] = {}


def register_material(material: Material) -> None:
    """Add a kind; a second registration under the same code replaces the first."""
    _sources[material.code] = material


def sources() -> list[Material]:
    """All kinds, those with a low `order` first."""
    return sorted(_sources.values(), key=lambda source: source.order)


def since(pages: Any, moment: datetime.datetime | None) -> Any:
    """Those of a queryset of pages that were first published after a moment, the newest first."""
    newest = pages.order_by("-first_published_at", "-pk")
    return newest if moment is None else newest.filter(first_published_at__gt=moment)
