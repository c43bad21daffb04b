"""Common meetings of a school and a partner: how many in the best week, and the first real ones."""

from __future__ import annotations

from members.matching.intervals import common
from members.matching.local_time import SECONDS_A_DAY, utc_datetime
from members.matching.records import Slot
from members.matching.timetables import Timetable, Weeks
from members.matching.zones import zone

MOST_SLOTS = 3


class Meetings:
    """The common meetings of one school's timetable with any partner's.

    `minutes` is the shortest length of a meeting.
    """

    def __init__(self, weeks: Weeks, timetable: Timetable, minutes: int) -> None:
        self._weeks = weeks
        self._timetable = timetable
        self._seconds = minutes * 60
        self._counts: dict[tuple[int, int], int] = {}
        self._best: dict[Timetable, dict[int, int]] = {}

    def best_week(self, partner: Timetable, months: int) -> int:
        """The most common stretches in one week (Monday to Sunday in the school's zone).

        Only dates of the given month bits count. 0 means that there is no meeting at all.
        """
        # A week touches two months at most, so what it counts hangs on which of these are wanted.
        by_months = self._best_by_months(partner)
        return max((count for wanted, count in by_months.items() if wanted & months == wanted), default=0)

    def _best_by_months(self, partner: Timetable) -> dict[int, int]:
        """The best week for each month alone, and for each two that share a week together, by their bits."""
        if partner not in self._best:
            theirs = self._weeks.of_partner(partner)
            found: dict[int, int] = {}
            for week, months in enumerate(self._weeks.months):
                for wanted in _choices(months):
                    pattern = self._weeks.school_week(self._timetable, week, wanted)
                    if pattern is not None:
                        found[wanted] = max(found.get(wanted, 0), self._count(pattern, theirs[week]))
            self._best[partner] = found
        return self._best[partner]

    def _count(self, ours: int, theirs: int) -> int:
        key = (ours, theirs)
        if key not in self._counts:
            self._counts[key] = len(self._starts(ours, theirs))
        return self._counts[key]

    def first_slots(self, partner: Timetable, months: int) -> tuple[Slot, ...]:
        """The first one to three meetings, one a common stretch and at its start."""
        theirs = self._weeks.of_partner(partner)
        found: list[Slot] = []
        # Where no week has a meeting, none need be laid out.
        if not self.best_week(partner, months):
            return ()
        for week, pattern in self._weeks.of_school(self._timetable, months):
            origin = self._weeks.mondays[week] * SECONDS_A_DAY
            for start in self._starts(pattern, theirs[week]):
                found.append(self._slot(origin + start, partner))
                if len(found) == MOST_SLOTS:
                    return tuple(found)
        return tuple(found)

    def _starts(self, ours: int, theirs: int) -> list[int]:
        patterns = self._weeks.patterns
        return [start for start, _ in common(patterns[ours], patterns[theirs], self._seconds)]

    def _slot(self, instant: int, partner: Timetable) -> Slot:
        start = utc_datetime(instant)
        return Slot(
            start=start,
            school_local=start.astimezone(zone(self._timetable.zone)),
            partner_local=start.astimezone(zone(partner.zone)),
        )


def _choices(months: int) -> tuple[int, ...]:
    """The ways to want some of the one or two months of a week."""
    first = months & -months
    return (months,) if first == months else (first, months ^ first, months)
