"""What is usual in Tokyo and abroad."""

from datetime import date

import pytest
from django.utils import translation

from members.calendars.abroad import rules_abroad
from members.calendars.public_holidays import public_holidays
from members.calendars.tokyo import tokyo_rules

KOTO, SHINJUKU, TOSHIMA = "13108", "13104", "13116"


def test_three_terms_in_most_of_tokyo():
    assert tokyo_rules(KOTO).terms(2026) == (
        (date(2026, 4, 6), date(2026, 7, 20)),
        (date(2026, 9, 1), date(2026, 12, 25)),
        (date(2027, 1, 8), date(2027, 3, 25)),
    )


@pytest.mark.parametrize(("municipality", "first"), [(SHINJUKU, 25), (TOSHIMA, 26)])
def test_some_wards_begin_in_august(municipality, first):
    assert tokyo_rules(municipality).terms(2026)[1][0] == date(2026, 8, first)


def test_the_second_of_two_terms_begins_after_sports_day():
    terms = tokyo_rules(KOTO, two_terms=True).terms(2026)
    assert terms[1] == (date(2026, 9, 1), date(2026, 10, 9))
    assert terms[2] == (date(2026, 10, 13), date(2026, 12, 25))


def test_closed_are_holidays_days_in_lieu_and_tokyo_citizens_day():
    with translation.override("ja"):
        closed = tokyo_rules(KOTO).closed(2026)
    assert closed[date(2026, 5, 6)] == "振替休日"  # in lieu: Constitution Day was a Sunday
    assert closed[date(2026, 9, 22)] == "国民の休日"
    assert closed[date(2026, 10, 1)] == "都民の日"
    with translation.override("en"):
        assert tokyo_rules(KOTO).closed(2026)[date(2026, 10, 1)] == "Tokyo Citizens' Day"


def test_a_school_year_of_tokyo_runs_from_april_to_march():
    rules = tokyo_rules(KOTO)
    assert (rules.year_of(date(2027, 3, 31)), rules.year_of(date(2027, 4, 1))) == (2026, 2027)
    assert rules.span_of(2026) == (date(2026, 4, 1), date(2027, 3, 31))


def test_a_southern_school_year_begins_in_january():
    rules = rules_abroad("AU", "AU-NSW")
    assert rules.year_of(date(2027, 1, 5)) == 2027
    assert rules.terms(2027)[0][0] == date(2027, 1, 28)
    assert all(first.year == last.year == 2027 for first, last in rules.terms(2027))


def test_a_northern_term_runs_over_new_year():
    assert rules_abroad("TW", "TW-TPE").terms(2026)[0] == (date(2026, 8, 30), date(2027, 1, 20))


def test_a_region_may_differ_from_its_country():
    assert rules_abroad("AU", "AU-QLD").terms(2027) != rules_abroad("AU", "AU-NSW").terms(2027)
    assert rules_abroad("AU", "AU-VIC").terms(2027) == rules_abroad("AU", "").terms(2027)


@pytest.mark.parametrize("country", ["AU", "NZ", "TW", "CA", "US", "TH", "KR", "CN", "FR"])
@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_terms_are_in_order_apart_and_inside_their_year(country, year):
    rules = rules_abroad(country, "")
    first, last = rules.span_of(year)
    days = [day for term in rules.terms(year) for day in term]
    assert days == sorted(days)
    assert first <= days[0] <= days[-1] <= last


def test_nothing_is_known_of_some_countries():
    rules = rules_abroad("ZZ", "")
    assert (rules.terms(2026), dict(rules.closed(2026))) == ((), {})


def test_holidays_of_a_region_are_among_them():
    assert date(2027, 2, 15) in public_holidays("CA", "CA-BC", 2027)  # Family Day
    assert date(2027, 2, 15) not in public_holidays("CA", "", 2027)
    assert public_holidays("CA", "CA-XX", 2027) == public_holidays("CA", "", 2027)


def test_names_are_in_the_language_asked_for_or_in_english():
    day = date(2027, 1, 1)
    assert public_holidays("JP", "", 2027, "ja")[day] == "元日"
    assert public_holidays("JP", "", 2027, "en")[day] == "New Year's Day"
    assert public_holidays("TW", "", 2027, "ja")[day] == "Founding Day of the Republic of China"
    assert public_holidays("NZ", "", 2027, "ja")[day] == "New Year's Day"
