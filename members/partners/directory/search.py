"""The answer to a search; each part is worked out when it is first asked for."""

import datetime
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from members.calendars.models import LessonPeriod
from members.matching.parameters import PARAMETERS
from members.partners.languages import in_english
from members.partners.load import all_open_requests
from members.partners.memory import UNKNOWN, Columns, store
from members.partners.memory.columns import Mask
from members.partners.states import earliest_confirmation
from portal.core.search.unavailable import SearchUnavailable

from .facet_columns import FacetColumn, facet_columns
from .facets import Facet, Sort
from .query import DirectoryQuery
from .sight import Sight, timetable_of
from .words import partners_with_words

WORDS = "q"


class DirectorySearch:
    """A search among the partners of a base mask. Pure: no query."""

    def __init__(self, query: DirectoryQuery, sight: Sight, listed: Mask, worded: Mask, *, wordless: bool = False):
        self.query = query
        self.sight = sight
        self.is_wordless = wordless
        """Whether the index cannot be asked, so that words find nothing."""
        self._listed, self._base = listed, listed & worded

    @property
    def columns(self) -> Columns:
        return self.sight.columns

    @cached_property
    def facets(self) -> dict[Facet, FacetColumn]:
        return facet_columns(self.sight, self.query.level)

    @cached_property
    def _fits(self) -> dict[str, Mask]:
        """For each facet with a choice, which partners have one of the values chosen."""
        return {facet: self.facets[Facet(facet)].having(values) for facet, values in self.query.chosen.items()}

    @cached_property
    def _misses(self) -> NDArray[np.uint8]:
        """How many of the chosen facets each partner fails."""
        misses = np.zeros(len(self.columns), np.uint8)
        for mask in self._fits.values():
            misses += ~mask
        return misses

    @cached_property
    def found(self) -> Mask:
        """Which partners fit the whole search."""
        return self._base & (self._misses == 0)

    @cached_property
    def total(self) -> int:
        return int(np.count_nonzero(self.found))

    @cached_property
    def _others(self) -> dict[str, Mask]:
        """Who fits under all facets but one: those that fail none, or fail that one only."""
        failing_one = self._base & (self._misses == 1)
        return {facet: self.found | (failing_one & ~mask) for facet, mask in self._fits.items()}

    def counts(self, facet: Facet) -> dict[str, int]:
        """How many partners each value of a facet would find; its own choice does not count for its own values."""
        return self.facets[facet].count(self._others.get(facet.value, self.found))

    def by_country(self) -> list[tuple[str, int]]:
        """The countries of the partners found with their numbers, most first."""
        counts = self.facets[Facet.COUNTRY].count(self.found)
        return sorted(((code, number) for code, number in counts.items() if number), key=lambda one: (-one[1], one[0]))

    @cached_property
    def without(self) -> dict[str, int]:
        """How many there would be without each condition: by facet, and by `q` for the words."""
        numbers = {facet: int(np.count_nonzero(mask)) for facet, mask in self._others.items()}
        if self.query.q:
            numbers[WORDS] = int(np.count_nonzero(self._listed & (self._misses == 0)))
        return numbers

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        """The keys of the partners found, in the order asked for; equal ones by name."""
        by_name = self.columns.by_name["en" if in_english() else "ja"]
        positions = by_name[self.found[by_name]]
        key = self._sort_key()
        if key is not None:
            positions = positions[np.argsort(key[positions], kind="stable")]
        found: NDArray[np.int64] = self.columns.ids[positions]
        return found

    def _sort_key(self) -> NDArray[Any] | None:
        """What is sorted by, the smallest first; None for the order of names."""
        columns, sight = self.columns, self.sight
        if self.query.sort == Sort.CONFIRMED:
            return -columns.confirmed
        if self.query.sort == Sort.OVERLAP:
            return -sight.minutes
        if self.query.sort == Sort.HOURS:
            return np.where(sight.apart == UNKNOWN, np.iinfo(np.int32).max, sight.apart)
        if self.query.sort == Sort.REPLIES:
            # The engine's reply factor, without its root: few requests tell little.
            return -(columns.replies + 2) / (columns.requests + 4)
        return None


def search_directory(
    query: DirectoryQuery, periods: Iterable[LessonPeriod] = (), on: datetime.date | None = None
) -> DirectorySearch:
    """Search the listed partners on a day (today in Tokyo), as seen by a school with these lessons.

    Three queries at most, beside those of the words: the data version, who waits for an answer, and what has changed.
    """
    columns = store.current()
    day = on or timezone.localdate()
    sight = Sight(columns, day, timetable_of(periods), all_open_requests())
    listed = columns.listed(earliest_confirmation(PARAMETERS.stale_months, day))
    if not query.q:
        return DirectorySearch(query, sight, listed, np.ones(len(columns), np.bool_))
    nobody = np.zeros(len(columns), np.bool_)
    if not query.is_searchable:
        return DirectorySearch(query, sight, listed, nobody)
    try:
        worded = partners_with_words(query.q, columns)
    except SearchUnavailable:
        return DirectorySearch(query, sight, listed, nobody, wordless=True)
    return DirectorySearch(query, sight, listed, worded)
