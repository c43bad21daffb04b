"""The shortlist of a school: partners put on it, notes, partners taken off."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.partners.models import PartnerSchool, ShortlistEntry
from portal.users.models import User

MOST_ENTRIES = 200
"""More than anybody looks through; a bound for what one school can make the portal keep."""


@transaction.atomic
def add_to_shortlist(school: Any, partner: PartnerSchool, *, actor: User) -> bool:
    """Put a partner on the shortlist; False when it is there already. Raises `ValidationError` when the list is full.

    The school's row is the lock, so that two people together do not go beyond the bound.
    """
    type(school).objects.select_for_update(no_key=True).get(pk=school.pk)
    entries = ShortlistEntry.objects.filter(school=school)
    if entries.filter(partner=partner).exists():
        return False
    if entries.count() >= MOST_ENTRIES:
        message = _("A shortlist holds %(most)d schools at most. Take one off first.")
        raise ValidationError(message % {"most": MOST_ENTRIES})
    ShortlistEntry.objects.create(school=school, partner=partner, added_by=actor)
    return True


class NoteChangedError(Exception):
    """Somebody has written another note since the form was opened; `entry` is as it is stored now."""

    def __init__(self, entry: ShortlistEntry) -> None:
        super().__init__(entry.pk)
        self.entry = entry


@transaction.atomic
def change_note(entry: ShortlistEntry, note: str, *, opened_with: str, actor: User) -> ShortlistEntry:
    """Write the note of an entry anew, in place of the one that the writer had before their eyes.

    Raises `NoteChangedError` when a colleague has written meanwhile, `ValidationError` for a note that is too long.
    """
    entries = ShortlistEntry.objects.select_related("noted_by")
    locked = entries.select_for_update(no_key=True, of=("self",)).get(pk=entry.pk)
    if locked.note.split() not in (opened_with.split(), note.split()):
        raise NoteChangedError(locked)
    locked.note, locked.noted_by = note, actor if note else None
    locked.full_clean(exclude=["school", "partner", "added_by", "noted_by"])
    locked.save(update_fields=["note", "noted_by"])
    return locked


@transaction.atomic
def remove_from_shortlist(entry: ShortlistEntry) -> bool:
    """Take a partner off; False when somebody else was quicker."""
    return bool(ShortlistEntry.objects.filter(pk=entry.pk).delete()[0])
