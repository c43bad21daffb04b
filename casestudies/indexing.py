"""Keeps the facet rows of the archive in step with the pages.

Rows exist while a case is live only. They are derived data: whatever happens to them, `rebuild_case_facets` makes them
anew from the pages.
"""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from casestudies.models import CaseFacet, CaseStudyPage
from casestudies.models.facets import Facet

Value = tuple[str, str]
_BATCH = 500


def facet_values(case: CaseStudyPage) -> Iterator[Value]:
    """The (facet, value) pairs a case is counted under, each once."""
    yield Facet.SCHOOL_TYPE.value, case.school_type
    yield Facet.YEAR.value, str(case.fiscal_year)
    lists = {
        Facet.EXCHANGE_TYPE: case.exchange_types,
        Facet.COUNTRY: case.countries,
        Facet.THEME: case.themes,
        Facet.SUBJECT: case.subjects,
        Facet.LANGUAGE: case.languages,
    }
    for facet, codes in lists.items():
        for code in dict.fromkeys(codes):
            yield facet.value, code


def _rows(case: CaseStudyPage, values: set[Value]) -> list[CaseFacet]:
    return [
        CaseFacet(case_id=case.pk, locale_id=case.locale_id, facet=facet, value=value)
        for facet, value in sorted(values)
    ]


@transaction.atomic
def update_facets(case: CaseStudyPage) -> None:
    """Make the rows of one case what its page says: none unless the case is live."""
    wanted = set(facet_values(case)) if case.live else set()
    stored = {(row.facet, row.value): row for row in CaseFacet.objects.filter(case_id=case.pk)}
    outdated = [row.pk for value, row in stored.items() if value not in wanted or row.locale_id != case.locale_id]
    if outdated:
        CaseFacet.objects.filter(pk__in=outdated).delete()
    kept = {value for value, row in stored.items() if row.pk not in outdated}
    CaseFacet.objects.bulk_create(_rows(case, wanted - kept))


@transaction.atomic
def rebuild_facets() -> int:
    """Make the rows of every live case anew; returns the number of cases."""
    CaseFacet.objects.all().delete()
    cases = CaseStudyPage.objects.live().order_by("pk").defer_streamfields()
    rows: list[CaseFacet] = []
    count = 0
    for case in cases.iterator(chunk_size=_BATCH):
        rows += _rows(case, set(facet_values(case)))
        count += 1
        if len(rows) >= _BATCH:
            CaseFacet.objects.bulk_create(rows)
            rows = []
    CaseFacet.objects.bulk_create(rows)
    return count


def on_case_changed(instance: CaseStudyPage, raw: bool = False, **kwargs: Any) -> None:
    """Receiver for saved and unpublished cases. Fixtures (`raw`) bring rows of their own.

    The instance may hold a draft that is not published: saving a revision saves a few columns of it. What counts is the
    page in the database.
    """
    if raw:
        return
    stored = CaseStudyPage.objects.filter(pk=instance.pk).defer_streamfields().first()
    if stored is not None:
        update_facets(stored)
