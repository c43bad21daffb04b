"""The cases in memory: never older than the database, and counting what a plain loop counts."""

import datetime
from collections import Counter
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, Page

from casestudies.changes import cases_changed
from casestudies.columns import store
from casestudies.facets import Facet, PupilBand, facet_values
from casestudies.models import CaseStudyPage
from casestudies.selectors import search_cases
from tests.factories.public_site import make_case, section, translated

pytestmark = pytest.mark.django_db

COUNTRIES = ["TW", "KR", "AU", "NZ"]
THEMES = ["food", "seasons", "steam"]
TYPES = ["live_online", "letter_card", "artwork"]


def ids(locale: Locale) -> list[int]:
    return store.of(locale.language_code).ids.tolist()


def test_every_facet_of_a_case():
    case = make_case(countries=["TW", "KR"], themes=["food", "food"], tools=["zoom"], lesson_slots=["p3"])
    assert sorted(facet_values(case)) == sorted(
        [
            ("school_type", "elementary"),
            ("grade_band", "upper_elementary"),
            ("exchange_type", "live_online"),
            ("country", "TW"),
            ("country", "KR"),
            ("theme", "food"),
            ("subject", "foreign_language"),
            ("language", "en"),
            ("tool", "zoom"),
            ("lesson_slot", "p3"),
            ("pupils", "p40"),
            ("area", "wards"),
            ("year", "2025"),
        ]
    )


@pytest.mark.parametrize(
    ("pupils", "band"),
    [(None, None), (0, None), (1, "p10"), (10, "p10"), (11, "p40"), (40, "p40"), (41, "p100"), (101, "p101")],
)
def test_bands_of_pupils(pupils, band):
    found = PupilBand.of(pupils)
    assert (found.value if found else None) == band


class TestFreshness:
    def test_publishing_and_unpublishing_counts_at_once(self, japanese):
        case = make_case()
        assert ids(japanese) == [case.pk]
        Page.objects.get(pk=case.pk).unpublish()
        assert ids(japanese) == []
        case.refresh_from_db()
        case.save_revision().publish()
        assert ids(japanese) == [case.pk]

    def test_a_published_change_counts_and_a_draft_does_not(self, japanese):
        case = make_case()
        before = store.of("ja")
        case.countries = ["AU"]
        revision = case.save_revision()
        assert store.of("ja") is before
        revision.publish()
        assert store.of("ja").facets["country"].values == ("AU",)

    def test_a_deleted_case_is_gone(self, japanese):
        make_case().delete()
        assert ids(japanese) == []

    def test_each_language_has_its_own(self, japanese, english):
        case = make_case()
        other = translated(case)
        assert (ids(japanese), ids(english)) == ([case.pk], [other.pk])

    def test_what_was_written_without_signals_is_announced(self, japanese):
        case = make_case()
        ids(japanese)
        CaseStudyPage.objects.filter(pk=case.pk).update(countries=["FR"])
        assert store.of("ja").facets["country"].values == ("TW",)
        cases_changed()
        assert store.of("ja").facets["country"].values == ("FR",)

    def test_another_process_sees_the_change_at_its_next_question(self, japanese):
        from casestudies.columns import CaseStore

        other = CaseStore()
        assert len(other.of("ja")) == 0
        make_case()
        assert len(other.of("ja")) == 1


def some(values: list[str]) -> Any:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


CASE = st.fixed_dictionaries(
    {
        "countries": some(COUNTRIES),
        "themes": some(THEMES),
        "exchange_types": some(TYPES),
        "grades": some(["e1", "e5", "j1", "h3"]),
        "pupils": st.sampled_from([None, 8, 30, 30, 250]),
        "first_timer": st.booleans(),
        "municipality": st.sampled_from(["", "13108", "13201", "13361"]),
        "date_from": st.dates(datetime.date(2023, 1, 1), datetime.date(2025, 12, 31)),
    }
)
CHOICE = st.fixed_dictionaries(
    {},
    optional={
        "country": some(COUNTRIES),
        "theme": some(THEMES),
        "exchange_type": some(TYPES),
        "pupils": some(["p10", "p40", "p101"]),
        "first_timer": st.just(["yes"]),
        "area": some(["wards", "tama", "islands"]),
        "grade_band": some(["lower_elementary", "high"]),
    },
)


@pytest.fixture
def rewritten(japanese):
    """Six cases whose facts each example writes anew: making pages is slow, filling columns is not."""
    section("casestudies")
    cases = [make_case() for _number in range(6)]

    def write(facts: list[dict[str, Any]]) -> list[CaseStudyPage]:
        for case, values in zip(cases, facts, strict=True):
            for name, value in values.items():
                setattr(case, name, value)
            case.fiscal_year = case.date_from.year - (case.date_from.month < 4)
            CaseStudyPage.objects.filter(pk=case.pk).update(**values, fiscal_year=case.fiscal_year)
        cases_changed()
        return cases

    return write


def fits(case: CaseStudyPage, choice: dict[str, list[str]]) -> bool:
    values = set(facet_values(case))
    return all(any((facet, value) in values for value in chosen) for facet, chosen in choice.items())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    facts=st.lists(CASE, min_size=6, max_size=6), choice=CHOICE, sort=st.sampled_from(["newest", "oldest", "pupils"])
)
def test_filters_counts_and_orders_are_those_of_a_plain_loop(rewritten, japanese, facts, choice, sort):
    cases = rewritten(facts)
    search = search_cases(QueryDict(urlencode({**choice, "sort": sort}, doseq=True)), japanese)
    found = [case for case in cases if fits(case, choice)]
    newest = sorted(found, key=lambda case: (case.date_from, case.pk), reverse=True)
    orders = {
        "newest": newest,
        "oldest": newest[::-1],
        "pupils": sorted(newest, key=lambda case: 1 if case.pupils is None else -case.pupils),
    }
    assert search.keys == [case.pk for case in orders[sort]]
    assert search.total == len(found)
    for group in search.facets:
        others = {facet: chosen for facet, chosen in choice.items() if facet != group.name}
        among = [case for case in cases if fits(case, others)]
        expected = Counter(value for case in among for facet, value in facet_values(case) if facet == group.name)
        shown = {option.value: option.count for option in [*group.options, *group.more]}
        assert {value: number for value, number in shown.items() if number} == expected
        assert {value for value, number in shown.items() if not number} <= set(choice.get(group.name, []))
    assert sum(search.by_month().values()) == len(found)
    assert dict(search.by_country()) == Counter(code for case in found for code in case.countries)


def test_many_values_are_folded_but_never_what_is_chosen(japanese):
    codes = ["TW", "KR", "AU", "NZ", "FR", "DE", "TH", "US", "CA", "GB", "IN"]
    for number, code in enumerate(codes):
        for _each in range(1 if number > 7 else 2):
            make_case(countries=[code])
    group = next(group for group in search_cases(QueryDict("country=IN"), japanese).facets if group.name == "country")
    assert len(group.options) == 9
    assert group.options[-1].checked
    assert [option.count for option in group.more] == [1, 1]


def test_all_facets_are_offered_in_their_order(japanese):
    make_case()
    assert [group.name for group in search_cases(QueryDict(), japanese).facets] == Facet.values
