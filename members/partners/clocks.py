"""A partner's weekly lessons in its own time and in Japan time, on real days: clocks change there, never in Tokyo."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from members.calendars.models import LessonPeriod
from members.matching.local_time import instant_of, utc_datetime
from members.matching.zones import zone

TOKYO = "Asia/Tokyo"
DAYS_AHEAD = 366
_DAY = datetime.timedelta(days=1)
_WEEK = 7


@dataclass(frozen=True)
class Reading:
    """A lesson on some clock: the day of the week and the time."""

    weekday: int
    starts: datetime.time
    ends: datetime.time


@dataclass(frozen=True)
class Times:
    """A time of the day on one or more days of the week, in the order of the days there."""

    weekdays: tuple[int, ...]
    starts: datetime.time
    ends: datetime.time


@dataclass(frozen=True)
class LessonTimes:
    """Lessons at the same time of the day: as the partner reads them, in Japan time now, and after the next change of
    clocks there; None where the local time does not exist then.
    """

    there: Times
    now: Times | None
    later: Times | None


@dataclass(frozen=True)
class Clocks:
    """A partner's clock against Tokyo's on a day.

    `local_now` is naive, so that no template turns it into Tokyo's time. `ahead` is how far the clock there is ahead of
    Tokyo's (negative: behind). `changes_on` is the day of the next change of clocks there within a year, with
    `ahead_later` from then on; both None without a change.
    """

    local_now: datetime.datetime
    ahead: datetime.timedelta
    changes_on: datetime.date | None
    ahead_later: datetime.timedelta | None
    lessons: tuple[LessonTimes, ...]


def clocks_of(zone_name: str, periods: Iterable[LessonPeriod], now: datetime.datetime) -> Clocks | None:
    """The clocks of a place at a moment (aware); None without a zone."""
    if not zone_name:
        return None
    there, today = zone(zone_name), now.astimezone(zone(zone_name)).date()
    changes_on = next_change(there, today)
    # The last week before the change and the first after it, so that no lesson falls on the wrong side.
    first = today if changes_on is None else min(today, changes_on - _WEEK * _DAY)
    lessons = [
        (
            Reading(period.weekday, period.starts, period.ends),
            in_tokyo(zone_name, period, first),
            in_tokyo(zone_name, period, changes_on + _DAY) if changes_on else None,
        )
        for period in periods
    ]
    return Clocks(
        local_now=now.astimezone(there).replace(tzinfo=None),
        ahead=ahead_of_tokyo(there, today),
        changes_on=changes_on,
        ahead_later=ahead_of_tokyo(there, changes_on) if changes_on else None,
        lessons=tuple(_together(lessons)),
    )


def ahead_of_tokyo(there: ZoneInfo, day: datetime.date) -> datetime.timedelta:
    """How far the clock there is ahead of Tokyo's at noon of a day."""
    noon = datetime.datetime.combine(day, datetime.time(12), there)
    tokyo = noon.astimezone(zone(TOKYO))
    return (noon.utcoffset() or datetime.timedelta()) - (tokyo.utcoffset() or datetime.timedelta())


def next_change(there: ZoneInfo, day: datetime.date) -> datetime.date | None:
    """The first day after `day` whose noon has another offset, None when there is none within a year."""
    present = ahead_of_tokyo(there, day)
    days = (day + number * _DAY for number in range(1, DAYS_AHEAD + 1))
    return next((later for later in days if ahead_of_tokyo(there, later) != present), None)


def in_tokyo(zone_name: str, period: LessonPeriod, first: datetime.date) -> Reading | None:
    """A lesson in Japan time on its first day from `first` on; None where the clocks jump over it."""
    day = first + (period.weekday - first.weekday()) % _WEEK * _DAY
    starts, ends = (instant_of(zone_name, day.toordinal(), minute) for minute in period.minutes)
    if starts is None or ends is None:
        return None
    begin, end = (utc_datetime(instant).astimezone(zone(TOKYO)) for instant in (starts, ends))
    return Reading(begin.weekday(), begin.time(), end.time())


Readings = tuple[Reading, Reading | None, Reading | None]
"""A lesson as the partner reads it, in Tokyo now, in Tokyo later."""


def _together(lessons: Iterable[Readings]) -> Iterator[LessonTimes]:
    """One row for the lessons that differ in their day only, by time of the day: most timetables are a few rows."""
    rows: dict[object, list[Readings]] = {}
    for lesson in sorted(lessons, key=lambda one: (one[0].starts, one[0].ends, one[0].weekday)):
        day = lesson[0].weekday
        alike = tuple(one and ((one.weekday - day) % _WEEK, one.starts, one.ends) for one in lesson)
        rows.setdefault(alike, []).append(lesson)
    for row in rows.values():
        there, now, later = (_times(column) for column in zip(*row, strict=True))
        if there:
            yield LessonTimes(there, now, later)


def _times(column: Sequence[Reading | None]) -> Times | None:
    held = [one for one in column if one]
    return Times(tuple(one.weekday for one in held), held[0].starts, held[0].ends) if held else None
