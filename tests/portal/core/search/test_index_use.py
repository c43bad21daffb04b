"""PostgreSQL answers a search from the index: `EXPLAIN` of the very statements, on rows enough to make it choose."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from casestudies.models import CaseStudyPage
from portal.core.search.indexing import Weight
from portal.core.search.postgres_entries import INSERT, VALUES, entry_of
from portal.core.search.selectors import WordSearch

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no other way than FTS5"),
]
INDEX = "core_search_vector_gin"
KINDS, COPIES = 200, 100
ROWS = KINDS * COPIES
COMMON, RARE = "交流", "落語"


@pytest.fixture
def entries() -> None:
    """Index entries of cases that do not exist: a common word in nine of ten, a rare one in one of a hundred."""
    connection.cursor().execute("DELETE FROM wagtailsearch_indexentry")
    case_type = ContentType.objects.get_for_model(CaseStudyPage).pk
    fillers = itertools.cycle(
        ["手紙とカードを送りました", "給食の献立を当て合いました", "時差を調べて時刻を決めました"]
    )
    for number in range(KINDS):
        words = [next(fillers), COMMON if number % 10 else "訪問", RARE if number % 100 == 0 else "紙芝居"]
        entry = entry_of({Weight.TITLE: f"事例{number}", Weight.BODY: "。".join(words * 5)})
        connection.cursor().execute(INSERT.format(values=VALUES), [case_type, str(number), *entry])
    connection.cursor().execute(_COPY, [KINDS, COPIES - 1])
    connection.cursor().execute("ANALYZE wagtailsearch_indexentry")


_COLUMNS = "content_type_id, title_norm, autocomplete, title, body, title_text, body_text"
_COPY = f"""
INSERT INTO wagtailsearch_indexentry (object_id, {_COLUMNS})
SELECT (object_id::int + copy * %s)::text, {_COLUMNS} FROM wagtailsearch_indexentry, generate_series(1, %s) copy
"""  # noqa: S608


def plans(query: str) -> list[dict[str, Any]]:
    """All steps of the plans of the statements that look a query up in the index."""
    with CaptureQueriesContext(connection) as captured:
        WordSearch(CaseStudyPage, query).keys()
    steps: list[dict[str, Any]] = []
    for statement in captured:
        if "wagtailsearch_indexentry" in statement["sql"]:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (FORMAT JSON) {statement['sql']}".replace("%", "%%"))
                steps += _steps(cursor.fetchone()[0][0]["Plan"])
    assert steps
    return steps


def _steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", []):
        yield from _steps(child)


@pytest.mark.parametrize(
    "query",
    [
        RARE,
        COMMON,
        "交流 落語",
        "献立を当て",
        "交流 OR 落語",
        "給食 -交流",
        "送る",
        "「時刻を決めました」",
        "落",
    ],
)
def test_the_index_is_used_for_rare_and_common_words_alike(entries, query):
    steps = plans(query)
    assert INDEX in {step.get("Index Name") for step in steps}
    assert not [step for step in steps if step["Node Type"] == "Seq Scan"]


@pytest.mark.parametrize("query", ["-交流", "-献立を当て"])
def test_what_only_excludes_asks_the_index_for_what_to_leave_out(entries, query):
    """All other rows have to be read then; but no vector is."""
    assert INDEX in {step.get("Index Name") for step in plans(query)}


def test_the_entries_of_this_test_are_found(entries):
    assert len(WordSearch(CaseStudyPage, RARE).keys()) == ROWS / 100
    assert len(WordSearch(CaseStudyPage, f"-{COMMON}").keys()) == ROWS / 10
    assert len(IndexEntry.objects.all()) == ROWS


def test_a_rebuilt_index_has_nothing_left_to_sort_in(entries):
    backend = get_search_backend()
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(CaseStudyPage))
    rebuilder.start().add_items(CaseStudyPage, [])
    rebuilder.finish()
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [INDEX])
        assert cursor.fetchone() == (0,)
