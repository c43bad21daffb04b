"""The largest sum in whole numbers, beside all the solutions there are."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest

from members.matching import whole_numbers
from members.matching.whole_numbers import Deadline, Programme, Rows, Solution, largest, whole_at_once


def triangle(*gains: float) -> Programme:
    """Three columns of which no two go together; the relaxation takes half of each."""
    rows = Rows()
    for group in ([0, 0, 1], [0, 1, 0], [1, 0, 0]):
        rows.at_most(np.array(group), np.array([1.0, 1.0]))
    return rows.programme(np.array(gains), 3)


def a_programme(rng: random.Random) -> Programme:
    """Eight columns in random rows, one of which asks for at least three of its columns."""
    rows = Rows()
    for _ in range(rng.randint(3, 8)):
        group = np.array([rng.randint(0, 2) for _ in range(8)])
        rows.at_most(group, np.array([1.0, 2.0, np.inf]))
    asked = np.array(rng.sample(range(8), 5))
    rows.add(np.zeros(5, np.int64), asked, -np.ones(5), np.array([-3.0]))
    return rows.programme(np.array([rng.randint(0, 10) / 10 for _ in range(8)]), 8)


def best_by_trial(programme: Programme) -> float:
    """The largest sum; minus infinity when there is no solution."""
    matrix = programme.matrix.toarray()
    solutions = (np.array(one, dtype=float) for one in product((0, 1), repeat=len(programme.gains)))
    sums = [programme.gains @ one for one in solutions if (matrix @ one <= programme.limits).all()]
    return max(sums, default=-math.inf)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Solution]:
    """The answers of the integer programmes, in the order in which they were asked."""
    answers: list[Solution] = []
    ask = whole_numbers._of_columns

    def remembered(*arguments: object) -> Solution:
        answers.append(ask(*arguments))  # type: ignore[arg-type]
        return answers[-1]

    monkeypatch.setattr(whole_numbers, "_of_columns", remembered)
    return answers


def test_a_relaxation_that_is_whole_is_enough(asked: list[Solution]) -> None:
    rows = Rows()
    rows.at_most(np.array([0, 0, 1]), np.array([1.0, 1.0]))
    assert largest(rows.programme(np.array([0.2, 0.3, 0.5]), 3), Deadline(9)) == Solution((1, 2), 0.8, True)
    assert asked == []


def test_a_relaxation_that_is_not(asked: list[Solution]) -> None:
    assert largest(triangle(0.5, 0.6, 0.55), Deadline(9)) == Solution((1,), 0.6, True)
    assert asked


def test_only_what_is_whole_at_once(asked: list[Solution]) -> None:
    assert whole_at_once(triangle(0.2, 0.2, 0.9), Deadline(9)) == Solution((2,), pytest.approx(0.9), True)
    assert whole_at_once(triangle(0.5, 0.6, 0.55), Deadline(9)) == Solution(None, pytest.approx(0.825), False)
    assert whole_at_once(triangle(0.2, 0.2, 0.9), Deadline(0)) == Solution(None, math.inf, False)
    assert asked == []


def test_no_solution_at_all() -> None:
    """Two of the triangle are asked for, which only parts can give: one and a half."""
    rows = Rows()
    for group in ([0, 0, 1], [0, 1, 0], [1, 0, 0]):
        rows.at_most(np.array(group), np.ones(2))
    rows.add(np.zeros(3, np.int64), np.arange(3), -np.ones(3), np.array([-1.5]))
    assert largest(rows.programme(np.ones(3), 3), Deadline(9)) == Solution(None, pytest.approx(1.5), False)


def test_columns_that_may_be_in_part() -> None:
    """The last column is no choice, but lets two of the others in."""
    rows = Rows()
    rows.add(np.array([0, 0, 0]), np.array([0, 1, 2]), np.array([1.0, 1.0, -2.0]), np.array([0.0]))
    rows.add(np.array([0]), np.array([2]), np.ones(1), np.array([0.5]))
    assert largest(rows.programme(np.array([0.2, 0.3, 0.0]), 2), Deadline(9)).picked == (1,)


@pytest.mark.parametrize("margin", [1e-7, 0.01, 5.0])
def test_no_solution_is_larger(margin: float, monkeypatch: pytest.MonkeyPatch, asked: list[Solution]) -> None:
    """However few columns the search begins with; with the fewest it has to take more."""
    monkeypatch.setattr(whole_numbers, "_FIRST_MARGIN", margin)
    rng = random.Random(7)
    problems = [one for one in (a_programme(rng) for _ in range(200)) if best_by_trial(one) > -math.inf]
    for one in problems:
        found = largest(one, Deadline(9))
        assert found.proven
        assert found.picked is not None
        assert found.bound == pytest.approx(best_by_trial(one))
        assert one.gains[list(found.picked)].sum() == pytest.approx(found.bound)
        chosen = np.isin(np.arange(8), found.picked).astype(float)
        assert (one.matrix @ chosen <= one.limits).all()
    assert len(problems) > 60
    assert len(asked) > (10 if margin < 1 else 5)


def test_columns_at_a_loss_are_taken_when_nothing_else_does(asked: list[Solution]) -> None:
    """Two columns are asked for: of the triangle one, so that the fourth must be taken."""
    rows = Rows()
    for group in ([0, 0, 1, 2], [0, 1, 0, 2], [1, 0, 0, 2]):
        rows.at_most(np.array(group), np.ones(3))
    rows.add(np.zeros(4, np.int64), np.arange(4), -np.ones(4), np.array([-1.5]))
    found = largest(rows.programme(np.array([1.0, 0.9, 0.8, -0.5]), 4), Deadline(9))
    assert (found.picked, found.proven) == ((0, 3), True)
    assert found.bound == pytest.approx(0.5)
    assert asked[0].picked is None


def test_without_time_there_is_nothing() -> None:
    assert largest(triangle(0.5, 0.6, 0.55), Deadline(0)) == Solution(None, math.inf, False)


class _Spent(Deadline):
    """Time for so many programmes and no more."""

    def __init__(self, programmes: int) -> None:
        self._left: Iterator[float] = iter([9.0] * programmes)

    def left(self) -> float:
        return next(self._left, 0.0)


def test_time_for_the_relaxation_only() -> None:
    found = largest(triangle(0.5, 0.6, 0.55), _Spent(1))
    assert (found.picked, found.proven) == (None, False)
    assert found.bound == pytest.approx(0.825)


def test_a_programme_of_nothing() -> None:
    rows = Rows()
    rows.at_most(np.zeros(0, np.int64), np.zeros(0))
    assert largest(rows.programme(np.zeros(0), 0), Deadline(0)) == Solution((), 0.0, True)
