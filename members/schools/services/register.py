"""Many schools come into being, change or go together, as an import asks for it: in few queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.calendars.standard_week import standard_week
from members.schools.models import School, SchoolPeriod
from portal.core import audit
from portal.core.search.together import index_together
from portal.users.models import User

_BATCH = 500
_PERIODS_A_BATCH = 2_000


@transaction.atomic
def add_schools(rows: Iterable[Mapping[str, Any]], *, actor: User | None = None) -> list[School]:
    """Store new schools from validated model fields, each with the usual timetable of its type; no accounts.

    Raises `ValidationError` when a code has been taken since the values were checked.
    """
    schools = _unless_taken(lambda: School.objects.bulk_create([School(**row) for row in rows], batch_size=_BATCH))
    weeks = {kind: standard_week(kind) for kind in {school.school_type for school in schools}}
    SchoolPeriod.objects.bulk_create(
        (
            SchoolPeriod(school_id=school.pk, **lesson._asdict())
            for school in schools
            for lesson in weeks[school.school_type]
        ),
        batch_size=_PERIODS_A_BATCH,
    )
    audit.record_together("wagtail.create", ((school, {}) for school in schools), actor=actor)
    index_together(schools)
    return schools


@transaction.atomic
def change_schools(changes: Sequence[tuple[School, Mapping[str, Any]]], *, actor: User | None = None) -> None:
    """Give locked schools these validated values. The audit entries name the fields, never their contents.

    `updated_at` among the values is the moment of an earlier change that is taken up again; else it is now.
    """
    moment = timezone.now()
    for school, values in changes:
        for name, value in {"updated_at": moment, **values}.items():
            setattr(school, name, value)
    schools = [school for school, _values in changes]
    names = sorted({name for _school, values in changes for name in values} | {"updated_at"})
    _unless_taken(lambda: School.objects.bulk_update(schools, names, batch_size=_BATCH))
    entries = ((school, {"fields": sorted(values.keys() - {"updated_at"})}) for school, values in changes)
    audit.record_together("schools.changed_together", entries, actor=actor)
    index_together(schools)


@transaction.atomic
def remove_schools(keys: Collection[int], *, actor: User | None = None) -> None:
    """Delete schools nobody acts for yet; what may be deleted was asked before."""
    schools = list(School.objects.filter(pk__in=keys).order_by("pk"))
    audit.record_together("wagtail.delete", ((school, {}) for school in schools), actor=actor)
    School.objects.filter(pk__in=keys).delete()


def _unless_taken(write: Any) -> Any:
    try:
        return write()
    except IntegrityError as error:
        raise ValidationError(
            _("A school with one of these codes has been registered meanwhile. Nothing has been written.")
        ) from error
