"""Many schools written together."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.search.backends import get_search_backend

from members.schools.models import School, SchoolPeriod
from members.schools.services.register import add_schools, change_schools, remove_schools
from portal.core.search import together
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db


def row(code: str, **changes: str) -> dict[str, str]:
    return {"code": code, "name": f"学校{code}", "school_type": "high", "municipality": "13101", **changes}


@pytest.mark.parametrize("taken", [{"code": "A"}, {"mext_code": "B113210000014"}])
def test_a_code_that_was_taken_meanwhile_is_refused_and_nothing_is_written(taken):
    SchoolFactory(**taken)
    with pytest.raises(ValidationError):
        add_schools([row("B"), row("A", mext_code="B113210000014")])
    assert School.objects.count() == 1
    assert not SchoolPeriod.objects.exists()


def test_a_change_to_a_code_that_was_taken_meanwhile():
    SchoolFactory(mext_code="B113210000014")
    school = SchoolFactory(code="A")
    with pytest.raises(ValidationError):
        change_schools([(school, {"mext_code": "B113210000014"})])


def test_as_many_queries_for_five_as_for_one(django_assert_max_num_queries):
    for codes in ("A", "BCDEF"):
        with django_assert_max_num_queries(12):
            add_schools(row(code) for code in codes)


def test_schools_that_are_removed_are_not_found_any_more():
    (school,) = add_schools([row("A", name="みどり高等学校")])
    search = get_search_backend().search
    assert list(search("みどり", School)) == [school]
    remove_schools([school.pk])
    assert not list(search("みどり", School))


class _Broken:
    def __init__(self, catch: bool) -> None:
        self.catch_indexing_errors = catch

    def add_bulk(self, model, objects):
        raise OSError("no search server")


def test_an_outage_of_a_search_server_stops_no_import(monkeypatch, caplog):
    monkeypatch.setattr(together, "get_search_backends_with_name", lambda **options: [("far", _Broken(catch=True))])
    add_schools([row("A")])
    assert School.objects.count() == 1
    assert "far" in caplog.text


def test_a_broken_index_in_the_database_does(monkeypatch):
    monkeypatch.setattr(together, "get_search_backends_with_name", lambda **options: [("near", _Broken(catch=False))])
    with pytest.raises(OSError, match="no search server"):
        add_schools([row("A")])
    assert not School.objects.exists()
