"""Rows that may be a school that is there already: told, and carried out all the same."""

import pytest

from members.partners.models import PartnerSchool
from tests.factories.partners import PartnerFactory

from .builders import WATTLE, file_of, handed_in, imported

pytestmark = pytest.mark.django_db
BARE = {"code": "X1", "name": "別の学校", "country": "AU"}


def doubts(*rows: dict) -> list[tuple[int, str]]:
    job = handed_in(file_of(*rows))
    assert job.wrong == 0
    found = [(row.number, doubt["column"]) for row in job.rows.filter(is_doubtful=True) for doubt in row.doubts]
    assert job.doubtful == len({number for number, _column in found})
    return found


def test_the_same_name_or_site_within_the_file():
    other = {"name_en": "ＷＡＴＴＬＥ bay  public school", "website": "http://www.wattlebay.example.com/"}
    assert doubts({**WATTLE, **BARE, "website": "", "name_en": ""}, WATTLE, {**BARE, "code": "X2", **other}) == [
        (4, "name"),
        (4, "website"),
    ]


def test_another_country_and_a_site_of_many_say_nothing():
    site = {"website": "https://sites.google.com/a"}
    assert (
        doubts(
            {**BARE, **site},
            {"code": "X2", "name": "別の学校", "country": "NZ", "website": "https://sites.google.com/b"},
        )
        == []
    )


def test_beside_the_register_but_not_beside_itself_or_a_merged_one():
    kept = PartnerFactory(code="A", name="別の学校", name_en="", country="AU")
    PartnerFactory(code="OLD", name="古い学校", name_en="", country="AU", status="closed", merged_into=kept)
    assert doubts({**BARE, "code": "A", "city": "Perth"}) == []
    assert doubts({**BARE, "code": "X2", "name": "古い学校"}) == []
    assert doubts(BARE) == [(2, "name")]
    job = handed_in(file_of(BARE))
    [doubt] = job.rows.get().doubts
    assert "A" in doubt["message"]["en"]


def test_a_doubt_stops_nothing():
    PartnerFactory(code="A", name="別の学校", country="AU")
    imported(file_of(BARE))
    assert PartnerSchool.objects.count() == 2


def test_as_many_queries_for_five_rows_as_for_one(django_assert_num_queries):
    from members.partners.imports.importer import PartnerImporter
    from portal.core.imports.plans import plan_file, read_content
    from portal.core.imports.reading import read_table

    importer = PartnerImporter()
    for number in (1, 5):
        table = read_table(file_of(*[{**BARE, "code": f"N{each}"} for each in range(number)]), importer.limits)
        with django_assert_num_queries(2):
            list(plan_file(importer, read_content(importer, table, {}), {}))
