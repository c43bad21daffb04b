"""Local times on real dates, and what clock changes make of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from members.matching.local_time import day_stretches, instant_of, steady_offset, utc_datetime, weekday_of
from members.matching.records import Period


def utc(zone: str, day: date, minute: int) -> datetime | None:
    instant = instant_of(zone, day.toordinal(), minute)
    return None if instant is None else utc_datetime(instant)


@pytest.mark.parametrize(
    ("zone", "day", "minute", "expected"),
    [
        ("Asia/Tokyo", date(2026, 10, 6), 645, datetime(2026, 10, 6, 1, 45, tzinfo=UTC)),
        ("Asia/Tokyo", date(2026, 10, 6), 0, datetime(2026, 10, 5, 15, 0, tzinfo=UTC)),
        ("Australia/Sydney", date(2026, 10, 3), 720, datetime(2026, 10, 3, 2, 0, tzinfo=UTC)),
        ("Australia/Sydney", date(2026, 10, 4), 720, datetime(2026, 10, 4, 1, 0, tzinfo=UTC)),
        ("Australia/Brisbane", date(2026, 10, 4), 720, datetime(2026, 10, 4, 2, 0, tzinfo=UTC)),
        ("America/Vancouver", date(2027, 1, 20), 480, datetime(2027, 1, 20, 15, 0, tzinfo=UTC)),
        ("Asia/Kathmandu", date(2026, 10, 6), 600, datetime(2026, 10, 6, 4, 15, tzinfo=UTC)),
        # Sydney 2026-10-04: 02:00 to 03:00 is jumped over.
        ("Australia/Sydney", date(2026, 10, 4), 119, datetime(2026, 10, 3, 15, 59, tzinfo=UTC)),
        ("Australia/Sydney", date(2026, 10, 4), 120, None),
        ("Australia/Sydney", date(2026, 10, 4), 179, None),
        ("Australia/Sydney", date(2026, 10, 4), 180, datetime(2026, 10, 3, 16, 0, tzinfo=UTC)),
        # Sydney 2027-04-04: 02:00 to 03:00 comes twice, first at UTC+11.
        ("Australia/Sydney", date(2027, 4, 4), 150, datetime(2027, 4, 3, 15, 30, tzinfo=UTC)),
        ("Australia/Sydney", date(2027, 4, 4), 180, datetime(2027, 4, 3, 17, 0, tzinfo=UTC)),
        # Samoa left out a whole day.
        ("Pacific/Apia", date(2011, 12, 30), 600, None),
    ],
)
def test_instants(zone: str, day: date, minute: int, expected: datetime | None) -> None:
    assert utc(zone, day, minute) == expected


def test_weekdays() -> None:
    assert weekday_of(date(2026, 10, 6).toordinal()) == 1
    assert weekday_of(date.min.toordinal()) == date.min.weekday()


@pytest.mark.parametrize(
    ("period", "length"),
    [
        (Period(6, 60, 119), 59),
        (Period(6, 60, 120), None),
        (Period(6, 120, 200), None),
        (Period(6, 60, 180), 60),
        (Period(6, 600, 645), 45),
    ],
)
def test_a_period_that_starts_or_ends_in_the_gap_is_dropped_that_day(period: Period, length: int | None) -> None:
    found = day_stretches("Australia/Sydney", [period], date(2026, 10, 4).toordinal())
    assert [(end - start) // 60 for start, end in found] == ([] if length is None else [length])


def test_a_period_over_the_repeated_hour_is_longer() -> None:
    [(start, end)] = day_stretches("Australia/Sydney", [Period(6, 90, 240)], date(2027, 4, 4).toordinal())
    assert end - start == (150 + 60) * 60


def test_only_periods_of_the_weekday() -> None:
    tuesday = date(2026, 10, 6).toordinal()
    assert day_stretches("Asia/Tokyo", [Period(0, 1, 2), Period(2, 1, 2)], tuesday) == []


def test_a_steady_offset_is_one_that_no_change_interrupts() -> None:
    change = date(2026, 10, 4).toordinal()
    hour = int(timedelta(hours=1).total_seconds())
    assert steady_offset("Australia/Sydney", change - 7, change - 1) == 10 * hour
    assert steady_offset("Australia/Sydney", change + 1, change + 7) == 11 * hour
    assert steady_offset("Australia/Sydney", change - 7, change) is None
    assert steady_offset("Australia/Sydney", change, change) is None
    assert steady_offset("Australia/Brisbane", change - 7, change + 7) == 10 * hour
