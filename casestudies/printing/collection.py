"""The collection of a fiscal year: which years there are, its contents by kind of school, and its pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from django.db.models import QuerySet
from wagtail.models import Locale

from casestudies.cards import country_label, our_school
from casestudies.columns import store
from casestudies.facets import Facet
from casestudies.models import CaseStudyPage
from casestudies.selectors import for_cards
from portal.core.pictures import picture_prefetch
from portal.core.vocabulary import SchoolType

from .sheets import PICTURE_SPEC, Sheet, case_sheet

_ORDER = {code: place for place, code in enumerate(SchoolType.values)}


@dataclass(frozen=True)
class Entry:
    """A line of the contents. `page` is the page of the screen on which the case stands, counted from 1."""

    key: int
    kind: str
    title: str
    school: str
    country: str
    page: int


@dataclass(frozen=True)
class Group:
    """The lines of the contents of one kind of school."""

    label: str
    entries: list[Entry]


@dataclass(frozen=True)
class SheetGroup:
    """The pages of one kind of school."""

    label: str
    sheets: list[Sheet]


def years_of(locale: Locale) -> dict[int, int]:
    """The number of live cases of each fiscal year that has some, the newest year first."""
    columns = store.of(locale.language_code)
    counts = columns.facets[Facet.YEAR].count(np.ones(len(columns), np.bool_))
    return {int(year): counts[year] for year in sorted(counts, key=int, reverse=True)}


def contents(locale: Locale, year: int, per_page: int) -> list[Entry]:
    """The cases of a year in the order of the collection: by kind of school, then by their first day."""
    cases = for_cards(_cases(locale).filter(fiscal_year=year)).prefetch_related(None)
    ordered = sorted(cases, key=lambda case: (_ORDER.get(case.school_type, len(_ORDER)), case.date_from, case.pk))
    return [
        Entry(
            key=case.pk,
            kind=case.school_type,
            title=case.title,
            school=our_school(case).title,
            country=country_label(case),
            page=place // per_page + 1,
        )
        for place, case in enumerate(ordered)
    ]


def grouped(entries: Iterable[Entry]) -> list[Group]:
    """The lines by kind of school."""
    return [Group(str(SchoolType(kind).label), list(found)) for kind, found in groupby(entries, lambda one: one.kind)]


def sheets(locale: Locale, entries: Sequence[Entry]) -> list[SheetGroup]:
    """The pages of these cases by kind of school, in a fixed number of queries."""
    cases = _cases(locale).prefetch_related(picture_prefetch(spec=PICTURE_SPEC)).in_bulk([one.key for one in entries])
    found = []
    for group in grouped(entries):
        pages = [case_sheet(cases[entry.key]) for entry in group.entries if entry.key in cases]
        if pages:
            found.append(SheetGroup(group.label, pages))
    return found


def _cases(locale: Locale) -> QuerySet[CaseStudyPage]:
    return CaseStudyPage.objects.live().filter(locale=locale)
