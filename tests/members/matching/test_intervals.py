"""Stretches of time, checked against sets of single minutes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from members.matching.intervals import Stretch, common, joined

STRETCHES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=8
)


def units(stretches: list[Stretch]) -> set[int]:
    return {unit for start, end in stretches for unit in range(start, end)}


def runs(numbers: set[int]) -> list[Stretch]:
    starts = sorted(one for one in numbers if one - 1 not in numbers)
    ends = sorted(one + 1 for one in numbers if one + 1 not in numbers)
    return list(zip(starts, ends, strict=True))


def test_touching_and_overlapping_stretches_are_one() -> None:
    assert joined([(5, 7), (0, 3), (3, 4), (6, 9)]) == [(0, 4), (5, 9)]


def test_a_stretch_inside_another_does_not_shorten_it() -> None:
    assert joined([(0, 10), (2, 3)]) == [(0, 10)]


def test_common_stretches_are_at_least_so_long() -> None:
    assert common([(0, 10), (20, 30)], [(5, 25)], 5) == [(5, 10), (20, 25)]
    assert common([(0, 10), (20, 30)], [(5, 25)], 6) == []


@given(STRETCHES)
def test_joined_keeps_every_unit(stretches: list[Stretch]) -> None:
    assert joined(stretches) == runs(units(stretches))


@given(STRETCHES, STRETCHES, st.integers(1, 12))
def test_common_is_what_both_have(one: list[Stretch], other: list[Stretch], least: int) -> None:
    both = runs(units(one) & units(other))
    assert common(joined(one), joined(other), least) == [run for run in both if run[1] - run[0] >= least]
