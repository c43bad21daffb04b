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
        self._best: dict[tuple[Timetable, int], int] = {}

    def best_week(self, partner: Timetable, months: int) -> int:
        """The most common stretches in one week (Monday to Sunday in the school's zone).

        Only dates of the given month bits count. 0 means that there is no meeting at all.
        """
        key = (partner, months)
        if key not in self._best:
            theirs = self._weeks.of_partner(partner)
            ours = self._weeks.of_school(self._timetable, months)
            pairs = {(pattern, theirs[week]) for week, pattern in ours}
            self._best[key] = max((len(self._starts(*pair)) for pair in pairs), default=0)
        return self._best[key]

    def first_slots(self, partner: Timetable, months: int) -> tuple[Slot, ...]:
        """The first one to three meetings, one a common stretch and at its start."""
        theirs = self._weeks.of_partner(partner)
        found: list[Slot] = []
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
