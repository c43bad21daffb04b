"""The picture of a day (一日の重なり): both sides' lessons on one line of Japan time, as a half-disc each.

All times are minutes of one date in Tokyo, 0 to 1440.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from members.calendars.half_ellipses import HalfEllipse, shared_path
from members.matching.intervals import Stretch, common, joined

_LEFT, _WIDTH = 4.0, 352.0
_LINE, _HEIGHT = 98.0, 74.0
_DAY = 24 * 60
_HOUR = 60
# Lessons further apart than this belong to two days there, which one date in Tokyo shows the ends of.
_NIGHT = 4 * _HOUR
# Words need so much room inside the overlap.
_ROOM_FOR_WORDS = 62.0
# A figure nearer to the edge would be cut.
_EDGE = 8.0


@dataclass(frozen=True)
class Lesson:
    """A lesson on the day drawn; `mark` is the figure in its box, or empty."""

    start: int
    end: int
    mark: str = ""


@dataclass(frozen=True)
class Box:
    """A lesson as drawn. `usable`: a meeting fits into it, or into it and its neighbours, on both sides."""

    x: float
    width: float
    mark: str
    usable: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Tick:
    """An hour under the line."""

    x: float
    hour: int


@dataclass(frozen=True)
class DayPicture:
    """All that a template draws.

    `overlap` is the minutes that both days share, `overlap_x` where its words stand if there is room for them.
    """

    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    shared: tuple[str, ...]
    ours_first: bool
    overlap: int
    overlap_x: float | None
    our_boxes: tuple[Box, ...]
    their_boxes: tuple[Box, ...]
    bands: tuple[Box, ...]
    our_hours: tuple[Tick, ...]
    their_hours: tuple[Tick, ...]


def draw_day(ours: Sequence[Lesson], theirs: Sequence[Lesson], usable: Sequence[Stretch], ahead: int) -> DayPicture:
    """The picture of a day; at least one side has a lesson.

    `usable` are the joined stretches in which a meeting fits on both sides; `ahead` is how many minutes the clock there
    is ahead of Tokyo's.
    """
    scale = _Scale([*ours, *theirs])
    our_days, their_days = _days(ours), _days(theirs)
    shared = common(our_days, their_days, 1)
    longest = max(shared, key=lambda one: one[1] - one[0], default=None)
    fits = longest is not None and scale.width(*longest) >= _ROOM_FOR_WORDS
    arcs = [[scale.arc(*one) for one in days] for days in (our_days, their_days)]
    paths = [shared_path(one, other) for one in arcs[0] for other in arcs[1]]
    return DayPicture(
        ours=tuple(arc.path for arc in arcs[0]),
        theirs=tuple(arc.path for arc in arcs[1]),
        shared=tuple(path for path in paths if path),
        ours_first=_begins(our_days) <= _begins(their_days),
        overlap=sum(end - start for start, end in shared),
        overlap_x=scale.x(sum(longest) / 2) if longest and fits else None,
        our_boxes=tuple(scale.boxes(ours, usable)),
        their_boxes=tuple(scale.boxes(theirs, usable)),
        bands=tuple(scale.box(start, end, "", True) for start, end in usable),
        our_hours=tuple(scale.ticks(0)),
        their_hours=tuple(scale.ticks(ahead)),
    )


class _Scale:
    """From minutes to places: the hours in which there are lessons, and half an hour around them."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self._first = max(0, (min(one.start for one in lessons) - 30) // _HOUR * _HOUR)
        self._last = min(_DAY, math.ceil((max(one.end for one in lessons) + 30) / _HOUR) * _HOUR)

    def x(self, minute: float) -> float:
        return round(_LEFT + _WIDTH * (minute - self._first) / (self._last - self._first), 1)

    def width(self, start: int, end: int) -> float:
        return round(self.x(end) - self.x(start), 1)

    def arc(self, start: int, end: int) -> HalfEllipse:
        return HalfEllipse(self.x(start), self.x(end), _LINE, _HEIGHT)

    def box(self, start: int, end: int, mark: str, usable: bool) -> Box:
        return Box(self.x(start), self.width(start, end), mark, usable)

    def boxes(self, lessons: Iterable[Lesson], usable: Sequence[Stretch]) -> Iterable[Box]:
        for one in lessons:
            inside = any(start < one.end and one.start < end for start, end in usable)
            yield self.box(one.start, one.end, one.mark, inside)

    def ticks(self, ahead: int) -> Iterable[Tick]:
        """The full hours of a clock that is `ahead` of Tokyo's, as many as can be read."""
        hours = (self._last - self._first) // _HOUR
        step = 1 if hours <= 10 else 2 if hours <= 16 else 3
        first = math.ceil((self._first + ahead) / _HOUR)
        for hour in range(first, (self._last + ahead) // _HOUR + 1):
            if hour % step == 0 and _EDGE <= self.x(hour * _HOUR - ahead) <= 2 * _LEFT + _WIDTH - _EDGE:
                yield Tick(self.x(hour * _HOUR - ahead), hour % 24)


def _begins(days: Sequence[Stretch]) -> int:
    return days[0][0] if days else _DAY


def _days(lessons: Iterable[Lesson]) -> list[Stretch]:
    """The school days: from the first lesson to the last, breaks included, nights left out."""
    stretched = joined((one.start, one.end + _NIGHT) for one in lessons)
    return [(start, end - _NIGHT) for start, end in stretched]
