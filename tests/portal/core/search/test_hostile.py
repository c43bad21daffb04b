"""Whatever is typed, the search answers, with bounded work: tokens asked for and SQL queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from modelsearch.query import And, Not, Or, PlainText
from wagtail.models import Page

from portal.core.models import Synonym
from portal.core.search import morphology
from portal.core.search.expansion import MAX_EXPANSION
from portal.core.search.highlight import Marker
from portal.core.search.query import Adjacent, rewrite
from portal.core.search.selectors import matching, ranked
from portal.core.search.synonyms import SynonymTable
from tests.amounts import random_cases

pytestmark = pytest.mark.django_db

MOST_TOKENS = 2 * 400 + 2 * MAX_EXPANSION
"""What was typed and what was added, in the plain and the loose form."""

PIECES = [
    *"\"'“”「」『』|｜-－+*:()[]{}<>&!~^%_\\/;,.。、　 \n\t\x00\ue000\ue001\ufffe\U0010ffff",
    "\ud800",
    "\udfff",
    "\u202e",
    "\u200f",
    "\u2066",
    "مرحبا",
    "שלום",
    "ﷺ",
    "👩‍👩‍👧",
    "e\u0301\u0301\u0301",
    "ﾞﾞ",
    "が\u3099",
    " OR ",
    " AND ",
    " または ",
    "NEAR(",
    "title:",
    "' OR 1=1 --",
    "'); DROP TABLE core_synonym; --",
    "$$",
    "{{ 7*7 }}",
    "<script>alert(1)</script>",
    "%s",
    "%(x)s",
    "台湾",
    "送った",
    "送る",
    "楽しかった",
    "発表する",
    "先生",
    "給食",
    "コンピューター",
    "zoom",
    "Schools",
    "第3回",
    "a",
    "ー",
    "ヴ",
    "々",
]
QUERIES = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.text(max_size=300),
    st.text(st.characters(exclude_categories=[]), max_size=60),
    st.tuples(st.sampled_from(PIECES), st.integers(1, 100_000)).map(lambda pair: (pair[0] * pair[1])[:100_000]),
)
WORST = [
    "送った " * 60,
    "送った|" * 60,
    "先生 " * 100,
    "-送った " * 60,
    "a-" * 100,
    "ﷺ" * 200,
    "「" * 100 + "送" * 100,
    '"送った" ' * 60,
    "コンピューター" * 30,
]
GROUPS = ["、".join(f"先生{number}号室のコンピューター" for number in range(25)) + "、先生", "送る、届ける、渡す"]


def tokens(query: object) -> int:
    if isinstance(query, Adjacent):
        return len(query.tokens)
    if isinstance(query, Not):
        return tokens(query.subquery)
    return sum(map(tokens, query.subqueries)) if isinstance(query, (And, Or)) else 0


@settings(max_examples=random_cases(2000), suppress_health_check=[HealthCheck.too_slow])
@given(query=QUERIES)
def test_the_tokens_asked_for_are_bounded(query: str) -> None:
    assert tokens(rewrite(PlainText(query), lambda: SynonymTable(GROUPS))) <= MOST_TOKENS


@pytest.mark.parametrize("query", WORST)
@pytest.mark.parametrize("setting", ["off", "sudachi"])
def test_the_worst_are_bounded_and_answered(setting: str, query: str, add_page, settings) -> None:
    settings.SEARCH_MORPHOLOGY = setting
    assert tokens(rewrite(PlainText(query), lambda: SynonymTable(GROUPS))) <= MOST_TOKENS
    add_page("先生が手紙を送った")
    for words in GROUPS:
        Synonym.objects.create(words=words)
    with CaptureQueriesContext(connection) as queries:
        list(ranked(Page.objects.live(), query)[:10])
    assert len(queries) <= 8
    Marker(query).highlight("先生が手紙を送った")


def answers(query: str, page: Page) -> None:
    this_page = Page.objects.filter(pk=page.pk)
    with CaptureQueriesContext(connection) as queries:
        hits = list(ranked(this_page, query)[:10])
    assert len(queries) <= 6  # synonyms, keys, scores, pages, and now and then the content types
    assert {hit.pk for hit in hits} == set(matching(this_page, query).values_list("pk", flat=True))
    list(this_page.autocomplete(query)[:10])
    marker = Marker(query)
    assert marker.highlight(page.title).replace("<mark>", "").replace("</mark>", "") == page.title
    marker.excerpt(query[:2000])


@pytest.fixture
def page(add_page) -> Page:
    Synonym.objects.create(words="先生、教師")
    return add_page("台湾の先生に手紙を送った。Zoomで第3回の発表")


@settings(
    max_examples=random_cases(2000), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(query=QUERIES)
@example(query="")
@example(query="先生 -送る OR 「")
def test_two_thousand_queries_are_answered(query: str, page: Page) -> None:
    answers(query, page)


@pytest.mark.skipif(not morphology.is_installed(), reason="the extra morph is not installed")
@settings(
    max_examples=random_cases(200), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(query=QUERIES)
def test_with_the_dictionary_too(query: str, page: Page) -> None:
    from django.test import override_settings

    with override_settings(SEARCH_MORPHOLOGY="sudachi"):
        answers(query, page)
