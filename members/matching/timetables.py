"""The weekly timetables of both sides, laid out on the real weeks of one run.

Most weeks of a timetable look alike: seen from the UTC midnight of their Monday they differ only
when a clock changes or a month is not wanted. Each look is stored once, as a *pattern* with a
number, so that two timetables are compared by a handful of patterns and not week by week.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from members.matching.intervals import Stretch, joined
from members.matching.local_time import SECONDS_A_DAY, day_stretches, steady_offset
from members.matching.months import add_months, month_bits
from members.matching.parameters import PARAMETERS
from members.matching.records import Period

_WIDEST_DATE_DISTANCE = 2
"""UTC+14 and UTC-12 can write dates two days apart at one instant."""

_WIDE_WEEK = 7 + 2 * _WIDEST_DATE_DISTANCE

# A meeting late on the very last date could not be written in UTC any more.
_LAST_ORDINAL = date.max.toordinal() - 1

Pattern = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Timetable:
    """A zone and the weekly periods in it, sorted and without doubles.

    `Weeks.timetable` gives equal timetables as one object, so that comparing is quick.
    """

    zone: str
    periods: tuple[Period, ...]


class Weeks:
    """The weeks of one run, up to 13 months after the day `as_of`, and their patterns."""

    def __init__(self, as_of: date) -> None:
        self._first = as_of.toordinal() + 1
        self._last = min(add_months(as_of, PARAMETERS.horizon_months).toordinal(), _LAST_ORDINAL)
        # Ordinal 1 is a Monday.
        first_monday = (self._first - 1) // 7 * 7 + 1
        self.mondays = tuple(range(first_monday, self._last + 1, 7))
        self._timetables: dict[tuple[str, tuple[Period, ...]], Timetable] = {}
        self.months = tuple(month_bits(self._month(day) for day in self._days(monday)) for monday in self.mondays)
        self._numbers: dict[Pattern, int] = {}
        self.patterns: list[Pattern] = []
        self._school_weeks: dict[Timetable, dict[tuple[int, int], int | None]] = {}
        self._restful: dict[tuple[Timetable, int, int], int | None] = {}
        self._partner_weeks: dict[Timetable, tuple[int, ...]] = {}

    def timetable(self, zone: str | None, periods: Iterable[Period]) -> Timetable | None:
        """The timetable of a side, `None` when its zone or its periods are unknown."""
        ordered = tuple(sorted(set(periods)))
        if zone is None or not ordered:
            return None
        return self._timetables.setdefault((zone, ordered), Timetable(zone, ordered))

    def of_school(self, timetable: Timetable, months: int) -> Iterator[tuple[int, int]]:
        """(Week, pattern) for each week with a period on a wanted date.

        A date is wanted when it lies in the run's time and its month, in the school's zone, is
        among the month bits.
        """
        for week in range(len(self.mondays)):
            pattern = self.school_week(timetable, week, months)
            if pattern is not None:
                yield week, pattern

    def school_week(self, timetable: Timetable, week: int, months: int) -> int | None:
        """The pattern of the wanted dates of a week, `None` without a period on any."""
        wanted = months & self.months[week]
        if not wanted:
            return None
        known = self._school_weeks.setdefault(timetable, {})
        if (week, wanted) not in known:
            known[week, wanted] = self._laid_out(timetable, week, wanted)
        return known[week, wanted]

    def _laid_out(self, timetable: Timetable, week: int, months: int) -> int | None:
        monday = self.mondays[week]
        days = [day for day in self._days(monday) if months >> self._month(day) & 1]
        offset = steady_offset(timetable.zone, days[0], days[-1])
        if offset is None:
            return self._number_of_any(_pattern(timetable, days, monday))
        # With the clocks at rest one week is like another with the same days and the same offset.
        key = (timetable, offset, sum(1 << day - monday for day in days))
        if key not in self._restful:
            self._restful[key] = self._number_of_any(_pattern(timetable, days, monday))
        return self._restful[key]

    def of_partner(self, timetable: Timetable) -> tuple[int, ...]:
        """The pattern of each week, wide enough to cover the school's week in any zone."""
        if timetable not in self._partner_weeks:
            # With the clocks at rest one week is like another with the same offset.
            restful: dict[int, int] = {}
            found: list[int] = []
            for monday in self.mondays:
                days = _wide_week(monday)
                whole = len(days) == _WIDE_WEEK
                offset = steady_offset(timetable.zone, days[0], days[-1]) if whole else None
                if offset is None:
                    found.append(self._number(_pattern(timetable, days, monday)))
                    continue
                if offset not in restful:
                    restful[offset] = self._number(_pattern(timetable, days, monday))
                found.append(restful[offset])
            self._partner_weeks[timetable] = tuple(found)
        return self._partner_weeks[timetable]

    def _days(self, monday: int) -> range:
        """The days of a week that lie in the run's time."""
        return range(max(monday, self._first), min(monday + 6, self._last) + 1)

    @staticmethod
    def _month(ordinal: int) -> int:
        return date.fromordinal(ordinal).month

    def _number_of_any(self, pattern: Pattern) -> int | None:
        return self._number(pattern) if pattern else None

    def _number(self, pattern: Pattern) -> int:
        number = self._numbers.setdefault(pattern, len(self.patterns))
        if number == len(self.patterns):
            self.patterns.append(pattern)
        return number


def _wide_week(monday: int) -> range:
    """The days whose periods can meet the week in another zone, as far as the calendar goes."""
    first = monday - _WIDEST_DATE_DISTANCE
    return range(max(first, 1), min(first + _WIDE_WEEK, date.max.toordinal() + 1))


def _pattern(timetable: Timetable, ordinals: Iterable[int], monday: int) -> Pattern:
    """The stretches on these dates, in seconds from the UTC midnight of the Monday."""
    origin = monday * SECONDS_A_DAY
    stretches = joined(
        stretch for ordinal in ordinals for stretch in day_stretches(timetable.zone, timetable.periods, ordinal)
    )
    return tuple((start - origin, end - origin) for start, end in stretches)
