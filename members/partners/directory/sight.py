"""From where the directory is looked at: the day, the school's lessons, and who waits for an answer of whom."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from members.calendars.models import LessonPeriod
from members.matching.parameters import PARAMETERS
from members.matching.records import Period
from members.matching.zones import zone
from members.partners.clocks import ahead_of_tokyo
from members.partners.memory.columns import UNKNOWN, Columns, Mask, Timetable
from members.partners.memory.week import Minutes, by_partner, shared_lessons


def timetable_of(periods: Iterable[LessonPeriod]) -> Timetable:
    """A school's lessons as memory keeps them."""
    return tuple(sorted({Period(one.weekday, *one.minutes) for one in periods if one.minutes[0] < one.minutes[1]}))


@dataclass(frozen=True)
class Sight:
    """What the facts of partners are measured by. Everything else is worked out when it is first asked for."""

    columns: Columns
    day: datetime.date
    ours: Timetable
    waiting: Mapping[int, int]

    @cached_property
    def minutes(self) -> Minutes:
        """Shared lessons of each partner on the best day of this week; `UNKNOWN` where one side's are not known."""
        if not self.ours:
            return np.full(len(self.columns), UNKNOWN, np.int32)
        return by_partner(self.columns, shared_lessons.minutes(self.columns, self.ours, self.day))

    @cached_property
    def apart(self) -> NDArray[np.int32]:
        """Minutes between the clocks of each partner and of Tokyo, `UNKNOWN` without a zone."""
        ahead = [ahead_of_tokyo(zone(name), self.day) for name in self.columns.zones]
        table = np.array([*(abs(round(one.total_seconds() / 60)) for one in ahead), UNKNOWN], np.int32)
        return table[self.columns.zone]

    @cached_property
    def open(self) -> Mask:
        """Which of the listed partners take requests: with a place left, and not full by their own word."""
        columns = self.columns
        waiting = np.zeros(len(columns), np.int32)
        asked = np.fromiter(self.waiting, np.int64, len(self.waiting))
        if len(columns) and len(asked):
            places = np.searchsorted(columns.ids, asked).clip(max=len(columns) - 1)
            known = columns.ids[places] == asked
            waiting[places[known]] = np.fromiter(self.waiting.values(), np.int32, len(self.waiting))[known]
        has_place = waiting < PARAMETERS.requests_a_place * columns.capacity
        return has_place & (columns.full_until < self.day.toordinal())
