"""The lesson times a Tokyo school of each type usually has: what a new school's timetable begins with."""

import datetime
from typing import NamedTuple

from portal.core.vocabulary import LessonSlot, SchoolType, Weekday

SCHOOL_DAYS = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI)


class Lesson(NamedTuple):
    """One lesson of a week, in Japan time."""

    weekday: Weekday
    slot: LessonSlot
    starts: datetime.time
    ends: datetime.time


Times = dict[LessonSlot, tuple[datetime.time, datetime.time]]


def _times(*rows: tuple[LessonSlot, int, int, int]) -> Times:
    """Slots with (hour, minute, length in minutes)."""
    found: Times = {}
    for slot, hour, minute, length in rows:
        starts = datetime.datetime(2000, 1, 1, hour, minute)
        found[slot] = (starts.time(), (starts + datetime.timedelta(minutes=length)).time())
    return found


# Lessons of 45 minutes, a long break after the second, the afternoon after lunch and cleaning.
_ELEMENTARY = _times(
    (LessonSlot.P1, 8, 45, 45),
    (LessonSlot.P2, 9, 35, 45),
    (LessonSlot.P3, 10, 40, 45),
    (LessonSlot.P4, 11, 30, 45),
    (LessonSlot.P5, 13, 35, 45),
    (LessonSlot.P6, 14, 25, 45),
)
# Lessons of 50 minutes, clubs and committees after school.
_SECONDARY = _times(
    (LessonSlot.P1, 8, 50, 50),
    (LessonSlot.P2, 9, 50, 50),
    (LessonSlot.P3, 10, 50, 50),
    (LessonSlot.P4, 11, 50, 50),
    (LessonSlot.P5, 13, 25, 50),
    (LessonSlot.P6, 14, 25, 50),
    (LessonSlot.AFTER_SCHOOL, 15, 45, 60),
)
_OF_TYPE = {
    SchoolType.ELEMENTARY: _ELEMENTARY,
    SchoolType.COMPULSORY: _ELEMENTARY,
    SchoolType.SPECIAL_NEEDS: _ELEMENTARY,
    SchoolType.JUNIOR_HIGH: _SECONDARY,
    SchoolType.HIGH: _SECONDARY,
    SchoolType.SECONDARY: _SECONDARY,
}
# Wednesdays end early where teachers meet in the afternoon.
_SHORT_DAY = {SchoolType.ELEMENTARY: Weekday.WED, SchoolType.COMPULSORY: Weekday.WED}


def standard_week(school_type: str) -> list[Lesson]:
    """The usual lessons of a school of that type (a `SchoolType` code), Monday to Friday; ValueError for no type."""
    kind = SchoolType(school_type)
    return [
        Lesson(weekday, slot, starts, ends)
        for weekday in SCHOOL_DAYS
        for slot, (starts, ends) in _OF_TYPE[kind].items()
        if not (slot == LessonSlot.P6 and weekday == _SHORT_DAY.get(kind))
    ]
