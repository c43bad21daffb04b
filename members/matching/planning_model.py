"""The two integer programmes of a plan, solved by HiGHS through `scipy.optimize.milp`.

With x = 1 for the choices that are taken:

1. the most schools with a meeting: max Σ x, each school at most once;
2. the best sum: max Σ weight · x, where at least as many schools have a meeting as the first found.

In both a pair meets at most once, nobody has more meetings than places, nor in a class more than the class has slots.
The first is the flow of a network, so that its relaxation is whole already; the relaxation of the second nearly is.
HiGHS runs in one thread and without random numbers: the same arrays give the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from members.matching.planning_choices import Choices, Floats, Ints, Side

# HiGHS is content when a plan is within 1e-6 of the bound. So weights are counted in thousandths.
_SCALE = 1000.0
_OPTIMAL = 0


@dataclass(frozen=True, slots=True)
class Solution:
    """The choices taken, `None` when none were found in time; a bound of the sum; whether it is reached."""

    picked: tuple[int, ...] | None
    bound: float
    proven: bool


def most_schools(choices: Choices, seconds: float) -> Solution:
    """One meeting for as many as possible of the schools that have none; the bound counts schools."""
    open_to = np.flatnonzero(~choices.has_one[choices.school])
    rows = _Rows(len(open_to))
    rows.at_most(choices.school[open_to], np.ones(len(choices.schools.ids)))
    _hold_side(rows, choices, open_to, choices.partner, choices.partners)
    found = _solved(np.ones(len(open_to)), rows, seconds)
    picked = None if found.picked is None else tuple(int(open_to[one]) for one in found.picked)
    return Solution(picked, found.bound, found.proven)


def best_sum(choices: Choices, newly_placed: int, seconds: float) -> Solution:
    """The largest sum of weights in which at least so many of the schools without a meeting get one."""
    count = len(choices.weight)
    waiting = np.flatnonzero(~choices.has_one)
    every_choice = np.arange(count)
    # A helper column a waiting school, at most 1 and at most its meetings, where not all of them get one.
    helpers = 0 if newly_placed == len(waiting) else len(waiting)
    rows = _Rows(count + helpers)
    rows.at_most(choices.pair, np.ones(len(choices.pairs)))
    _hold_side(rows, choices, every_choice, choices.school, choices.schools)
    _hold_side(rows, choices, every_choice, choices.partner, choices.partners)
    of_waiting = np.flatnonzero(~choices.has_one[choices.school])
    place = np.searchsorted(waiting, choices.school[of_waiting])
    if helpers:
        columns = np.concatenate([of_waiting, np.arange(count, count + helpers)])
        values = np.concatenate([np.ones(len(of_waiting)), -np.ones(helpers)])
        rows.at_least(np.concatenate([place, np.arange(helpers)]), columns, values, np.zeros(helpers))
        helper_columns = np.arange(count, count + helpers)
        rows.at_least(np.zeros(helpers, np.int64), helper_columns, np.ones(helpers), np.array([float(newly_placed)]))
    else:
        rows.at_least(place, of_waiting, np.ones(len(of_waiting)), np.ones(len(waiting)))
    gains = np.concatenate([choices.weight * _SCALE, np.zeros(helpers)])
    found = _solved(gains, rows, seconds, whole=count)
    picked = None if found.picked is None else tuple(one for one in found.picked if one < count)
    return Solution(picked, found.bound / _SCALE, found.proven)


def _hold_side(rows: _Rows, choices: Choices, open_to: Ints, who: Ints, side: Side) -> None:
    """Nobody of a side has more meetings than places, nor in a class more than it has slots."""
    rows.at_most(who[open_to], side.places.astype(np.float64))
    sizes = np.array([len(names) for names in choices.classes], dtype=np.int64)
    # Who has no more places than the class has slots is held by the places already.
    most = np.where(side.places[:, None] > sizes[None, :], sizes[None, :], np.inf)
    rows.at_most(who[open_to] * len(sizes) + choices.slots[open_to], most.ravel())


class _Rows:
    """The rows of a programme, gathered group by group."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._count = 0
        self._parts: list[tuple[Ints, Ints, Floats]] = []
        self._low: list[Floats] = []
        self._high: list[Floats] = []

    def at_most(self, group: Ints, most: Floats) -> None:
        """One row a group of columns; `group` has an entry a column. Groups too small to break it are left out."""
        numbers, place, sizes = np.unique(group, return_inverse=True, return_counts=True)
        kept = sizes > most[numbers]
        row_of = np.cumsum(kept) - 1
        columns = np.flatnonzero(kept[place])
        rows = row_of[place[columns]]
        highs = most[numbers[kept]]
        self._add(rows, columns, np.ones(len(columns)), np.full(len(highs), -np.inf), highs)

    def at_least(self, row: Ints, columns: Ints, values: Floats, least: Floats) -> None:
        """Rows with their coefficients."""
        self._add(row, columns, values, least, np.full(len(least), np.inf))

    def _add(self, row: Ints, columns: Ints, values: Floats, low: Floats, high: Floats) -> None:
        self._parts.append((row + self._count, columns, values))
        self._count += len(low)
        self._low.append(low)
        self._high.append(high)

    def constraint(self) -> LinearConstraint:
        """All rows together."""
        rows, columns, values = (np.concatenate(part) for part in zip(*self._parts, strict=True))
        matrix = coo_array((values, (rows, columns)), shape=(self._count, self._columns))
        return LinearConstraint(matrix.tocsc(), np.concatenate(self._low), np.concatenate(self._high))


def _solved(gains: Floats, rows: _Rows, seconds: float, whole: int | None = None) -> Solution:
    """Columns 0 to 1, the first `whole` of them (all when `None`) whole, with the largest sum of gains."""
    count = len(gains)
    if count == 0:
        return Solution((), 0.0, True)
    answer = milp(
        -gains,
        integrality=np.arange(count) < (count if whole is None else whole),
        bounds=Bounds(0, 1),
        constraints=rows.constraint(),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    picked = None if answer.x is None else tuple(int(one) for one in np.flatnonzero(answer.x > 0.5))
    bound = np.inf if answer.mip_dual_bound is None else -float(answer.mip_dual_bound)
    return Solution(picked, float(bound), answer.status == _OPTIMAL)
