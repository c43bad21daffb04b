"""A school's registration is saved and confirmed, by the school or by the office on its behalf."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from members.calendars.standard_week import Lesson
from members.schools.models import School
from members.schools.registration.openings import Opening
from members.schools.registration.pages import PartPage, RecordPage, TimetablePage, record_of
from members.schools.registration.parts import Part
from members.schools.registration.progress import present_fiscal_year
from members.schools.registration_models import Channel, PartDraft, PartYear
from portal.core import audit
from portal.core.mail.letters import queue_after_commit
from portal.core.merging import Difference, Merge, Values, merge
from portal.core.printing.frame import public_address
from portal.core.vocabulary import LessonSlot, Weekday
from portal.users.models import User

from .timetables import write_lessons


@dataclass(frozen=True)
class Entry:
    """How the answers came: typed by the school, or told to the office by somebody in some way."""

    channel: str = Channel.WEB
    told_by: str = ""

    @property
    def is_on_behalf(self) -> bool:
        return self.channel != Channel.WEB


class PartConflictError(Exception):
    """Somebody else has changed the same answers; nothing was stored. `stored` is the page as it is now."""

    def __init__(self, found: Merge, stored: dict[str, Any]) -> None:
        super().__init__("changed by somebody else meanwhile")
        self.found, self.stored = found, stored

    @property
    def conflicts(self) -> list[Difference]:
        return self.found.conflicts


class UnfitMergeError(Exception):
    """What two people changed does not go together, such as lessons that overlap now; nothing was stored."""

    def __init__(self, found: Merge, stored: dict[str, Any]) -> None:
        super().__init__("the answers do not fit together")
        self.found, self.stored = found, stored


class IncompletePartError(Exception):
    """A part with missing answers cannot be confirmed."""


@dataclass(frozen=True)
class Saved:
    """What saving did: whether the part is confirmed for this year now, and what was taken over from somebody else."""

    is_confirmed: bool
    adopted: list[str]


@transaction.atomic
def save_page(
    school: School, part: Part, page: PartPage, values: Values, *, opening: Opening | None, actor: User, entry: Entry
) -> Saved:
    """Store the validated answers of a page of the registration.

    `opening` is what the form was opened with: answers that others changed meanwhile are kept where these are
    untouched, else `PartConflictError` says what stands against what. Complete parts of one page count as confirmed for
    this fiscal year. The draft of this person goes. The audit entry names the fields, never their contents.
    """
    locked = School.objects.select_for_update(no_key=True).get(pk=school.pk)
    addresses = {locked.email}
    stored = page.read(locked)
    found = merge(opening.values if opening else None, values, stored)
    if found.conflicts:
        raise PartConflictError(found, stored)
    changed = [name for name in found.values if found.values[name] != stored.get(name)]
    if changed:
        _write(locked, page, found, stored, changed)
    row = _row_of(locked, part)
    row.entered_by, row.entered_at = actor, timezone.now()
    row.channel, row.told_by = entry.channel, entry.told_by
    is_confirmed = part.is_confirmed_by_saving and not part.missing(locked)
    if is_confirmed:
        _confirm(row, locked, part, actor, entry)
    row.save()
    _record(locked, page, actor, entry, changed, is_confirmed)
    PartDraft.objects.filter(school=locked, user=actor, page=page.code).delete()
    if entry.is_on_behalf:
        _tell_school(locked, part, row, addresses | {locked.email})
    return Saved(is_confirmed, found.adopted)


@transaction.atomic
def confirm_part(school: School, part: Part, *, actor: User, entry: Entry) -> PartYear:
    """Nothing has changed: the part as it is stored holds for this fiscal year.

    Raises `IncompletePartError` when an answer is missing.
    """
    locked = School.objects.select_for_update(no_key=True).get(pk=school.pk)
    if part.missing(locked):
        raise IncompletePartError
    row = _row_of(locked, part)
    _confirm(row, locked, part, actor, entry)
    row.entered_by, row.entered_at = actor, row.confirmed_at
    row.channel, row.told_by = entry.channel, entry.told_by
    row.save()
    data = {"part": part.code, "fiscal_year": row.fiscal_year, "channel": str(entry.channel)}
    audit.record("schools.part_confirmed", locked, actor=actor, data=data)
    if entry.is_on_behalf:
        _tell_school(locked, part, row, {locked.email})
    return row


def _row_of(school: School, part: Part) -> PartYear:
    """The part's row of this year; the lock of the school is held."""
    row, _created = PartYear.objects.get_or_create(school=school, fiscal_year=present_fiscal_year(), part=part.code)
    return row


def _confirm(row: PartYear, school: School, part: Part, actor: User, entry: Entry) -> None:
    row.confirmed_by, row.confirmed_at, row.confirmed_channel = actor, timezone.now(), entry.channel
    row.snapshot = part.snapshot(school)


def _write(school: School, page: PartPage, found: Merge, stored: dict[str, Any], changed: list[str]) -> None:
    if isinstance(page, TimetablePage):
        lessons = lessons_of(found.values)
        if _overlap(lessons):
            raise UnfitMergeError(found, stored)
        write_lessons(school, lessons)
    elif isinstance(page, RecordPage):
        _write_records(school, page, found.values, changed)
    school.save(update_fields=["updated_at"])


def _write_records(school: School, page: RecordPage, values: Mapping[str, Any], changed: list[str]) -> None:
    owners = page.owners()
    records: dict[type[models.Model], Any] = {}
    for name in changed:
        record = records.setdefault(owners[name], record_of(owners[name], school))
        setattr(record, name, values[name])
    for model, record in records.items():
        names = [name for name in changed if owners[name] is model]
        record.save(update_fields=[*names] if record.pk else None)


def lessons_of(values: Values) -> list[Lesson]:
    """The lessons that answers of the timetable page stand for, in the order of the week."""
    found = []
    for name, times in values.items():
        if times:
            weekday, slot = name.split(".")
            starts, ends = (datetime.time.fromisoformat(time) for time in times)
            found.append(Lesson(Weekday(int(weekday)), LessonSlot(slot), starts, ends))
    return sorted(found, key=lambda lesson: (lesson.weekday, lesson.starts))


def _overlap(lessons: list[Lesson]) -> bool:
    return any(one.weekday == other.weekday and other.starts < one.ends for one, other in pairwise(lessons))


def _record(school: School, page: PartPage, actor: User, entry: Entry, changed: list[str], is_confirmed: bool) -> None:
    action = "schools.part_entered" if entry.is_on_behalf else "schools.part_saved"
    data = {
        "page": page.code,
        "fields": changed,
        "channel": str(entry.channel),
        "confirmed": is_confirmed,
    }
    audit.record(action, school, actor=actor, data=data)


def _tell_school(school: School, part: Part, row: PartYear, addresses: set[str]) -> None:
    """After the commit, tell the school what the office entered; at its old address too when that was changed."""
    context = {"school": school, "part": part, "row": row, "address": public_address(reverse("members:school"))}
    queue_after_commit("part_entered", sorted(addresses), context)
