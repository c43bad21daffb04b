"""Reads of case studies: the archive's search, the newest, those of a type, those alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from wagtail.models import Locale

from casestudies.facets import FacetGroup, chosen_cases, count_values, facet_groups
from casestudies.filters import CaseQuery, Sort, parse_query
from casestudies.models import CaseFacet, CaseStudyPage
from casestudies.models.facets import Facet
from portal.core.pictures import picture_prefetch
from portal.core.search.selectors import matching, ranked

_ORDERS: dict[Sort, tuple[Any, ...]] = {
    Sort.NEWEST: ("-date_from", "-pk"),
    Sort.OLDEST: ("date_from", "pk"),
    Sort.PUPILS: (F("pupils").desc(nulls_last=True), "-date_from", "-pk"),
}
# What two cases have in common counts equally, facet by facet.
_ALIKE = (Facet.EXCHANGE_TYPE, Facet.THEME, Facet.COUNTRY)


def for_cards(cases: QuerySet[CaseStudyPage]) -> QuerySet[CaseStudyPage]:
    """The same cases, their pictures read along and their long texts left in the database."""
    return cases.prefetch_related(picture_prefetch()).defer(*CaseStudyPage.story_fields, *CaseStudyPage.story_streams)


def for_excerpts(cases: QuerySet[CaseStudyPage]) -> QuerySet[CaseStudyPage]:
    """The same cases with their pictures and all their texts, of which the one with a hit is shown."""
    return cases.select_related("locale").prefetch_related(picture_prefetch())


@dataclass(frozen=True)
class Loosening:
    """A way out of an empty result: what to leave out (a facet, or `q` for the words) and how many cases that gives."""

    name: str
    count: int


class CaseSearch:
    """The answer to a search of the archive; each part is read when it is first asked for."""

    def __init__(self, query: CaseQuery, locale: Locale) -> None:
        self.query = query
        self.locale = locale

    @cached_property
    def _found(self) -> QuerySet[CaseStudyPage] | None:
        """The cases of the language the words find, in no order; None when there are no words to look for."""
        query = self.query
        if not query.q:
            return None
        cases = self._live()
        return matching(cases, query.q) if query.is_searchable else cases.none()

    def _live(self) -> QuerySet[CaseStudyPage]:
        cases: QuerySet[CaseStudyPage] = CaseStudyPage.objects.live().filter(locale=self.locale)
        return cases

    def _matching(self, query: CaseQuery) -> QuerySet[CaseStudyPage]:
        """The cases of this search, or of the same search with fewer conditions."""
        cases = self._found if query.q and self._found is not None else self._live()
        return cases.filter(chosen_cases(query, self.locale))

    @cached_property
    def cases(self) -> Any:
        """The cases in the order asked for: a queryset or search results, to be counted and sliced."""
        query = self.query
        if query.q and not query.is_searchable:
            return self._live().none()
        cases = for_excerpts(self._live()) if query.q else for_cards(self._live())
        cases = cases.filter(chosen_cases(query, self.locale))
        if query.sort == Sort.RELEVANCE:
            return ranked(cases, query.q)
        if query.q:
            cases = cases.filter(pk__in=self._matching(query).values("pk"))
        return cases.order_by(*_ORDERS[query.sort])

    @cached_property
    def total(self) -> int:
        return int(self.cases.count())

    @cached_property
    def facets(self) -> list[FacetGroup]:
        """The facets with the counts of their values."""
        return facet_groups(self.query, count_values(self.query, self.locale, self._found))

    @cached_property
    def loosenings(self) -> list[Loosening]:
        """What to leave out of an empty search so that it finds something, one condition each, most cases first."""
        ways = [(facet, self.query.without(facet)) for facet in self.query.chosen]
        if self.query.q:
            ways.append(("q", self.query.without_words()))
        found = [Loosening(name, self._matching(query).count()) for name, query in ways]
        return sorted((way for way in found if way.count), key=lambda way: -way.count)


def search_cases(params: QueryDict, locale: Locale) -> CaseSearch:
    """Search the archive of one language with the parameters of its address.

    `q`, `school_type`, `exchange_type`, `country`, `theme`, `subject`, `language`, `year` and `sort`; repeated keys
    mean OR within a facet, different keys AND. Unknown values are set aside (`query.ignored`), words that cannot be
    searched find nothing (`query.error` when they are too long). Never raises.
    """
    return CaseSearch(parse_query(params), locale)


def _of_active_language() -> QuerySet[CaseStudyPage]:
    return CaseStudyPage.objects.live().filter(locale__language_code=get_language() or "ja")


def latest_cases(number: int) -> list[CaseStudyPage]:
    """The newest live cases in the active language."""
    return list(for_cards(_of_active_language()).order_by("-date_from", "-pk")[:number])


def cases_of_type(exchange_type: str, number: int) -> list[CaseStudyPage]:
    """The newest live cases of an exchange type in the active language."""
    rows = CaseFacet.objects.filter(facet=Facet.EXCHANGE_TYPE, value=exchange_type).values("case_id")
    return list(for_cards(_of_active_language()).filter(pk__in=rows).order_by("-date_from", "-pk")[:number])


def related_cases(case: CaseStudyPage, number: int) -> list[CaseStudyPage]:
    """Cases that share most exchange types, themes and countries with this one, the newest of equals first.

    In the language of the case; a case without anything in common is never among them.
    """
    rows = CaseFacet.objects.filter(_shared_with(case), locale_id=case.locale_id, case__live=True).exclude(case=case)
    ranked = (
        rows.values("case_id").annotate(shared=Count("pk")).order_by("-shared", "-case__date_from", "-case_id")[:number]
    )
    keys = [row["case_id"] for row in ranked]
    found = for_cards(CaseStudyPage.objects.all()).in_bulk(keys) if keys else {}
    return [found[key] for key in keys]


def _shared_with(case: CaseStudyPage) -> Q:
    lists: dict[Facet, Iterable[str]] = dict(
        zip(_ALIKE, (case.exchange_types, case.themes, case.countries), strict=True)
    )
    condition = Q(pk__in=[])
    for facet, codes in lists.items():
        condition |= Q(facet=facet, value__in=list(codes))
    return condition
