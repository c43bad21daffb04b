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
    locked = School.objects.select_for_update().get(pk=school.pk)
    check_version(locked, version)
    periods = _write(locked, lessons)
    locked.save(update_fields=["updated_at"])
    audit.record("schools.timetable_changed", locked, actor=actor, data={"lessons": len(periods)})
    return locked


def _write(school: School, lessons: Iterable[Lesson]) -> list[SchoolPeriod]:
    SchoolPeriod.objects.filter(school=school).delete()
    return SchoolPeriod.objects.bulk_create(SchoolPeriod(school=school, **lesson._asdict()) for lesson in lessons)
