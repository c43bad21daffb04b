"""Telling whether a school's record has changed since a form was shown."""

from members.schools.models import School


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
