"""The two integer programmes of a plan.

With x = 1 for the choices that are taken:

1. the most schools with a meeting: max Σ x, each school at most once;
2. the best sum: max Σ weight · x, where at least as many schools have a meeting as the first found.

In both a pair meets at most once, nobody has more meetings than places, nor in a class more than the class has slots.
How they are solved is told in `whole_numbers.py`.
"""

from __future__ import annotations

import numpy as np

from members.matching.planning_choices import Choices, Ints, Side
from members.matching.whole_numbers import Deadline, Programme, Rows, Solution, largest, whole_at_once

# Two sums as near as this are the same.
_EXACT = 1e-6


def most_schools(choices: Choices, deadline: Deadline) -> Solution:
    """One meeting for as many as possible of the schools that have none; the solution holds numbers of choices.

    This is the flow of a network, so that its relaxation is whole.
    """
    open_to = np.flatnonzero(~choices.has_one[choices.school])
    rows = Rows()
    rows.at_most(choices.school[open_to], np.ones(len(choices.schools.ids)))
    _hold_side(rows, choices, open_to, choices.partner, choices.partners)
    found = largest(rows.programme(np.ones(len(open_to)), len(open_to)), deadline)
    picked = None if found.picked is None else tuple(int(open_to[one]) for one in found.picked)
    return Solution(picked, found.bound, found.proven)


def best_sum(choices: Choices, newly_placed: int, deadline: Deadline) -> Solution:
    """The largest sum of weights in which at least so many of the schools without a meeting get one.

    It is looked for as if all slots were alike, which is quick. When the pairs found can be given slots, no plan is
    better; otherwise their sum is a bound.
    """
    if len(choices.classes) == 1:
        return largest(_programme(choices, newly_placed), deadline)
    rough = largest(_programme(choices.of_the_whole_day(), newly_placed), deadline)
    if rough.proven and rough.picked is not None:
        numbers = np.flatnonzero(np.isin(choices.pair, rough.picked))
        placed = whole_at_once(_programme(choices.some(numbers), newly_placed), deadline)
        if placed.picked is not None and placed.bound >= rough.bound - _EXACT:
            return Solution(tuple(int(numbers[one]) for one in placed.picked), rough.bound, True)
    found = largest(_programme(choices, newly_placed), deadline)
    return Solution(found.picked, min(found.bound, rough.bound), found.proven)


def _programme(choices: Choices, newly_placed: int) -> Programme:
    """The second programme; its first columns are the choices."""
    every_choice = np.arange(len(choices.weight))
    rows = Rows()
    rows.at_most(choices.pair, np.ones(len(choices.pairs)))
    _hold_side(rows, choices, every_choice, choices.school, choices.schools)
    _hold_side(rows, choices, every_choice, choices.partner, choices.partners)
    helpers = _place(rows, choices, newly_placed)
    return rows.programme(np.concatenate([choices.weight, np.zeros(helpers)]), len(every_choice))


def _place(rows: Rows, choices: Choices, newly_placed: int) -> int:
    """Let so many schools without a meeting get one; the answer is how many columns that takes beside the choices.

    When it is all of them, each has a row. Otherwise each has a column, at most 1 and at most the number of its
    meetings, and these sum up to the number.
    """
    if newly_placed == 0:
        return 0
    waiting = np.flatnonzero(~choices.has_one)
    of_waiting = np.flatnonzero(~choices.has_one[choices.school])
    row = np.searchsorted(waiting, choices.school[of_waiting])
    meetings = -np.ones(len(of_waiting))
    if newly_placed == len(waiting):
        rows.add(row, of_waiting, meetings, -np.ones(len(waiting)))
        return 0
    numbers = np.arange(len(waiting))
    columns = len(choices.weight) + numbers
    ones = np.ones(len(waiting))
    rows.add(
        np.concatenate([row, numbers]),
        np.concatenate([of_waiting, columns]),
        np.concatenate([meetings, ones]),
        np.zeros(len(waiting)),
    )
    rows.add(np.zeros_like(numbers), columns, -ones, np.array([-float(newly_placed)]))
    return len(waiting)


def _hold_side(rows: Rows, choices: Choices, open_to: Ints, who: Ints, side: Side) -> None:
    """Nobody of a side has more meetings than places, nor in a class more than it has slots."""
    rows.at_most(who[open_to], side.places.astype(np.float64))
    sizes = np.array([len(names) for names in choices.classes], dtype=np.int64)
    # Who has no more places than the class has slots is held by the places already.
    most = np.where(side.places[:, None] > sizes[None, :], sizes[None, :], np.inf)
    rows.at_most(who[open_to] * len(sizes) + choices.slots[open_to], most.ravel())
