"""Largest sums in whole numbers: a linear programme first, then an integer programme of what may still matter.

The relaxation, in which a choice may be taken in part, gives a bound U of the sum and for each column its reduced cost:
what the sum loses at least when the column is taken. Often its solution is whole, and then it is the best. Otherwise
only the columns that lose at most m are kept and solved in whole numbers. A plan with any other column has a sum under
U - m; so a sum of U - m or more is the best there is (reduced cost fixing, Dantzig, Fulkerson and Johnson 1954). When
it is less, m grows to what it lacks. Both programmes are solved by HiGHS, which is deterministic: the same arrays give
the same answer.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csc_array

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# HiGHS takes a sum within 1e-6 of the bound for the best. It is given the sums in thousandths.
_SCALE = 1000.0
_EXACT = 1e-6
# Few columns to begin with; more of them, should their best not do.
_FIRST_MARGIN, _GROWTH = 0.01, 4
_OPTIMAL, _INFEASIBLE = 0, 2


class Deadline:
    """The end of some seconds from now on."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left, 0 or more."""
        return max(0.0, self._end - time.monotonic())


@dataclass(frozen=True, slots=True)
class Solution:
    """The columns taken, `None` when none were found in time; a bound of the sum; whether the sum is the largest."""

    picked: tuple[int, ...] | None
    bound: float
    proven: bool


class Rows:
    """The rows of a programme, none of which may exceed its limit, gathered group by group."""

    def __init__(self) -> None:
        self._count = 0
        self._parts: list[tuple[Ints, Ints, Floats]] = []
        self._limits: list[Floats] = []

    def at_most(self, group: Ints, most: Floats) -> None:
        """One row for each group of columns: not more than so many of them.

        `group` holds the group of each column, in the columns' order, `most` has one entry a group. Groups that cannot
        break their limit are left out.
        """
        numbers, place, sizes = np.unique(group, return_inverse=True, return_counts=True)
        kept = sizes > most[numbers]
        columns = np.flatnonzero(kept[place])
        row = (np.cumsum(kept) - 1)[place[columns]]
        self.add(row, columns, np.ones(len(columns)), most[numbers[kept]])

    def add(self, row: Ints, columns: Ints, values: Floats, limits: Floats) -> None:
        """Rows by their coefficients (row from 0 on, column, value) and limits."""
        self._parts.append((row + self._count, columns, values))
        self._count += len(limits)
        self._limits.append(limits)

    def programme(self, gains: Floats, whole: int) -> Programme:
        """The programme of all rows, with the gains of the columns."""
        rows, columns, values = (np.concatenate(part) for part in zip(*self._parts, strict=True))
        matrix = coo_array((values, (rows, columns)), shape=(self._count, len(gains))).tocsc()
        return Programme(gains, matrix, np.concatenate(self._limits), whole)


@dataclass(frozen=True, slots=True)
class Programme:
    """The largest sum of gains is wanted, with each column from 0 to 1 and the first `whole` of them 0 or 1.

    The others may be anything between, but a best plan must not need them to be.
    """

    gains: Floats
    matrix: csc_array
    limits: Floats
    whole: int


def largest(programme: Programme, deadline: Deadline) -> Solution:
    """The best solution of a programme, or the best found in time; it names the whole columns that are 1."""
    found, losses = _relaxed(programme, deadline)
    if found.proven or losses is None:
        return found
    return _in_whole_numbers(programme, losses, found.bound, deadline)


def whole_at_once(programme: Programme, deadline: Deadline) -> Solution:
    """The same, but without columns when the relaxation is not whole."""
    return _relaxed(programme, deadline)[0]


def _relaxed(programme: Programme, deadline: Deadline) -> tuple[Solution, Floats | None]:
    """The solution of the relaxation, without columns unless it is whole, and its reduced costs if there was time."""
    whole = programme.whole
    if whole == 0:
        return Solution((), 0.0, True), None
    answer = linprog(
        -_SCALE * programme.gains,
        A_ub=programme.matrix,
        b_ub=programme.limits,
        bounds=(0, 1),
        method="highs-ds",
        options={"time_limit": deadline.left()},
    )
    if answer.status != _OPTIMAL:
        return Solution(None, np.inf, False), None
    bound, choices = -float(answer.fun) / _SCALE, answer.x[:whole]
    losses = answer.lower.marginals / _SCALE
    losses[whole:] = 0.0
    if np.abs(choices - np.round(choices)).max() > _EXACT:
        return Solution(None, bound, False), losses
    return Solution(tuple(int(one) for one in np.flatnonzero(choices > 0.5)), bound, True), losses


def _in_whole_numbers(programme: Programme, losses: Floats, bound: float, deadline: Deadline) -> Solution:
    """The best solution in whole numbers; `losses` are the reduced costs of the relaxation, `bound` its sum."""
    margin = _FIRST_MARGIN
    while True:
        kept = np.flatnonzero(losses <= margin)
        found = _of_columns(programme, kept, deadline)
        # No solution with another column has a larger sum.
        outside = -np.inf if len(kept) == len(losses) else bound - margin
        reached = -np.inf if found.picked is None else float(programme.gains[list(found.picked)].sum())
        if len(kept) == len(losses) or not found.proven:
            proven = found.proven and found.picked is not None
            return Solution(found.picked, min(bound, max(found.bound, outside)), proven)
        if reached >= outside + _EXACT:
            return Solution(found.picked, reached, True)
        lacking = bound - reached + 2 * _EXACT if found.picked is not None else 0.0
        margin = max(_GROWTH * margin, lacking)


def _of_columns(programme: Programme, kept: Ints, deadline: Deadline) -> Solution:
    """The best solution with some of the columns only; proven to be none when there is none."""
    whole = kept < programme.whole
    answer = milp(
        -_SCALE * programme.gains[kept],
        integrality=whole,
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(programme.matrix[:, kept], -np.inf, programme.limits),
        options={"time_limit": deadline.left(), "mip_rel_gap": 0.0},
    )
    picked = None if answer.x is None else tuple(int(one) for one in kept[whole & (answer.x > 0.5)])
    bound = np.inf if answer.mip_dual_bound is None else -float(answer.mip_dual_bound) / _SCALE
    return Solution(picked, bound, answer.status in {_OPTIMAL, _INFEASIBLE})
