"""How many minutes of lessons a school in Tokyo shares with each partner on the best day of a week.

Worked out once for each pair of a timetable and a zone, and remembered for a school's timetable and week: partners by
the thousand have the same few timetables. It is the week of real dates, so that summer time there counts.
"""

import datetime
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from members.matching.intervals import Stretch, common, joined
from members.matching.local_time import SECONDS_A_DAY, day_begins, day_stretches

from .columns import UNKNOWN, Columns, Timetable

TOKYO = "Asia/Tokyo"
_SCHOOLS_REMEMBERED = 256
_DAYS = 7

Minutes = NDArray[np.int32]


def week_of(day: datetime.date) -> int:
    """The ordinal of the Monday of a day's week."""
    return day.toordinal() - day.weekday()


def stretches_of(timetable: Timetable, zone: str, monday: int) -> list[Stretch]:
    """The lessons around a week of Tokyo, in seconds of UTC, those that touch joined."""
    days = range(monday - 1, monday + _DAYS + 1)
    return joined(stretch for day in days for stretch in day_stretches(zone, timetable, day))


def minutes_on_best_day(ours: Sequence[Stretch], theirs: Sequence[Stretch], monday: int) -> int:
    """The minutes both lists share on the day of Tokyo's week on which they share most."""
    midnight = day_begins(TOKYO, monday)
    by_day = [0] * (_DAYS + 2)
    for start, end in common(ours, theirs, 1):
        # A lesson in Tokyo never goes beyond its midnight.
        by_day[(start - midnight) // SECONDS_A_DAY + 1] += end - start
    return max(by_day[1:-1]) // 60


@dataclass(frozen=True)
class _Remembered:
    pairs: tuple[tuple[int, int], ...]
    timetables: tuple[Timetable, ...]
    zones: tuple[str, ...]
    minutes: Minutes


class SharedLessons:
    """The answers of one process, of the schools that asked last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._by_school: OrderedDict[tuple[Timetable, int], _Remembered] = OrderedDict()
        self._theirs: dict[tuple[Timetable, str], list[Stretch]] = {}
        self._week = 0

    def minutes(self, columns: Columns, timetable: Timetable, day: datetime.date) -> Minutes:
        """For each of `columns.pairs` the minutes shared with a school of this timetable in the week of the day."""
        monday = week_of(day)
        with self._lock:
            known = self._by_school.get((timetable, monday))
            done = _same_beginning(known, columns) if known else 0
            if known is None or done < len(columns.pairs):
                held = known.minutes[:done] if known else np.empty(0, np.int32)
                more = self._worked_out(columns, columns.pairs[done:], timetable, monday)
                whole = np.concatenate([held, more])
                known = _Remembered(columns.pairs, columns.timetables, columns.zones, whole)
                self._by_school[timetable, monday] = known
            self._by_school.move_to_end((timetable, monday))
            while len(self._by_school) > _SCHOOLS_REMEMBERED:
                self._by_school.popitem(last=False)
        return known.minutes[: len(columns.pairs)]

    def _worked_out(
        self, columns: Columns, pairs: Sequence[tuple[int, int]], timetable: Timetable, monday: int
    ) -> Minutes:
        if monday != self._week:
            self._theirs, self._week = {}, monday
        ours = stretches_of(timetable, TOKYO, monday)
        found = []
        for number, zone in pairs:
            key = columns.timetables[number], columns.zones[zone]
            if key not in self._theirs:
                self._theirs[key] = stretches_of(*key, monday)
            found.append(minutes_on_best_day(ours, self._theirs[key], monday))
        return np.array(found, np.int32)


def _same_beginning(known: _Remembered, columns: Columns) -> int:
    """How many pairs of what is remembered are still the same pairs."""
    if known.pairs is columns.pairs:
        return len(known.pairs)
    length = min(len(known.pairs), len(columns.pairs))
    same = (
        known.pairs[:length] == columns.pairs[:length]
        and _begins_alike(known.timetables, columns.timetables)
        and _begins_alike(known.zones, columns.zones)
    )
    return length if same else 0


def _begins_alike(one: Sequence[object], other: Sequence[object]) -> bool:
    return all(mine == theirs for mine, theirs in zip(one, other, strict=False))


shared_lessons = SharedLessons()


def by_partner(columns: Columns, minutes: Minutes) -> Minutes:
    """The minutes of each partner, `UNKNOWN` where its lessons or its zone are not known."""
    table = np.append(minutes, np.int32(UNKNOWN))
    return table[columns.pair]
