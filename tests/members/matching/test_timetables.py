"""Timetables laid out on real weeks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from members.matching.local_time import SECONDS_A_DAY
from members.matching.months import ALL_MONTHS, month_bits
from members.matching.records import Period
from members.matching.timetables import Timetable, Weeks

NOON = Period(2, 720, 765)
EVERY_DAY = tuple(Period(weekday, 720, 765) for weekday in range(7))


def made(weeks: Weeks, zone: str, *periods: Period) -> Timetable:
    timetable = weeks.timetable(zone, periods)
    assert timetable is not None
    return timetable


def school_dates(weeks: Weeks, zone: str, months: int) -> list[date]:
    """The UTC dates of all periods of a school that is free every noon."""
    table = made(weeks, zone, *EVERY_DAY)
    return [
        date.fromordinal(weeks.mondays[week] + start // SECONDS_A_DAY)
        for week, pattern in weeks.of_school(table, months)
        for start, _ in weeks.patterns[pattern]
    ]


def test_unknown_zone_or_periods_make_no_timetable() -> None:
    weeks = Weeks(date(2026, 9, 15))
    assert weeks.timetable(None, [NOON]) is None
    assert weeks.timetable("Asia/Tokyo", []) is None


def test_equal_timetables_are_one_object() -> None:
    weeks = Weeks(date(2026, 9, 15))
    other = Period(0, 1, 2)
    assert weeks.timetable("Asia/Tokyo", [NOON, other]) is weeks.timetable("Asia/Tokyo", [other, NOON, NOON])
    assert weeks.timetable("Asia/Tokyo", [NOON]) is not weeks.timetable("Asia/Seoul", [NOON])


@pytest.mark.parametrize(
    ("as_of", "first", "last"),
    [
        (date(2026, 9, 15), date(2026, 9, 16), date(2027, 10, 15)),
        (date(2027, 1, 31), date(2027, 2, 1), date(2028, 2, 29)),
        (date(2026, 9, 20), date(2026, 9, 21), date(2027, 10, 20)),
    ],
)
def test_the_run_looks_from_the_next_day_to_thirteen_months_later(as_of: date, first: date, last: date) -> None:
    dates = school_dates(Weeks(as_of), "Asia/Tokyo", ALL_MONTHS)
    assert dates == [first + timedelta(days) for days in range((last - first).days + 1)]


def test_only_dates_of_wanted_months() -> None:
    dates = school_dates(Weeks(date(2026, 9, 15)), "Asia/Tokyo", month_bits([10]))
    assert dates[0] == date(2026, 10, 1)
    assert dates[-1] == date(2027, 10, 15)
    assert len(dates) == 31 + 15


@pytest.mark.parametrize(("zone", "looks"), [("Asia/Tokyo", 1), ("Australia/Brisbane", 1)])
def test_without_clock_changes_all_weeks_of_a_partner_look_alike(zone: str, looks: int) -> None:
    weeks = Weeks(date(2026, 9, 15))
    assert len(set(weeks.of_partner(made(weeks, zone, NOON)))) == looks


def test_clock_changes_give_other_looks() -> None:
    weeks = Weeks(date(2026, 9, 15))
    assert len(set(weeks.of_partner(made(weeks, "Australia/Sydney", *EVERY_DAY)))) > 2


@pytest.mark.parametrize("as_of", [date.min, date.max, date(9999, 11, 3), date(9998, 12, 1)])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Australia/Sydney"])
def test_the_ends_of_the_calendar(as_of: date, zone: str) -> None:
    weeks = Weeks(as_of)
    table = made(weeks, zone, Period(0, 0, 1439), *EVERY_DAY)
    assert len(weeks.of_partner(table)) == len(weeks.mondays)
    assert bool(list(weeks.of_school(table, ALL_MONTHS))) == (as_of != date.max)
