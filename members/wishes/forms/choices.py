"""What the form holds before anybody has typed."""

from typing import Any

from django.utils import timezone

from members.schools.models import School, SchoolPeriod
from members.wishes.cycle import usual_year
from members.wishes.models import ExchangeWish, lesson_minutes
from portal.core.vocabulary import Criterion, Importance, LessonSlot

_LESSONS = (LessonSlot.P1, LessonSlot.P2, LessonSlot.P3, LessonSlot.P4, LessonSlot.P5, LessonSlot.P6)


def fresh_answers(school: School, periods: list[SchoolPeriod]) -> dict[str, Any]:
    """A new wish as the school's own data suggests it: its tools, its ordinary lessons, their length."""
    return {
        "school_year": usual_year(timezone.localdate()),
        "tools": school.tools,
        "minutes": lesson_minutes(school.school_type),
        "periods": [period.pk for period in periods if period.slot in _LESSONS],
    }


def copied_answers(wish: ExchangeWish) -> dict[str, Any]:
    """A new wish that begins as a copy of an earlier one, moved on to the year that new wishes are for."""
    return {**wish.answers(), "school_year": max(wish.school_year, usual_year(timezone.localdate()))}


def shown_answers(wish: ExchangeWish) -> dict[str, Any]:
    """The stored answers as the form shows them: every criterion has a mark."""
    return {**wish.answers(), "importance": {**normal_importance(), **wish.importance}}


def normal_importance() -> dict[str, int]:
    return {criterion.value: Importance.NORMAL.value for criterion in Criterion}
