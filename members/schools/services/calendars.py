"""A school's own school year: terms, closed days, days with lessons, and the time around its lessons."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from members.calendars.year import Span
from members.calendars.year_models import DayKind
from members.schools.calendar_models import SchoolDay, SchoolTerm
from members.schools.models import School
from portal.core import audit
from portal.users.models import User

from .profile import check_version

Days = Mapping[datetime.date, str]


@dataclass(frozen=True)
class OwnYear:
    """What a school has entered for one school year; no terms at all means the usual ones.

    `closed` and `opened` give days with the occasion, which may be empty; no day is in both.
    """

    terms: tuple[Span, ...]
    closed: Days
    opened: Days


@dataclass(frozen=True)
class EveryYear:
    """What holds for all of its years."""

    term_system: str
    minutes_before: int
    minutes_after: int


def own_year(school: School, year: int) -> OwnYear:
    """What a school has entered for a school year. Two queries."""
    first, last = school.rules.span_of(year)
    days = list(school.special_days.filter(day__range=(first, last)))
    return OwnYear(
        terms=tuple(term.dates for term in school.terms.filter(starts_on__range=(first, last))),
        closed={one.day: one.note for one in days if one.kind == DayKind.CLOSED},
        opened={one.day: one.note for one in days if one.kind == DayKind.OPEN},
    )


@transaction.atomic
def replace_year(school: School, year: int, own: OwnYear, always: EveryYear, *, version: str, actor: User) -> School:
    """Store what a school typed for a school year, in place of what it had for that year, and return the school.

    `version` is `record_version(school)` from when the form was shown; raises `StaleRecordError` when the school's
    data has changed since. All dates are validated: they lie in the year, terms in order and apart.
    """
    locked = School.objects.select_for_update(no_key=True).get(pk=school.pk)
    check_version(locked, version)
    span = locked.rules.span_of(year)
    SchoolTerm.objects.filter(school=locked, starts_on__range=span).delete()
    SchoolDay.objects.filter(school=locked, day__range=span).delete()
    SchoolTerm.objects.bulk_create(SchoolTerm(school=locked, starts_on=one, ends_on=end) for one, end in own.terms)
    SchoolDay.objects.bulk_create(
        SchoolDay(school=locked, day=day, kind=kind, note=note)
        for kind, days in ((DayKind.CLOSED, own.closed), (DayKind.OPEN, own.opened))
        for day, note in days.items()
    )
    locked.term_system = always.term_system
    locked.minutes_before, locked.minutes_after = always.minutes_before, always.minutes_after
    locked.save(update_fields=["term_system", "minutes_before", "minutes_after", "updated_at"])
    data = {"year": year, "terms": len(own.terms), "days": len(own.closed) + len(own.opened)}
    audit.record("schools.calendar_changed", locked, actor=actor, data=data)
    return locked
