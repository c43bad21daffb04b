"""Titles of pages, and what else has a name and an address, in the memory of a process.

Rooms add what is no page with `register_titles`. After a change of what they hold they call `titles_changed`.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import translation
from django.utils.translation import pgettext
from wagtail.models import Page

from portal.core.navigation import HOME_DEPTH
from portal.core.search.lookup import NameLookup
from portal.core.search.models import Synonym
from portal.core.search.synonyms import SynonymTable
from portal.core.search.text import key
from portal.core.search.types import REST, types_by_content_type
from portal.core.versions import bump_version, current_version

from .registry import MOST, Suggestion

DATA_VERSION = "titles"

Titles = Callable[[str], Iterable[Suggestion]]
_sources: dict[str, Titles] = {}
_elsewhere: set[type[Model]] = set()


def register_titles(name: str, source: Titles) -> None:
    """Let a room add rows with addresses, by language; a second source of the same name replaces the first."""
    _sources[name] = source


def propose_elsewhere(model: type[Model]) -> None:
    """Leave the pages of a model to a suggester of its room."""
    _elsewhere.add(model)


def titles_changed() -> None:
    """Have every process read the titles anew when it is next asked."""
    bump_version(DATA_VERSION)


def is_proposed(model: type[Model]) -> bool:
    """Whether the titles of pages of this model are held here."""
    return model not in _elsewhere


def _pages(language: str) -> Iterator[Suggestion]:
    """The live public pages of a language below the home page, in the order of the tree."""
    left_out = [content_type.pk for content_type in ContentType.objects.get_for_models(*_elsewhere).values()]
    named = types_by_content_type()
    pages = Page.objects.live().public().filter(locale__language_code=language, depth__gt=HOME_DEPTH)
    for page in pages.exclude(content_type__in=left_out).defer_streamfields().order_by("path"):
        yield Suggestion(page.title, named.get(page.content_type_id, REST).name, page.get_url() or "")


@dataclass(frozen=True)
class _Held:
    """The rows of a language as of one version; the words of synonyms are those that stand in some title."""

    version: int
    synonyms: SynonymTable
    rows: list[Suggestion]
    lookup: NameLookup
    words: NameLookup
    shown: list[Suggestion]


def _read(version: int, language: str, synonyms: SynonymTable) -> _Held:
    with translation.override(language):
        rows = [row for source in (_pages, *_sources.values()) for row in source(language) if row.url]
        names = NameLookup((row.label, place) for place, row in enumerate(rows))
        kind = pgettext("kind of a suggestion", "Words")
    titles = "\n".join(key(row.label) for row in rows)
    known = [word for word in synonyms.words() if any(key(each) in titles for each in (word, *synonyms.others(word)))]
    words = NameLookup((word, place) for place, word in enumerate(known))
    return _Held(version, synonyms, rows, names, words, [Suggestion(word, kind) for word in known])


class TitleStore:
    """Keeps the rows of one process, by language, as long as neither titles nor synonyms have changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[str, _Held] = {}

    def of(self, language: str) -> _Held:
        """The rows of a language as they are now: two cheap queries, and a few more when something has changed.

        While one thread reads, the others wait for it instead of reading too.
        """
        version, synonyms = current_version(DATA_VERSION), Synonym.objects.table()
        if not self._is_fresh(language, version, synonyms):
            with self._lock:
                if not self._is_fresh(language, version, synonyms):
                    self._held[language] = _read(version, language, synonyms)
        return self._held[language]

    def _is_fresh(self, language: str, version: int, synonyms: SynonymTable) -> bool:
        held = self._held.get(language)
        return held is not None and held.version == version and held.synonyms is synonyms


store = TitleStore()


def suggest_titles(folded: str, language: str) -> Iterator[Suggestion]:
    """Known words, then pages and what else has a title: those that begin so, then those that hold it."""
    held = store.of(language)
    for rows, lookup in ((held.shown, held.words), (held.rows, held.lookup)):
        yield from (rows[owner] for owner in islice(lookup.owners(folded), MOST))
