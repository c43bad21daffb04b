"""The slot finder: when both schools are free in a window of dates, and the best meetings in it.

What is free and which meeting is best is written in docs/calendars.md. Times are whole seconds of UTC, as in
`local_time.py`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from heapq import nsmallest

from members.matching.intervals import Stretch, common, joined
from members.matching.local_time import SECONDS_A_DAY, day_begins, day_stretches, utc_datetime, weekday_of
from members.matching.records import Period
from members.matching.zones import zone

MOST_BEST = 5
MOST_MARGIN = 240
"""Minutes that a side may be free before or after its lessons."""

# UTC+14 and UTC-12 write dates two days apart, and a margin reaches less than a day further.
_DAYS_AROUND = 3

# Outside of these instants a date could not be written in every zone.
_FIRST_INSTANT = 2 * SECONDS_A_DAY
_LAST_INSTANT = date.max.toordinal() * SECONDS_A_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When one side has lessons: its zone, its weeks, its year.

    `terms` are pairs of dates, both included; none at all means always in term. `before` and `after` are minutes
    (0 to 240) around each lesson in which the side is free as well.
    """

    timezone: str
    periods: tuple[Period, ...]
    terms: tuple[tuple[date, date], ...] = ()
    closed: frozenset[date] = frozenset()
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of UTC in which both sides are free."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of the length asked: in UTC and on both sides' clocks.

    `level` counts the sides (0 to 2) that need time beside their lessons for it.
    """

    start: datetime
    end: datetime
    school_local: datetime
    partner_local: datetime
    level: int


@dataclass(frozen=True, slots=True)
class Slots:
    """Every common interval by start, the best meetings in their order, or why there is none.

    `none_because` is None, `school_calendar`, `partner_calendar`, `no_overlap` or `too_short`.
    """

    intervals: tuple[Interval, ...]
    best: tuple[Meeting, ...]
    none_because: str | None


def find_slots(school: Calendar, partner: Calendar, window: tuple[date, date], minutes: int) -> Slots:
    """All stretches of at least `minutes` (1 or more) in which both are free, and up to five best meetings.

    The window is the pair of its first and last date in the school's zone.
    """
    cut = _window(school.timezone, window)
    ours, theirs = _Side(school, cut), _Side(partner, cut)
    seconds = minutes * 60
    shared = common(ours.free, theirs.free, seconds)
    if not shared:
        return Slots((), (), _reason(ours, theirs))
    placed = nsmallest(MOST_BEST, _placed(shared, ours, theirs, seconds))
    meetings = tuple(_meeting(level, start, seconds, (school.timezone, partner.timezone)) for level, start in placed)
    return Slots(tuple(Interval(utc_datetime(start), utc_datetime(end)) for start, end in shared), meetings, None)


def is_free(calendar: Calendar, start: datetime, minutes: int) -> bool:
    """Whether a side is free from an instant (aware) on, for so many minutes."""
    begins = int((start - utc_datetime(SECONDS_A_DAY)).total_seconds()) + SECONDS_A_DAY
    ends = begins + minutes * 60
    side = _Side(calendar, (begins - SECONDS_A_DAY, ends + SECONDS_A_DAY))
    return any(first <= begins and ends <= last for first, last in side.free)


class _Side:
    """One side in a window: when it is regularly free, and when it is free at all."""

    def __init__(self, calendar: Calendar, window: Stretch) -> None:
        lessons = [one for day in _school_days(calendar, window) for one in day]
        self.regular = joined(lessons)
        before, after = calendar.before * 60, calendar.after * 60
        self.free = list(_clipped(joined((start - before, end + after) for start, end in lessons), window))


def _window(zone_name: str, window: tuple[date, date]) -> Stretch:
    first, last = window
    end = _LAST_INSTANT if last == date.max else day_begins(zone_name, last.toordinal() + 1)
    return max(day_begins(zone_name, first.toordinal()), _FIRST_INSTANT), min(end, _LAST_INSTANT)


def _school_days(calendar: Calendar, window: Stretch) -> Iterator[list[Stretch]]:
    """The lessons of each day on which there are some, for all days that can reach into the window."""
    by_weekday: list[list[Period]] = [[one for one in calendar.periods if one.weekday == day] for day in range(7)]
    first = max(window[0] // SECONDS_A_DAY - _DAYS_AROUND, 1)
    last = min(window[1] // SECONDS_A_DAY + _DAYS_AROUND, date.max.toordinal())
    closed = {day.toordinal() for day in calendar.closed}
    for start, end in _terms(calendar):
        for ordinal in range(max(start, first), min(end, last + 1)):
            periods = by_weekday[weekday_of(ordinal)]
            if periods and ordinal not in closed:
                yield day_stretches(calendar.timezone, periods, ordinal)


def _terms(calendar: Calendar) -> list[Stretch]:
    """The terms as half-open stretches of ordinals, each day in one of them only."""
    if not calendar.terms:
        return [(1, date.max.toordinal() + 1)]
    return joined((first.toordinal(), last.toordinal() + 1) for first, last in calendar.terms)


def _clipped(stretches: Sequence[Stretch], window: Stretch) -> Iterator[Stretch]:
    for start, end in stretches:
        inside = max(start, window[0]), min(end, window[1])
        if inside[0] < inside[1]:
            yield inside


def _reason(ours: _Side, theirs: _Side) -> str:
    if not ours.free:
        return "school_calendar"
    if not theirs.free:
        return "partner_calendar"
    return "too_short" if common(ours.free, theirs.free, 1) else "no_overlap"


class _Starts:
    """When a meeting may start so that a side (or both) is regularly free throughout it."""

    def __init__(self, stretches: list[Stretch]) -> None:
        self.stretches = stretches
        self._first = [first for first, _end in stretches]
        self._end = [end for _first, end in stretches]

    def earliest(self, first: int, last: int) -> int | None:
        """The earliest start from `first` to `last`, both included."""
        at = bisect_right(self._end, first)
        if at == len(self._first) or self._first[at] > last:
            return None
        return max(first, self._first[at])


def _starts(side: _Side, seconds: int) -> _Starts:
    return _Starts([(start, end - seconds + 1) for start, end in side.regular if end - start >= seconds])


def _placed(shared: list[Stretch], ours: _Side, theirs: _Side, seconds: int) -> Iterator[tuple[int, int]]:
    """(level, start) of the meeting in each interval: its lowest level, and the earliest start that has it."""
    school, partner = _starts(ours, seconds), _starts(theirs, seconds)
    both = _Starts(common(school.stretches, partner.stretches, 1))
    for start, end in shared:
        latest = end - seconds
        found = both.earliest(start, latest)
        if found is not None:
            yield 0, found
            continue
        either = [one for one in (school.earliest(start, latest), partner.earliest(start, latest)) if one is not None]
        yield (1, min(either)) if either else (2, start)


def _meeting(level: int, start: int, seconds: int, zones: tuple[str, str]) -> Meeting:
    moment = utc_datetime(start)
    ours, theirs = (moment.astimezone(zone(name)) for name in zones)
    return Meeting(moment, utc_datetime(start + seconds), ours, theirs, level)
