"""Geometry of the portal's charts: pure numbers in, attributes of SVG shapes out.

Lengths are user units of the chart's `viewBox`. Every number is rounded to a tenth, which is finer than a pixel. Values
that stand for a share are cut to the range 0 to 1, so that a wrong number makes a full or an empty bar, never a drawing
that leaves its frame.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Side = Literal["ours", "theirs"]

BAR_LENGTH = 150.0  # of the longest frame on one side of the fit chart
WEAK_BELOW = 0.6  # a criterion is marked below this value

MARK_WIDTH = 120.0
MARK_HEIGHT = 36.0
MARK_BASE = 34.0  # the line both discs stand on
MARK_RADIUS = (8.0, 32.0)  # of a fit of 0 and of a fit of 1

COMPARISON_LENGTH = 160.0
FUNNEL_LENGTH = 200.0


def share(value: float) -> float:
    """The value cut to 0…1; what is not a number counts as 0."""
    return 0.0 if math.isnan(value) else min(1.0, max(0.0, value))


def unit(value: float) -> float:
    """A length as it is written into an attribute."""
    return round(value, 1)


@dataclass(frozen=True)
class Bar:
    """A horizontal bar: where it begins and how long it is."""

    x: float
    width: float


@dataclass(frozen=True)
class FitBar:
    """One side of one criterion: the frame says how much it matters, the fill how much of it is met."""

    frame: Bar
    fill: Bar
    unknown: bool
    weak: bool


def fit_bar(value: float | None, weight: float, max_weight: float, side: Side = "ours") -> FitBar:
    """The frame and the fill of a criterion.

    `value` is the fit in 0…1, None when the other school has not answered; `weight` is what the criterion counts for
    this side and `max_weight` the largest weight that shares the chart (both in the same unit). Ours grows from the
    right edge to the left, theirs from the left edge to the right, so that both begin at the criterion's name.
    """
    length = BAR_LENGTH * share(weight / max_weight if max_weight > 0 else 0.0)
    filled = length if value is None else length * share(value)

    def bar(extent: float) -> Bar:
        return Bar(unit(BAR_LENGTH - extent if side == "ours" else 0.0), unit(extent))

    return FitBar(bar(length), bar(filled), value is None, value is not None and value < WEAK_BELOW)


@dataclass(frozen=True)
class HalfDiscMark:
    """The mark of a pair: two half-discs and what they share, as path data. `overlap` is empty when they are apart."""

    view_box: str
    ours: str
    theirs: str
    overlap: str


def half_disc_mark(fit_ours: float, fit_theirs: float, fit: float) -> HalfDiscMark:
    """The mark of a match.

    Radii follow each side's own fit (0…1). The distance of the centres follows the mutual fit: about half a radius at
    1, one radius (the door of the mark) a little above 0.8, and the discs just touch where little is shared.
    """
    small, large = MARK_RADIUS
    radius_a = small + (large - small) * share(fit_ours)
    radius_b = small + (large - small) * share(fit_theirs)
    mean = (radius_a + radius_b) / 2
    distance = min(mean * (0.55 + 2.6 * (1 - share(fit))), radius_a + radius_b)
    centre_a, centre_b = radius_a, radius_a + distance
    left = min(0.0, centre_b - radius_b)
    right = max(centre_a + radius_a, centre_b + radius_b)
    return HalfDiscMark(
        f"{unit((left + right - MARK_WIDTH) / 2)} 0 {MARK_WIDTH:g} {MARK_HEIGHT:g}",
        _half_disc(centre_a, radius_a),
        _half_disc(centre_b, radius_b),
        _overlap(centre_a, radius_a, centre_b, radius_b),
    )


def _half_disc(centre: float, radius: float) -> str:
    r = unit(radius)
    return f"M{unit(centre - radius)} {MARK_BASE:g}a{r} {r} 0 0 1 {unit(2 * radius)} 0z"


def _overlap(centre_a: float, radius_a: float, centre_b: float, radius_b: float) -> str:
    """The pointed door where two half-discs on one line meet; the smaller disc when it lies inside the larger."""
    distance = centre_b - centre_a
    if distance >= radius_a + radius_b:
        return ""
    if distance <= abs(radius_a - radius_b):
        return _half_disc(centre_a, radius_a) if radius_a < radius_b else _half_disc(centre_b, radius_b)
    along = (distance**2 + radius_a**2 - radius_b**2) / (2 * distance)
    # Rounding may push the apex of discs that only just touch below the line.
    height = math.sqrt(max(0.0, radius_a**2 - along**2))
    apex = f"{unit(centre_a + along)} {unit(MARK_BASE - height)}"
    ra, rb = unit(radius_a), unit(radius_b)
    return (
        f"M{unit(centre_b - radius_b)} {MARK_BASE:g}A{rb} {rb} 0 0 1 {apex}"
        f"A{ra} {ra} 0 0 1 {unit(centre_a + radius_a)} {MARK_BASE:g}z"
    )


@dataclass(frozen=True)
class ComparisonRow:
    """A row of a table with bars: this period filled, the one before as a frame only."""

    label: str
    value: float
    before: float | None
    bar: Bar
    bar_before: Bar | None


def comparison_rows(rows: Iterable[Sequence[object]]) -> list[ComparisonRow]:
    """Bars for a table of results.

    Takes rows of `(label, value)` or `(label, value, value before or None)`; the longest bar belongs to the largest
    number of all. Negative numbers are drawn as 0. Raises ValueError for a row of another shape or without a number.
    """
    parsed = [_comparison(row) for row in rows]
    longest = max((number for _, value, before in parsed for number in (value, before or 0.0)), default=0.0)

    def bar(number: float) -> Bar:
        return Bar(0.0, unit(COMPARISON_LENGTH * share(number / longest if longest > 0 else 0.0)))

    return [
        ComparisonRow(label, value, before, bar(value), None if before is None else bar(before))
        for label, value, before in parsed
    ]


def _comparison(row: Sequence[object]) -> tuple[str, float, float | None]:
    if len(row) not in (2, 3):
        raise ValueError(f"a row is (label, value[, before]), not {row!r}")
    numbers = [None if cell is None else float(str(cell)) for cell in row[1:]]
    if numbers[0] is None:
        raise ValueError(f"the row {row[0]!r} has no value")
    return str(row[0]), numbers[0], numbers[1] if len(numbers) > 1 else None


@dataclass(frozen=True)
class FunnelStep:
    """How many remain after one more condition."""

    label: str
    count: int
    bar: Bar
    is_last: bool


def funnel(steps: Iterable[tuple[str, int]]) -> list[FunnelStep]:
    """Bars for the number that remains after each condition; the full length is the largest number."""
    listed = list(steps)
    most = max((count for _, count in listed), default=0)
    return [
        FunnelStep(
            label, count, Bar(0.0, unit(FUNNEL_LENGTH * share(count / most if most else 0))), index == len(listed)
        )
        for index, (label, count) in enumerate(listed, start=1)
    ]
