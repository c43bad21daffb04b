"""Which figures of a table may be published: small numbers are hidden so that nobody can compute them. Pure.

A figure from 1 to `LEAST` - 1 could point to a single school. It is hidden, and with it as many others as are needed so
that it does not follow from the total: with one cell hidden, its value is the total less the others; with several, they
are known when their sum leaves no choice, each being at least 1. (Cell suppression with a threshold, as statistical
offices do it; see Hundepool et al., Statistical Disclosure Control, 2012, chapter 4.)
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 5
"""The smallest number that is published; nothing at all (0) is told as well."""

Row = tuple[int, ...]
"""The figures of one line, one for each measure: all are shown or all are hidden."""


@dataclass(frozen=True)
class Hidden:
    """What is not published: for each line whether it is hidden, and whether the total is."""

    rows: list[bool]
    total: bool


def hidden_figures(rows: Sequence[Row]) -> Hidden:
    """What of a table with a total may not be published; every line has the same measures, none below 0."""
    mask = [any(_is_small(value) for value in row) for row in rows]
    if any(_is_small(total) for total in map(sum, zip(*rows, strict=True))):
        # Too few in all: whatever is shown beside it would tell who they are.
        return Hidden([any(row) for row in rows], total=True)
    while _follows(rows, mask):
        more = [(row, place) for place, row in enumerate(rows) if not mask[place] and any(row)]
        if not more:
            return Hidden(mask, total=True)
        mask[min(more)[1]] = True
    return Hidden(mask, total=False)


def _is_small(value: int) -> bool:
    return 0 < value < LEAST


def _follows(rows: Sequence[Row], mask: Sequence[bool]) -> bool:
    """Whether a hidden figure can be computed from the total and what is shown."""
    hidden = [row for row, is_hidden in zip(rows, mask, strict=True) if is_hidden]
    if not hidden:
        return False
    # A reader knows that lines without anything are shown, so that each hidden figure is 1 or more.
    return len(hidden) == 1 or any(sum(values) <= len(hidden) for values in zip(*hidden, strict=True))
