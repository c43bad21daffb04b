"""Stretches of time as pairs of whole numbers (start, end), the end not included."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

Stretch = tuple[int, int]

_NEVER: Stretch = (sys.maxsize, sys.maxsize)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches by start, those that overlap or touch made one."""
    result: list[Stretch] = []
    for start, end in sorted(stretches):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def common(one: Sequence[Stretch], other: Sequence[Stretch], least: int) -> list[Stretch]:
    """The maximal stretches inside both lists that last at least `least` (1 or more), by start.

    Both lists are joined and sorted, as `joined` leaves them.
    """
    result: list[Stretch] = []
    rest = iter(other)
    their_start, their_end = next(rest, _NEVER)
    for our_start, our_end in one:
        while their_end <= our_start:
            their_start, their_end = next(rest, _NEVER)
        while their_start < our_end:
            start = our_start if our_start > their_start else their_start
            end = our_end if our_end < their_end else their_end
            if end - start >= least:
                result.append((start, end))
            if their_end > our_end:
                break
            their_start, their_end = next(rest, _NEVER)
    return result
