"""How many cases each facet value would show: counted in one grouped query, whatever the number of cases."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from wagtail.models import Locale

from casestudies.filters import CaseQuery, known_values
from casestudies.models import CaseFacet, CaseStudyPage
from casestudies.models.facets import Facet
from portal.core.dates import short_fiscal_year

# The facets an archive visitor sees unfolded; the others are a click away, or open when something in them is chosen.
OPEN_FACETS = {Facet.SCHOOL_TYPE, Facet.EXCHANGE_TYPE, Facet.COUNTRY}


@dataclass(frozen=True)
class FacetOption:
    """One value of a facet: its label, how many cases it would show, and whether it is chosen."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class FacetGroup:
    """A facet with the values worth offering, as `components/facets.html` takes it."""

    name: str
    label: str
    options: list[FacetOption]
    open: bool


def value_label(facet: str, value: str) -> str:
    """The label of one facet value in the active language."""
    if facet == Facet.YEAR:
        return short_fiscal_year(int(value))
    return known_values(facet)[value]


def chosen_cases(query: CaseQuery, locale: Locale) -> Q:
    """The condition that a case has, in each facet chosen, one of the values chosen (on `CaseStudyPage`)."""
    condition = Q()
    for facet, values in query.chosen.items():
        rows = CaseFacet.objects.filter(locale=locale, facet=facet, value__in=values)
        condition &= Q(pk__in=rows.values("case_id"))
    return condition


def count_values(query: CaseQuery, locale: Locale, found: QuerySet[CaseStudyPage] | None) -> dict[tuple[str, str], int]:
    """Cases by (facet, value). `found` are the cases the words find, None without words.

    A facet's own choice does not count for its own values: they say what ticking them would show. So facets without a
    choice share one condition, and each chosen one has its own, all within one query.
    """
    rows = CaseFacet.objects.filter(locale=locale)
    conditions = Q(_among(found, query, locale), ~Q(facet__in=list(query.chosen)) if query.chosen else Q())
    for facet in query.chosen:
        conditions |= Q(_among(found, query.without(facet), locale), facet=facet)
    grouped = rows.filter(conditions).values("facet", "value").annotate(number=Count("pk")).order_by()
    return {(row["facet"], row["value"]): row["number"] for row in grouped}


def _among(found: QuerySet[CaseStudyPage] | None, query: CaseQuery, locale: Locale) -> Q:
    if found is None and not query.chosen:
        return Q()
    cases = CaseStudyPage.objects.all() if found is None else found
    return Q(case_id__in=cases.filter(chosen_cases(query, locale)).order_by().values("pk"))


def facet_groups(query: CaseQuery, counts: dict[tuple[str, str], int]) -> list[FacetGroup]:
    """All facets with their values in the order in which they are offered.

    A value that would show nothing is left out, unless it is chosen: then it must be possible to take it off.
    """
    groups = []
    for facet in Facet:
        chosen = query.chosen.get(facet, ())
        numbers = {value: number for (name, value), number in counts.items() if name == facet}
        values = [value for value in _ordered(facet, {*numbers, *chosen}) if numbers.get(value) or value in chosen]
        options = [
            FacetOption(value, value_label(facet, value), numbers.get(value, 0), value in chosen) for value in values
        ]
        options = sorted(options, key=lambda option: -option.count) if facet == Facet.COUNTRY else options
        groups.append(FacetGroup(facet.value, str(facet.label), options, bool(chosen) or facet in OPEN_FACETS))
    return groups


def _ordered(facet: Facet, values: Iterable[str]) -> list[str]:
    if facet == Facet.YEAR:
        return sorted(values, reverse=True)
    present = set(values)
    return [code for code in known_values(facet) if code in present]
