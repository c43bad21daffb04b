"""Reading memberships and schools for a person."""

import datetime
from dataclasses import dataclass
from typing import Any, cast

from axes.models import AccessFailureLog
from django.utils import timezone

from portal.core.vocabulary import LessonSlot, Weekday

from .models import Membership, Role, School
from .registration.progress import registration_progress

__all__ = ["Week", "WeekRow", "colleagues", "current_membership", "registration_progress", "week_grid"]


def current_membership(user: Any, on: datetime.date | None = None) -> Membership | None:
    """The membership a person acts under on that day (today in Tokyo), with its school; the newest of several.

    For the desk that looks at a school it is the stand-in of this request.
    """
    if user.stand_in is not None:
        return cast(Membership, user.stand_in)
    found = Membership.objects.current(on).filter(user=user).select_related("school").order_by("-starts_on", "-pk")
    membership = found.first()
    if membership is not None:
        membership.user = user  # known already: no query
    return membership


@dataclass(frozen=True)
class WeekRow:
    """One period of a week: its label and the time on each day, an empty text where there is no such lesson."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Week:
    """A school's lessons as a table: the names of the days, and a row a period."""

    days: tuple[str, ...]
    rows: tuple[WeekRow, ...]


def week_grid(school: School) -> Week:
    """The timetable of a school, Monday to Friday and further days with lessons. One query."""
    times = {(period.weekday, period.slot): period.time_range for period in school.periods.all()}
    days = [day for day in Weekday if day <= Weekday.FRI or any(weekday == day for weekday, _slot in times)]
    slots = [slot for slot in LessonSlot if any(taught == slot for _weekday, taught in times)]
    rows = (WeekRow(str(slot.label), tuple(times.get((day, slot), "") for day in days)) for slot in slots)
    return Week(tuple(str(day.label) for day in days), tuple(rows))


def failures_of(user: Any, days: int = 30) -> list[Any]:
    """The latest failed logins with this ID, newest first, at most ten. One query."""
    since = timezone.now() - datetime.timedelta(days=days)
    log = AccessFailureLog.objects.filter(username=user.username, attempt_time__gt=since)
    return list(log.order_by("-attempt_time")[:10])


def colleagues(school: School) -> list[Membership]:
    """Everybody who acts for the school today, managers first. One query."""
    people = Membership.objects.current().filter(school=school).select_related("user")
    return sorted(people, key=lambda each: (Role.values.index(each.role), each.user.username))
