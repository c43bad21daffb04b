"""The timetable of a school as a grid of check boxes: one row a lesson slot, one column a weekday."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS_ABBR

from members.schools.models import SchoolPeriod
from portal.core.vocabulary import LessonSlot, Weekday


@dataclass(frozen=True)
class Cell:
    """A lesson of the grid."""

    pk: int
    label: str
    time: str
    checked: bool


@dataclass(frozen=True)
class Row:
    """A lesson slot. `time` stands here when every day has the same, otherwise in the cells."""

    label: str
    time: str
    cells: list[Cell | None]


@dataclass(frozen=True)
class Day:
    """A weekday: its name, and a sign for narrow screens."""

    name: str
    short: str


@dataclass(frozen=True)
class Grid:
    """The weekdays that have lessons, and the slots."""

    days: list[Day]
    rows: list[Row]


def grid_of(periods: Iterable[SchoolPeriod], checked: Collection[str]) -> Grid:
    """The grid of a timetable; `checked` holds the keys of the chosen lessons as texts, as a form posts them."""
    by_place = {(period.slot, period.weekday): period for period in periods}
    days = [day for day in Weekday if any(weekday == day for _slot, weekday in by_place)]
    slots = [slot for slot in LessonSlot if any(code == slot for code, _weekday in by_place)]
    rows = []
    for slot in slots:
        lessons = [by_place.get((slot, day)) for day in days]
        times = {lesson.time_range for lesson in lessons if lesson}
        shared = times.pop() if len(times) == 1 else ""
        rows.append(Row(str(slot.label), shared, [_cell(lesson, slot, checked, not shared) for lesson in lessons]))
    return Grid([Day(str(day.label), str(WEEKDAYS_ABBR[day.value])) for day in days], rows)


def _cell(lesson: SchoolPeriod | None, slot: LessonSlot, checked: Collection[str], timed: bool) -> Cell | None:
    if lesson is None:
        return None
    label = f"{Weekday(lesson.weekday).label} {slot.label}"
    return Cell(lesson.pk, label, lesson.time_range if timed else "", str(lesson.pk) in checked)
