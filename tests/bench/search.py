"""The archive's search: query, facets, memory, index."""

from django.db import connection, transaction
from django.http import QueryDict
from wagtail.models import Locale
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from casestudies.columns import CaseStore
from casestudies.models import CaseStudyPage
from casestudies.selectors import CaseSearch, search_cases
from portal.core.search.selectors import ranked
from portal.demo.scale import PREFIX
from tests.bench import stock
from tests.bench.queries import STOCK, mix
from tests.bench.report import Report, milliseconds, times

_QUERY_TARGET = 50
_FACETS_TARGET = 100
_INDEX_TARGET = 500
_PAGE = 10
_INDEXED = 2_000
_INDEXING_ROUNDS = 5


def run(cases: int, report: Report) -> None:
    """All figures of the search."""
    locale = Locale.objects.get(language_code="ja")
    report.heading(f"Search in {cases} cases on {connection.vendor}")
    reference = _reference()
    report.line("reference: SELECT count(*) of the cases", f"{reference:.2f} ms")
    report.line("the machine: 100,000 steps of a loop", f"{min(milliseconds(_loop) for _ in range(5)):.1f} ms")
    store = CaseStore()
    report.line("columns of the archive built", f"{milliseconds(lambda: store.of(locale.language_code)):.0f} ms")
    queries = mix()
    _ask("交流", locale).facets  # noqa: B018 - the store and the caches of the labels are warm from here on
    searched = times(queries, lambda text: _first_page(_ask(text, locale), read=False))
    report.times("query: hits, count, ten best", searched, target=_QUERY_TARGET, reference=reference)
    read = times(queries, lambda text: _first_page(_ask(text, locale), read=True))
    report.times("… and the ten cases read", read, reference=reference)
    whole = times(queries, lambda text: _whole(_ask(text, locale)))
    report.times("… and all facets counted", whole, target=_FACETS_TARGET, reference=reference)
    admin = times(queries, lambda text: _listed(text, locale))
    report.times("ranked list of live pages, count, ten best", admin, reference=reference)
    report.times(
        f"the same, {len(STOCK)} words of one token",
        times(STOCK, lambda text: _listed(text, locale)),
        reference=reference,
    )
    found, stopped = stock.measure(STOCK, locale, _PAGE)
    report.times("modelsearch's own compiler for them", found, reference=reference)
    if stopped:
        report.line("", f"stopped after {stock.PATIENCE:.0f} s: {', '.join(stopped)}")
    report.rate("cases indexed", _indexing_rate(), least=_INDEX_TARGET, unit="cases/s")
    for name, size in _sizes():
        report.line(f"size of {name}", f"{size / 1_000_000:7.1f} MB   {size / cases / 1000:5.2f} KB a case")


def _reference() -> float:
    return min(milliseconds(CaseStudyPage.objects.count) for _ in range(20))


def _loop() -> int:
    total = 0
    for number in range(100_000):
        total += number * number
    return total


def _ask(text: str, locale: Locale) -> CaseSearch:
    params = QueryDict(mutable=True)
    params["q"] = text
    return search_cases(params, locale)


def _first_page(search: CaseSearch, *, read: bool) -> object:
    return search.total, search.cases[:_PAGE] if read else search.keys[:_PAGE]


def _whole(search: CaseSearch) -> object:
    return _first_page(search, read=True), search.facets


def _listed(text: str, locale: Locale) -> object:
    results = ranked(CaseStudyPage.objects.live().filter(locale=locale).only("title"), text)
    return results.count(), list(results[:_PAGE])


def _indexing_rate() -> float:
    """Cases a second that the index takes in, as `update_index` gives them; the best of a few rounds."""
    backend = get_search_backend()
    rates = []
    for _round in range(_INDEXING_ROUNDS):
        cases = list(CaseStudyPage.get_indexed_objects().filter(slug__startswith=PREFIX)[:_INDEXED])
        with transaction.atomic():
            IndexEntry.objects.filter(object_id__in=[str(case.pk) for case in cases]).delete()
            rates.append(len(cases) / milliseconds(lambda: backend.add_bulk(CaseStudyPage, cases)) * 1000)  # noqa: B023
    return max(rates)


def _sizes() -> list[tuple[str, int]]:
    """The parts of the index in bytes."""
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRES_SIZES if connection.vendor == "postgresql" else _SQLITE_SIZES)
        return [(name, int(size or 0)) for name, size in cursor.fetchall()]


_POSTGRES_SIZES = """
SELECT 'the entries with their vectors', pg_table_size('wagtailsearch_indexentry')
UNION ALL SELECT 'their indexes', pg_indexes_size('wagtailsearch_indexentry')
"""
_SQLITE_SIZES = """
SELECT 'the entries with their tokens', sum(length(CAST(title AS BLOB)) + length(CAST(body AS BLOB))
    + length(CAST(autocomplete AS BLOB))) FROM wagtailsearch_indexentry
UNION ALL SELECT 'the index of FTS5', sum(length(block)) FROM wagtailsearch_indexentry_fts_data
"""
