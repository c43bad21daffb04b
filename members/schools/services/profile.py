"""A school changes its own data. Two people may have the form open; the later one is told what the other wrote."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from members.schools.models import School
from portal.core import audit
from portal.users.models import User


class StaleRecordError(Exception):
    """The record was changed by somebody else since the form was shown; `current` is what is stored now."""

    def __init__(self, current: School) -> None:
        super().__init__("changed by somebody else meanwhile")
        self.current = current


def record_version(school: School) -> str:
    """What a form carries to tell later whether the record has changed since."""
    return school.updated_at.isoformat()


def check_version(locked: School, version: str) -> None:
    """Raise `StaleRecordError` unless the locked record is still the one the form showed."""
    if record_version(locked) != version:
        raise StaleRecordError(locked)


@transaction.atomic
def update_school(school: School, changes: Mapping[str, Any], *, version: str, actor: User) -> School:
    """Store validated field values of a school and return it.

    `version` is `record_version(school)` from when the form was shown; raises `StaleRecordError` if it has changed.
    The audit entry names the fields, never their contents.
    """
    locked = School.objects.select_for_update(no_key=True).get(pk=school.pk)
    check_version(locked, version)
    changed = [name for name, value in changes.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, changes[name])
    if changed:
        locked.save(update_fields=[*changed, "updated_at"])
        audit.record("schools.school_changed", locked, actor=actor, data={"fields": sorted(changed)})
    return locked
