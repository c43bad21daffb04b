"""The picture of a year (一年の重なり): the terms of one side or two on a line of months, common weeks as ground."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from members.calendars.year import Span, YearPlan

_LEFT, _WIDTH = 6.0, 348.0
_TOP, _ROW, _BAR = 24, 34, 24
_DAY = datetime.timedelta(days=1)
_WEEK = 7 * _DAY


@dataclass(frozen=True)
class Bar:
    """A stretch of days: left edge and width in units of the picture."""

    x: float
    width: float


@dataclass(frozen=True)
class Row:
    """One side: its name, its bars, and the upper edge; `kind` is `a` (ours) or `b` (theirs)."""

    label: str
    kind: str
    y: int
    bars: tuple[Bar, ...]

    @property
    def label_x(self) -> float:
        """Where the name begins: in the widest bar, so that it stands on one colour."""
        return max(self.bars, key=lambda bar: bar.width).x + 6 if self.bars else _LEFT

    @property
    def label_y(self) -> int:
        return self.y + 16


@dataclass(frozen=True)
class Month:
    """A month's number and the places of its line and its figure."""

    number: int
    x: float
    middle: float


@dataclass(frozen=True)
class YearPicture:
    """All that a template draws."""

    months: tuple[Month, ...]
    rows: tuple[Row, ...]
    shared: tuple[Bar, ...]

    @property
    def bottom(self) -> int:
        return _TOP + _ROW * len(self.rows) - 4

    @property
    def height(self) -> int:
        return self.bottom + 4

    @property
    def ground(self) -> int:
        """The height of the months' lines and of the common weeks."""
        return self.bottom - 16


def draw_year(span: Span, sides: Sequence[tuple[str, str, YearPlan]], common: Iterable[datetime.date]) -> YearPicture:
    """The picture of the days of a span (a year). A side is (name, kind, plan); `common` are days with common time."""
    rows = tuple(
        Row(label, kind, _TOP + _ROW * number, tuple(_bars(plan.terms, span)))
        for number, (label, kind, plan) in enumerate(sides)
    )
    weeks = sorted({day - day.weekday() * _DAY for day in common})
    ground = _bars(_joined((week, week + _WEEK - _DAY) for week in weeks), span)
    return YearPicture(tuple(_months(span)), rows, tuple(ground))


def _joined(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for first, last in spans:
        if found and first <= found[-1][1] + _DAY:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _bars(spans: Iterable[Span], span: Span) -> list[Bar]:
    bars = []
    for first, last in spans:
        start, end = max(first, span[0]), min(last, span[1])
        if start <= end:
            x = _x(start, span)
            bars.append(Bar(x, round(_x(end + _DAY, span) - x, 1)))
    return bars


def _x(day: datetime.date, span: Span) -> float:
    return round(_LEFT + _WIDTH * (day - span[0]).days / ((span[1] - span[0]).days + 1), 1)


def _months(span: Span) -> Iterable[Month]:
    first = span[0]
    while first <= span[1]:
        after = (first.replace(day=1) + 32 * _DAY).replace(day=1)
        x, end = _x(first, span), _x(min(after, span[1] + _DAY), span)
        yield Month(first.month, x, round((x + end) / 2, 1))
        first = after
