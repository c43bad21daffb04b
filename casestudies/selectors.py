"""Reads of case studies: the archive's search, the newest, those of a type."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from numpy.typing import NDArray
from wagtail.models import Locale, Page

from casestudies.columns import CaseColumns, Mask, store
from casestudies.counting import FacetGroup, all_of, chosen_masks, count_values, facet_groups
from casestudies.did_you_mean import near_words
from casestudies.facets import Facet
from casestudies.filters import CaseQuery, Sort, parse_query
from casestudies.models import CaseStudyPage
from portal.core.pictures import picture_prefetch
from portal.core.regions import Region
from portal.core.search.selectors import WordSearch
from portal.core.search.unavailable import SearchUnavailable


def for_cards(cases: QuerySet[CaseStudyPage]) -> QuerySet[CaseStudyPage]:
    """The same cases, their pictures read along and their long texts left in the database."""
    return cases.prefetch_related(picture_prefetch()).defer(*CaseStudyPage.story_fields, *CaseStudyPage.story_streams)


def for_excerpts(cases: QuerySet[CaseStudyPage]) -> QuerySet[CaseStudyPage]:
    """The same cases with their pictures and all their texts, of which the one with a hit is shown."""
    return cases.select_related("locale").prefetch_related(picture_prefetch())


class CaseList(Sequence[CaseStudyPage]):
    """The cases with these primary keys in this order; only the ones asked for are read, in a fixed number of queries.

    A case that was taken off between counting and reading is left out.
    """

    def __init__(self, keys: Sequence[int], with_texts: bool) -> None:
        self.keys = keys
        self._with_texts = with_texts

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return self._read(self.keys[place])
        return self._read([self.keys[place]])[0]

    def _read(self, keys: Sequence[int]) -> list[CaseStudyPage]:
        if not keys:
            return []
        prepare = for_excerpts if self._with_texts else for_cards
        found = prepare(CaseStudyPage.objects.live()).in_bulk(list(keys))
        return [found[key] for key in keys if key in found]


@dataclass(frozen=True)
class Loosening:
    """A way out of an empty result: what to leave out (a facet, or `q` for the words) and how many cases that gives."""

    name: str
    count: int


@dataclass(frozen=True)
class Meant:
    """What may be meant by words that find nothing, and how many cases it finds with the same filters."""

    q: str
    count: int


class CaseSearch:
    """The answer to a search of the archive; each part is worked out when it is first asked for.

    The words are looked up in the index once; filters, counts and orders run on the columns in memory.
    """

    def __init__(self, query: CaseQuery, locale: Locale, *, is_wordless: bool = False) -> None:
        self.query = query
        self.locale = locale
        self.is_wordless = is_wordless
        """Whether the index cannot be asked, so that words find nothing."""

    def reachable(self) -> "CaseSearch":
        """This search, or the same without hits where the search server does not answer."""
        try:
            self.keys  # noqa: B018 - asks the server, once
        except SearchUnavailable:
            return CaseSearch(self.query, self.locale, is_wordless=True)
        return self

    @cached_property
    def columns(self) -> CaseColumns:
        return store.of(self.locale.language_code)

    @cached_property
    def _worded(self) -> Mask:
        """Which cases the words find: all without any."""
        query = self.query
        if not query.q:
            return np.ones(len(self.columns), np.bool_)
        if self.is_wordless or not query.is_searchable:
            return np.zeros(len(self.columns), np.bool_)
        return self.columns.among(self._words.keys())

    def _find(self, text: str) -> Mask:
        return self.columns.among(WordSearch(CaseStudyPage, text).keys())

    @cached_property
    def _words(self) -> WordSearch:
        return WordSearch(CaseStudyPage, self.query.q)

    @cached_property
    def _chosen(self) -> dict[str, Mask]:
        return chosen_masks(self.query, self.columns)

    @cached_property
    def found(self) -> Mask:
        """Which cases fit the whole search."""
        return self._worded & all_of(self._chosen.values(), self.columns)

    @cached_property
    def total(self) -> int:
        return int(np.count_nonzero(self.found))

    @cached_property
    def keys(self) -> list[int]:
        """The primary keys of all cases found, in the order asked for."""
        newest_first: NDArray[np.int64] = self.columns.ids[self.found]
        if self.query.sort == Sort.RELEVANCE:
            return self._words.best_first(newest_first) if len(newest_first) else []
        if self.query.sort == Sort.OLDEST:
            return [int(key) for key in newest_first[::-1]]
        if self.query.sort == Sort.PUPILS:
            order = self.columns.by_pupils
            return [int(key) for key in self.columns.ids[order[self.found[order]]]]
        return [int(key) for key in newest_first]

    @cached_property
    def cases(self) -> CaseList:
        """The cases in the order asked for, to be counted and sliced."""
        return CaseList(self.keys, with_texts=bool(self.query.q))

    @cached_property
    def without_texts(self) -> CaseList:
        """The same cases without the texts from which excerpts are cut."""
        return CaseList(self.keys, with_texts=False)

    @cached_property
    def facets(self) -> list[FacetGroup]:
        """The facets with the counts of their values."""
        return facet_groups(self.query, count_values(self._chosen, self._worded, self.columns))

    def by_country(self) -> list[tuple[str, int]]:
        """The countries of the cases found with the number of cases, most first."""
        counts = self.columns.facets[Facet.COUNTRY].count(self.found)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def by_month(self) -> dict[tuple[int, int], int]:
        """The number of cases found that began in each (year, month) of the calendar."""
        months, numbers = np.unique(self.columns.days[self.found].astype("datetime64[M]"), return_counts=True)
        days = [month.astype(object) for month in months]
        return {(day.year, day.month): int(number) for day, number in zip(days, numbers, strict=True)}

    @cached_property
    def loosenings(self) -> list[Loosening]:
        """What to leave out of an empty search so that it finds something, one condition each, most cases first."""
        ways = []
        for facet in self._chosen:
            others = (mask for name, mask in self._chosen.items() if name != facet)
            ways.append((facet, self._worded & all_of(others, self.columns)))
        if self.query.q:
            ways.append(("q", all_of(self._chosen.values(), self.columns)))
        found = [Loosening(name, int(np.count_nonzero(mask))) for name, mask in ways]
        return sorted((way for way in found if way.count), key=lambda way: -way.count)

    @cached_property
    def meant(self) -> Meant | None:
        """The words with their slips corrected where no case has the ones typed and some would be found instead."""
        if self.total or not self.query.is_searchable or self._worded.any():
            return None
        text = near_words(self.query.q, self.locale.language_code, lambda word: bool(self._find(word).any()))
        if text is None:
            return None
        count = int(np.count_nonzero(self._find(text) & all_of(self._chosen.values(), self.columns)))
        return Meant(text, count) if count else None


def search_cases(params: QueryDict, locale: Locale) -> CaseSearch:
    """Search the archive of one language with the parameters of its address.

    `q`, the facets (`casestudies.facets.Facet`) and `sort`; repeated keys mean OR within a facet, different keys AND.
    Unknown values are set aside (`query.ignored`), words that cannot be searched find nothing (`query.error` when they
    are too long). Raises SearchUnavailable when its parts are asked for and the words cannot be looked up;
    pages ask the `reachable` one.
    """
    return CaseSearch(parse_query(params), locale)


def _columns_of_active_language() -> CaseColumns:
    return store.of(get_language() or "ja")


def latest_cases(number: int) -> list[CaseStudyPage]:
    """The newest live cases in the active language."""
    keys = _columns_of_active_language().ids[:number].tolist()
    return CaseList(keys, with_texts=False)[:]


def cases_of_type(exchange_type: str, number: int) -> list[CaseStudyPage]:
    """The newest live cases of an exchange type in the active language."""
    columns = _columns_of_active_language()
    keys = columns.ids[columns.facets[Facet.EXCHANGE_TYPE].having([exchange_type])][:number].tolist()
    return CaseList(keys, with_texts=False)[:]


def cases_of_country(country: str, number: int) -> list[CaseStudyPage]:
    """The newest live cases with a country or region in the active language."""
    columns = _columns_of_active_language()
    keys = columns.ids[columns.facets[Facet.COUNTRY].having([country])][:number].tolist()
    return CaseList(keys, with_texts=False)[:]


def cases_of_programme(page: Page, number: int) -> list[CaseStudyPage]:
    """The newest live cases in the active language that name this programme, in whichever language it is given."""
    key = page.translation_key
    cases = CaseStudyPage.objects.live().filter(
        locale__language_code=get_language(), programme_page__translation_key=key
    )
    return list(for_cards(cases.order_by("-date_from", "-pk"))[:number])


def cases_by_country(places: Sequence[Region]) -> dict[Region, int]:
    """How many live cases in the active language there are with the country of each place."""
    columns = _columns_of_active_language()
    numbers = columns.facets[Facet.COUNTRY].count(np.ones(len(columns), np.bool_))
    return {place: numbers.get(place.country, 0) for place in places}
