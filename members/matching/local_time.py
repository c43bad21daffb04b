"""Weekly periods in local time, turned into real stretches of UTC.

An instant is a whole number of seconds: days of the proleptic calendar (`date.toordinal`) times
86,400, plus the seconds of the day in UTC. Whole numbers keep the arithmetic exact at both ends of
the calendar and in zones whose old offsets have seconds.

A local time that the clocks jump over does not exist: a period that starts or ends there is
dropped that day. A local time that comes twice means its first occurrence.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from members.matching.intervals import Stretch
from members.matching.records import Period
from members.matching.zones import zone

SECONDS_A_DAY = 86_400
_ORIGIN = datetime(1, 1, 1, tzinfo=UTC)
_LAST_MINUTE = 24 * 60 - 1


def weekday_of(ordinal: int) -> int:
    """0 (Monday) to 6 (Sunday) of a day given by its ordinal."""
    return (ordinal - 1) % 7


def instant_of(zone_name: str, ordinal: int, minute: int) -> int | None:
    """The instant of a local time (minutes after midnight) on a day, `None` if there is none."""
    offsets = _offsets_at(zone_name, ordinal, minute)
    # PEP 495: in a gap the later reading has the larger offset, in a repeated hour the smaller one.
    if offsets[1] > offsets[0]:
        return None
    return ordinal * SECONDS_A_DAY + minute * 60 - offsets[0]


def day_begins(zone_name: str, ordinal: int) -> int:
    """The first instant of a day: its 00:00, or where the clocks jump over that, the moment of the jump.

    Of a 00:00 that comes twice the first one counts.
    """
    before, after = _offsets_at(zone_name, ordinal, 0)
    midnight = ordinal * SECONDS_A_DAY
    if after <= before:
        return midnight - before
    # The jump lies between the two readings of a midnight that does not exist.
    low, high = midnight - after, midnight - before
    while low < high:
        middle = (low + high) // 2
        if _local_day(zone_name, middle) < ordinal:
            low = middle + 1
        else:
            high = middle
    return low


def utc_datetime(instant: int) -> datetime:
    """An instant as an aware datetime in UTC."""
    return _ORIGIN + timedelta(seconds=instant - SECONDS_A_DAY)


@lru_cache(maxsize=1 << 15)
def steady_offset(zone_name: str, first: int, last: int) -> int | None:
    """The one offset of all days from `first` to `last`, `None` if the clocks change meanwhile."""
    offsets = {_day_offset(zone_name, ordinal) for ordinal in range(first, last + 1)}
    return offsets.pop() if len(offsets) == 1 else None


def day_stretches(zone_name: str, periods: Iterable[Period], ordinal: int) -> list[Stretch]:
    """The stretches of UTC that the periods of this day's weekday fill, in the periods' order."""
    weekday = weekday_of(ordinal)
    found: list[Stretch] = []
    steady = _day_offset(zone_name, ordinal)
    for period in periods:
        if period.weekday != weekday:
            continue
        if steady is not None:
            midnight = ordinal * SECONDS_A_DAY - steady
            found.append((midnight + period.start * 60, midnight + period.end * 60))
            continue
        start = instant_of(zone_name, ordinal, period.start)
        end = instant_of(zone_name, ordinal, period.end)
        if start is not None and end is not None:
            found.append((start, end))
    return found


def _local_day(zone_name: str, instant: int) -> int:
    return utc_datetime(instant).astimezone(zone(zone_name)).toordinal()


def _offsets_at(zone_name: str, ordinal: int, minute: int) -> tuple[int, int]:
    """Seconds ahead of UTC at a local time, in its first and in its second reading."""
    local = datetime.combine(date.fromordinal(ordinal), time(minute // 60, minute % 60), tzinfo=zone(zone_name))
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    if first is None or second is None:
        raise ValueError(f"{zone_name} names no offset on {local.date()}")
    return int(first.total_seconds()), int(second.total_seconds())


@lru_cache(maxsize=1 << 17)
def _day_offset(zone_name: str, ordinal: int) -> int | None:
    """The offset of a day on which the clocks do not change, else `None`.

    No zone has ever changed its clocks there and back between two midnights.
    """
    offsets = {*_offsets_at(zone_name, ordinal, 0), *_offsets_at(zone_name, ordinal, _LAST_MINUTE)}
    return offsets.pop() if len(offsets) == 1 else None
