"""The lessons of a school's week."""

from collections.abc import Iterable

from django.db import transaction

from members.calendars.standard_week import Lesson, standard_week
from members.schools.models import School, SchoolPeriod


@transaction.atomic
def create_standard_timetable(school: School) -> list[SchoolPeriod]:
    """Give a school the usual lessons of its type, in place of what it has. The school is already stored."""
    return write_lessons(school, standard_week(school.school_type))


def write_lessons(school: School, lessons: Iterable[Lesson]) -> list[SchoolPeriod]:
    """Store these lessons and no others. The caller holds the school's lock, or the school is new.

    A lesson that stays keeps its row: the school's wishes point to it.
    """
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
