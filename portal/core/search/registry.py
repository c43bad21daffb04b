"""Hits of the site search that are no pages: each room registers what finds its own.

A provider gets the typed query and the locale and gives hits; `register_provider("faq", provider)` in the `ready()` of
the room's app. It should give few (some dozens at most), as all of them take part in each page of results, and what it
leaves out is not counted.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wagtail.models import Locale

from .types import REST


@dataclass(frozen=True)
class SearchHit:
    """One row of the site search.

    `kind` tells what it is (a label in the active language), `text` is plain text to take the excerpt from, `trail` the
    titles of the pages above it. `score` is what `annotate_score` of the search gives: the higher, the better.
    `type` is the code of the tab it stands in (`types.py`).
    """

    title: str
    url: str
    kind: str
    text: str
    score: float
    trail: tuple[str, ...] = ()
    type: str = REST.code


Provider = Callable[[str, Locale], Iterable[SearchHit]]

_providers: dict[str, Provider] = {}


def register_provider(name: str, provider: Provider) -> None:
    """Let a provider take part in the site search; a second one of the same name replaces the first."""
    _providers[name] = provider


def provided_hits(query: str, locale: Locale) -> list[SearchHit]:
    """The hits of all providers, best first."""
    hits = [hit for provider in _providers.values() for hit in provider(query, locale)]
    return sorted(hits, key=lambda hit: -hit.score)


Corrector = Callable[[str, Locale, Callable[[str], bool]], str | None]
_correctors: dict[str, Corrector] = {}


def register_corrector(name: str, corrector: Corrector) -> None:
    """Let a room say what a query that finds nothing may have meant; a second one of the same name replaces the first.

    It gets the query, the locale, and what tells whether a text finds anything, to be asked a few times only.
    """
    _correctors[name] = corrector


def corrected(query: str, locale: Locale, finds: Callable[[str], bool]) -> str | None:
    """The first idea of what a query may have meant; None without any. It may find nothing itself."""
    ideas = (corrector(query, locale, finds) for corrector in _correctors.values())
    return next((idea for idea in ideas if idea), None)
