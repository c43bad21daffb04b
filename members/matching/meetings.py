"""Common meetings of a school and a partner: how many in the best week, and the first real ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from members.matching.intervals import common
from members.matching.local_time import SECONDS_A_DAY, utc_datetime
from members.matching.parameters import PARAMETERS
from members.matching.records import Slot
from members.matching.timetables import Timetable, Weeks
from members.matching.zones import zone

# A week touches two months at most, so what it counts hangs on which of these are wanted.
_SPANS = tuple(1 << month for month in range(1, 13)) + tuple(1 << month | 1 << month % 12 + 1 for month in range(1, 13))
_PLACE_OF = {span: place for place, span in enumerate(_SPANS)}


class Meetings:
    """The common meetings of one school's timetable with any partner's.

    `minutes` is the shortest length of a meeting.
    """

    def __init__(self, weeks: Weeks, timetable: Timetable, minutes: int) -> None:
        self._weeks = weeks
        self._timetable = timetable
        self._seconds = minutes * 60
        self._counts: dict[tuple[int, int], int] = {}
        self._best: dict[Timetable, tuple[int, ...]] = {}

    def best_week(self, partner: Timetable, months: int) -> int:
        """The most common stretches in one week (Monday to Sunday in the school's zone).

        Only dates of the given month bits count. 0 means that there is no meeting at all.
        """
        return int(self.best_weeks([partner], [months])[0, 0])

    def best_weeks(self, partners: Sequence[Timetable], months: Sequence[int]) -> NDArray[np.int64]:
        """The same for each of these timetables (rows) with each of these choices of months (columns)."""
        rows = [self._best.get(partner) or self._best_by_span(partner) for partner in partners]
        table = np.array(rows, np.int64).reshape(len(partners), len(_SPANS))
        found = np.zeros((len(partners), len(months)), np.int64)
        for column, chosen in enumerate(months):
            inside = [place for place, span in enumerate(_SPANS) if span & chosen == span]
            found[:, column] = table[:, inside].max(axis=1, initial=0)
        return found

    def _best_by_span(self, partner: Timetable) -> tuple[int, ...]:
        """The best week within each of `_SPANS`."""
        theirs = self._weeks.of_partner(partner)
        found = [0] * len(_SPANS)
        for week, place, ours in self._ours:
            key = (ours, theirs[week])
            count = self._counts.get(key)
            if count is None:
                count = self._counts[key] = len(self._starts(*key))
            if count > found[place]:
                found[place] = count
        self._best[partner] = tuple(found)
        return self._best[partner]

    @cached_property
    def _ours(self) -> list[tuple[int, int, int]]:
        """(Week, place of the months wanted in `_SPANS`, pattern), for each way to want some of a week's months."""
        found = []
        for week, months in enumerate(self._weeks.months):
            for wanted in _choices(months):
                pattern = self._weeks.school_week(self._timetable, week, wanted)
                if pattern is not None:
                    found.append((week, _PLACE_OF[wanted], pattern))
        return found

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
                if len(found) == PARAMETERS.most_slots:
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
