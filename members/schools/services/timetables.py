"""The lessons of a school's week."""

from collections.abc import Iterable

from django.db import transaction

from members.calendars.standard_week import Lesson, standard_week
from members.schools.models import School, SchoolPeriod
from portal.core import audit
from portal.users.models import User

from .profile import check_version


@transaction.atomic
def create_standard_timetable(school: School) -> list[SchoolPeriod]:
    """Give a school the usual lessons of its type, in place of what it has. The school is already stored."""
    return _write(school, standard_week(school.school_type))


@transaction.atomic
def replace_timetable(school: School, lessons: Iterable[Lesson], *, version: str, actor: User) -> School:
    """Store the week a school typed, in place of what it has, and return the school.

    `version` is `record_version(school)` from when the form was shown; raises `StaleRecordError` when the school's
    data has changed since. The lessons are already validated: one a weekday and slot, each ending after it begins.
    """
    locked = School.objects.select_for_update(no_key=True).get(pk=school.pk)
    check_version(locked, version)
    periods = _write(locked, lessons)
    locked.save(update_fields=["updated_at"])
    audit.record("schools.timetable_changed", locked, actor=actor, data={"lessons": len(periods)})
    return locked


def _write(school: School, lessons: Iterable[Lesson]) -> list[SchoolPeriod]:
    """Store these lessons and no others. A lesson that stays keeps its row: the school's wishes point to it."""
    stored = {(row.weekday, row.slot): row for row in SchoolPeriod.objects.filter(school=school)}
    kept, new = [], []
    for lesson in lessons:
        row = stored.pop((lesson.weekday, lesson.slot), None)
        if row is None:
            new.append(SchoolPeriod(school=school, **lesson._asdict()))
        else:
            row.starts, row.ends = lesson.starts, lesson.ends
            kept.append(row)
    SchoolPeriod.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()
    SchoolPeriod.objects.bulk_update(kept, ["starts", "ends"])
    return [*kept, *SchoolPeriod.objects.bulk_create(new)]
