"""Common meetings, also against a count of single minutes that knows nothing of weeks or patterns."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from members.matching.meetings import Meetings
from members.matching.months import ALL_MONTHS, add_months, month_bits
from members.matching.records import Period, Slot
from members.matching.timetables import Weeks
from members.matching.zones import zone

MINUTE = timedelta(minutes=1)


def best_and_slots(
    as_of: date,
    school: tuple[str, tuple[Period, ...]],
    partner: tuple[str, tuple[Period, ...]],
    minutes: int,
    months: int = ALL_MONTHS,
) -> tuple[int, tuple[Slot, ...]]:
    weeks = Weeks(as_of)
    ours, theirs = weeks.timetable(*school), weeks.timetable(*partner)
    assert ours is not None
    assert theirs is not None
    meetings = Meetings(weeks, ours, minutes)
    return meetings.best_week(theirs, months), meetings.first_slots(theirs, months)


def minutes_of(timetable: tuple[str, tuple[Period, ...]], days: list[date]) -> set[datetime]:
    """Every single minute of UTC that the periods fill on these local dates."""
    name, periods = timetable
    found: set[datetime] = set()
    for day in days:
        for period in periods:
            ends = []
            for minute in (period.start, period.end):
                local = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone(name))
                instant = local.astimezone(UTC)
                # A time that does not exist comes back as another one.
                if instant.astimezone(zone(name)).replace(tzinfo=None) == local.replace(tzinfo=None):
                    ends.append(instant)
            if period.weekday == day.weekday() and len(ends) == 2:
                found.update(ends[0] + MINUTE * step for step in range((ends[1] - ends[0]) // MINUTE))
    return found


def counted(
    as_of: date,
    school: tuple[str, tuple[Period, ...]],
    partner: tuple[str, tuple[Period, ...]],
    minutes: int,
    months: set[int],
) -> tuple[int, list[datetime]]:
    last = add_months(as_of, 13)
    days = [as_of + timedelta(step) for step in range(-3, (last - as_of).days + 4)]
    wanted = [day for day in days if as_of < day <= last and day.month in months]
    both = minutes_of(school, wanted) & minutes_of(partner, days)
    starts = []
    for minute in sorted(both):
        if minute - MINUTE not in both and all(minute + MINUTE * step in both for step in range(minutes)):
            starts.append(minute)
    weeks: dict[tuple[int, int], int] = {}
    for start in starts:
        week = start.astimezone(zone(school[0])).date().isocalendar()[:2]
        weeks[week] = weeks.get(week, 0) + 1
    return max(weeks.values(), default=0), starts[:3]


PERIODS = st.lists(
    st.builds(
        lambda weekday, start, length: Period(weekday, start, min(start + length, 1439)),
        st.integers(0, 6),
        st.integers(0, 1400),
        st.integers(1, 150),
    ),
    min_size=1,
    max_size=6,
).map(tuple)
ZONES = st.sampled_from(
    [
        "Asia/Tokyo",
        "Australia/Sydney",
        "Australia/Lord_Howe",
        "Europe/London",
        "America/New_York",
        "Pacific/Kiritimati",
        "Etc/GMT+12",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "America/Havana",
    ]
)
TIMETABLES = st.tuples(ZONES, PERIODS)
NIGHT = (Period(6, 60, 200), Period(6, 120, 300), Period(0, 0, 90))


@settings(max_examples=40, deadline=None)
@given(
    st.dates(date(2025, 1, 1), date(2030, 12, 31)),
    TIMETABLES,
    TIMETABLES,
    st.integers(1, 60),
    st.sets(st.integers(1, 12), min_size=1),
)
@example(date(2026, 9, 15), ("Australia/Sydney", NIGHT), ("Australia/Sydney", NIGHT), 30, {4, 10})
@example(date(2026, 9, 15), ("Europe/London", NIGHT), ("America/Havana", NIGHT), 5, {3, 10, 11})
def test_against_single_minutes(
    as_of: date,
    school: tuple[str, tuple[Period, ...]],
    partner: tuple[str, tuple[Period, ...]],
    minutes: int,
    months: set[int],
) -> None:
    best, slots = best_and_slots(as_of, school, partner, minutes, month_bits(months))
    assert (best, [slot.start for slot in slots]) == counted(as_of, school, partner, minutes, months)


NOON_TO_ONE = (Period(2, 720, 780),)


def test_sydney_and_brisbane_differ_in_summer_only() -> None:
    tokyo = ("Asia/Tokyo", (Period(2, 660, 720),))
    june, january = month_bits([6]), month_bits([1])
    as_of = date(2026, 9, 15)
    # Noon in Brisbane is 11:00 in Tokyo all the year, noon in Sydney is 10:00 in its summer.
    assert best_and_slots(as_of, tokyo, ("Australia/Brisbane", NOON_TO_ONE), 60, january)[0] == 1
    assert best_and_slots(as_of, tokyo, ("Australia/Sydney", NOON_TO_ONE), 60, january)[0] == 0
    assert best_and_slots(as_of, tokyo, ("Australia/Sydney", NOON_TO_ONE), 60, june)[0] == 1


def test_the_same_timetable_in_other_months_is_another_question() -> None:
    weeks = Weeks(date(2026, 9, 15))
    ours = weeks.timetable("Asia/Tokyo", (Period(2, 660, 720),))
    theirs = weeks.timetable("Australia/Sydney", NOON_TO_ONE)
    assert ours is not None
    assert theirs is not None
    meetings = Meetings(weeks, ours, 60)
    assert [meetings.best_week(theirs, month_bits([month])) for month in (6, 1, 6)] == [1, 0, 1]


def test_vancouver_has_no_winter_time_any_more() -> None:
    tokyo = ("Asia/Tokyo", (Period(3, 480, 540),))
    vancouver = ("America/Vancouver", (Period(2, 960, 1020),))
    best, slots = best_and_slots(date(2027, 1, 10), tokyo, vancouver, 60, month_bits([1]))
    assert best == 1
    assert slots[0].start == datetime(2027, 1, 13, 23, 0, tzinfo=UTC)
    assert slots[0].partner_local.isoformat() == "2027-01-13T16:00:00-07:00"


def test_a_time_jumped_over_is_missing_that_day_only() -> None:
    night = ("Australia/Sydney", (Period(6, 150, 200),))
    _, slots = best_and_slots(date(2026, 9, 20), night, night, 50)
    assert [slot.school_local.date().isoformat() for slot in slots] == ["2026-09-27", "2026-10-11", "2026-10-18"]


def test_the_month_is_read_in_the_schools_zone() -> None:
    # Monday evening in New York, the 30th, is Tuesday morning in Tokyo, the 1st of December.
    tokyo = ("Asia/Tokyo", (Period(1, 540, 600),))
    new_york = ("America/New_York", (Period(0, 1140, 1200),))
    _, slots = best_and_slots(date(2026, 11, 15), tokyo, new_york, 60, month_bits([12]))
    assert slots[0].school_local.isoformat() == "2026-12-01T09:00:00+09:00"
    assert slots[0].partner_local.isoformat() == "2026-11-30T19:00:00-05:00"


def test_one_meeting_a_stretch() -> None:
    long = ("Asia/Tokyo", (Period(1, 540, 720),))
    best, slots = best_and_slots(date(2026, 9, 15), long, long, 45)
    assert best == 1
    assert [slot.start.day for slot in slots] == [22, 29, 6]


@pytest.mark.parametrize(("minutes", "best"), [(50, 1), (51, 0), (10**15, 0)])
def test_a_stretch_may_be_just_long_enough(minutes: int, best: int) -> None:
    school = ("Asia/Tokyo", (Period(1, 645, 690), Period(1, 690, 735)))
    sydney = ("Australia/Sydney", (Period(1, 750, 815),))
    assert best_and_slots(date(2026, 9, 15), school, sydney, minutes, month_bits([10, 11]))[0] == best


def test_the_day_of_the_run_is_too_early() -> None:
    tuesday = ("Asia/Tokyo", (Period(1, 540, 600),))
    _, slots = best_and_slots(date(2026, 9, 15), tuesday, tuesday, 45)
    assert slots[0].school_local.date() == date(2026, 9, 22)


def test_fewer_than_three_when_there_are_no_more() -> None:
    # Only between the two changes of the clocks, on 14 and 28 March, are they four hours apart.
    london = ("Europe/London", (Period(2, 720, 780),))
    new_york = ("America/New_York", (Period(2, 480, 540),))
    best, slots = best_and_slots(date(2026, 9, 15), london, new_york, 60, month_bits([3]))
    assert best == 1
    assert [slot.school_local.date().isoformat() for slot in slots] == ["2027-03-17", "2027-03-24"]


@pytest.mark.parametrize(
    ("school", "partner", "start"),
    [
        # Monday in Kiritimati is still Saturday at the other side of the date line, and the other way round.
        (
            ("Pacific/Kiritimati", (Period(0, 30, 75),)),
            ("Etc/GMT+12", (Period(5, 1350, 1395),)),
            datetime(2026, 9, 20, 10, 30, tzinfo=UTC),
        ),
        (
            ("Etc/GMT+12", (Period(6, 1350, 1395),)),
            ("Pacific/Kiritimati", (Period(1, 30, 75),)),
            datetime(2026, 9, 21, 10, 30, tzinfo=UTC),
        ),
    ],
)
def test_dates_two_days_apart(
    school: tuple[str, tuple[Period, ...]], partner: tuple[str, tuple[Period, ...]], start: datetime
) -> None:
    best, slots = best_and_slots(date(2026, 9, 15), school, partner, 45)
    assert best == 1
    assert slots[0].start == start


def test_at_the_end_of_the_calendar_nothing_is_left() -> None:
    every_day = tuple(Period(weekday, 1200, 1260) for weekday in range(7))
    west = ("Etc/GMT+12", every_day)
    for as_of in (date.max, date(9999, 12, 30)):
        assert best_and_slots(as_of, west, west, 45) == (0, ())
    best, slots = best_and_slots(date(9999, 12, 28), west, west, 45)
    assert best == 2
    assert [slot.school_local.day for slot in slots] == [29, 30]


def test_no_meeting_on_a_date_that_cannot_be_written() -> None:
    # The Thursday evening of the school is Saturday, 1 January 10000, at the partner's.
    school = ("Etc/GMT+12", (Period(3, 1350, 1395),))
    partner = ("Pacific/Kiritimati", (Period(5, 30, 75),))
    assert best_and_slots(date(9999, 12, 25), school, partner, 45) == (0, ())
    assert best_and_slots(date(9999, 12, 15), school, partner, 45)[0] == 1
