"""What a connection to SQLite remembers of the index is never older than the index."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.search.models import IndexEntry

from casestudies.models import CaseStudyPage
from portal.core.search.selectors import WordSearch
from tests.factories.public_site import make_case

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL needs no such memory"),
]


def found(query: str) -> set[int]:
    return set(WordSearch(CaseStudyPage, query).keys().tolist())


def test_a_new_case_is_found_after_an_earlier_search():
    first = make_case(title="けん玉の会")
    assert found("けん玉") == {first.pk}
    second = make_case(title="けん玉の日")
    assert found("けん玉") == {first.pk, second.pk}
    second.delete()
    assert found("けん玉") == {first.pk}


def test_what_was_deleted_and_rolled_back_is_found_again():
    kept = make_case(title="書道の会")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        IndexEntry.objects.all().delete()
        assert found("書道") == set()
        raise ZeroDivisionError
    assert found("書道") == {kept.pk}
    with transaction.atomic():
        assert found("書道") == {kept.pk}


def test_what_was_rolled_back_is_forgotten():
    kept = make_case(title="書道の会")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        lost = make_case(title="けん玉の会")
        assert found("けん玉") == {lost.pk}
        raise ZeroDivisionError
    other = make_case(title="けん玉の日")  # the number of its entry may be the one that was given back
    assert found("けん玉") == {other.pk}
    assert found("-けん玉") == {kept.pk}


def test_entries_are_read_once_until_something_is_written():
    make_case(title="けん玉の会")
    found("けん玉")
    with CaptureQueriesContext(connection) as queries:
        assert len(found("けん玉")) == 1
        assert found("-けん玉") == set()
    assert not any("ORDER BY id" in query["sql"] for query in queries)


def test_pages_of_other_kinds_are_no_cases():
    case = make_case(title="けん玉の会")
    parent = case.get_parent()
    parent.title = "けん玉"
    parent.save()
    assert found("けん玉") == {case.pk}
