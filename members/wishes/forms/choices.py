"""What a school is offered in the form, and what the form holds before anybody has typed."""

from typing import Any

from django.http import QueryDict
from django.utils import timezone

from members.partners.models import PartnerSchool
from members.schools.models import School, SchoolPeriod
from members.wishes.models import ExchangeWish, lesson_minutes
from portal.core.vocabulary import Criterion, Importance, LessonSlot

_LESSONS = (LessonSlot.P1, LessonSlot.P2, LessonSlot.P3, LessonSlot.P4, LessonSlot.P5, LessonSlot.P6)


def countries_on_offer() -> set[str]:
    """The countries of the partners that may be suggested today; one query."""
    listed = PartnerSchool.objects.listed(timezone.localdate())
    return set(listed.order_by().values_list("country", flat=True).distinct())


def fresh_answers(school: School, periods: list[SchoolPeriod]) -> dict[str, Any]:
    """A new wish as the school's own data suggests it: its tools, its ordinary lessons, their length."""
    return {
        "tools": school.tools,
        "minutes": lesson_minutes(school.school_type),
        "periods": [period.pk for period in periods if period.slot in _LESSONS],
        "importance": normal_importance(),
    }


def copied_answers(wish: ExchangeWish) -> dict[str, Any]:
    """A new wish that begins as a copy of an earlier one."""
    return {**wish.answers(), "importance": {**normal_importance(), **wish.importance}}


def normal_importance() -> dict[str, int]:
    return {criterion.value: Importance.NORMAL.value for criterion in Criterion}


def as_posted(wish: ExchangeWish) -> QueryDict:
    """The stored answers as the form would post them, so that a stored draft can be checked like a typed one."""
    answers = wish.answers()
    data: dict[str, Any] = {**answers, "version": wish.version}
    for name in ("languages", "importance"):
        for row, (code, grade) in enumerate(data.pop(name).items()):
            data[f"{name}_code_{row}"], data[f"{name}_grade_{row}"] = code, grade
    query = QueryDict(mutable=True)
    for name, value in data.items():
        several = value if isinstance(value, list) else [] if value is None else [value]
        query.setlist(name, [str(one) for one in several])
    return query
