"""Two thousand random and hostile addresses: never a 5xx, and never more work than a bounded number of queries."""

from urllib.parse import quote_from_bytes

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from casestudies.facets import Facet
from tests.amounts import random_cases
from tests.factories.public_site import make_case, section

pytestmark = pytest.mark.django_db

# What an archive page may ask the database, whatever is typed: routing and frame, the version, the words, a page of
# cases, and the ways out of nothing.
MOST_QUERIES = 40
SIGNS = "\"“”「」『』-－|｜()*:^~%_\\'`;#&<>{}[]?!/\u3000\t\n\r"
WORDS = ["台湾", "OR", "AND", "NEAR", "または", "' OR 1=1 --", "'; DROP TABLE wagtailcore_page; --", "ガ", "ﾞ", "🏫"]
ODD = ["\x00", "\u202e", "\u200b", "\ufeff", "\u0301", "\U0010ffff", "ー" * 50, "ｶﾞ" * 50]
TYPED = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(ODD), st.sampled_from(SIGNS), st.text(max_size=20)), max_size=12
).map("".join)
# Percent-encoded bytes need not be UTF-8: lone surrogates and broken sequences arrive that way.
RAW = st.one_of(
    TYPED.map(lambda text: quote_from_bytes(text.encode("utf-8", "surrogatepass"))),
    st.binary(max_size=60).map(quote_from_bytes),
)
KEYS = st.sampled_from(["q", "sort", "page", "case", "per_page", "view", *Facet.values])
QUERY = st.lists(st.tuples(KEYS, RAW), max_size=5).map(lambda pairs: "&".join(f"{key}={value}" for key, value in pairs))
ADDRESSES = [
    "/casestudies/",
    "/api/v2/casestudies/",
    "/search/",
    "/casestudies/feed/",
    "/casestudies/compare/",
    "/casestudies/suggest/",
]


@pytest.fixture(autouse=True)
def cases():
    section("casestudies")
    make_case(title="台湾と給食")
    make_case(title="Lunch and cards", countries=["AU"])


def ask(address: str, query: str) -> None:
    client = Client(raise_request_exception=False)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"{address}?{query}")
    assert response.status_code < 500, (address, query[:200])
    assert len(queries) <= MOST_QUERIES, (address, query[:200])


@pytest.mark.parametrize("address", ADDRESSES)
@settings(max_examples=random_cases(400), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERY)
@example(query="q=" + "a" * 100_000)
@example(query="q=" + "%E5%8F%B0" * 30_000)
@example(query="q=%ED%A0%80")
@example(query="q=" + "%20OR%20".join(["x"] * 500))
@example(query="q=" + "-" * 5_000)
@example(query="&".join(["country=TW"] * 900))
def test_nothing_breaks_and_the_work_is_bounded(address, query):
    ask(address, query)
