"""Many partners come into being, change or go together, as an import asks for it: in few queries a thousand.

The search index is left to the caller, who lets it follow after the commit: `index_partners`.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, router, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.partners.journal import everything_changed
from members.partners.likeness import name_key, web_key
from members.partners.models import PartnerPeriod, PartnerSchool
from members.partners.querysets import KEY_SOURCES
from portal.core import audit
from portal.core.bulk import insert_rows, update_rows
from portal.core.search.together import forget_together, index_together
from portal.users.models import User

T = TypeVar("T")
Lesson = tuple[int, datetime.time, datetime.time]
"""Weekday 0–6, begin and end in local time."""


class Change(NamedTuple):
    """What a locked partner gets: validated values by field, and lessons that replace its own; None leaves those."""

    partner: PartnerSchool
    fields: Mapping[str, Any]
    lessons: Sequence[Lesson] | None = None


class Added(NamedTuple):
    """What came into being: the keys of the partners by code, and when."""

    keys: Mapping[str, int]
    moment: datetime.datetime


@transaction.atomic
def add_partners(
    rows: Iterable[tuple[Mapping[str, Any], Sequence[Lesson] | None]], *, actor: User | None = None
) -> Added:
    """Store new partners from validated model fields, the same ones for each, with their lessons.

    Raises `ValidationError` when a code has been taken since the values were checked.
    """
    new = [({**fields, **_keys(fields)}, lessons) for fields, lessons in rows]
    moment = timezone.now()
    names = sorted({name for fields, _lessons in new for name in fields})
    values = ([*(fields[name] for name in names), moment, moment] for fields, _lessons in new)
    _unless_taken(lambda: insert_rows(PartnerSchool, [*names, "created_at", "updated_at"], values))
    codes = [fields["code"] for fields, _lessons in new]
    keys = dict(PartnerSchool.objects.filter(code__in=codes).values_list("code", "pk"))
    _add_lessons((keys[fields["code"]], lessons or ()) for fields, lessons in new)
    audit.record_rows(
        "wagtail.create",
        ((PartnerSchool, keys[fields["code"]], fields["name"], {}) for fields, _lessons in new),
        actor=actor,
    )
    everything_changed()
    return Added(keys, moment)


@transaction.atomic
def change_partners(changes: Sequence[Change], *, actor: User | None = None) -> None:
    """Give locked partners these values. The audit entries name the fields, never their contents.

    `updated_at` among the fields is the moment of an earlier change that is taken up again; else it is now.
    """
    moment = timezone.now()
    for partner, fields, _lessons in changes:
        for name, value in {"updated_at": moment, **fields}.items():
            setattr(partner, name, value)
        partner.fill_keys()
    given = {name for change in changes for name in change.fields} | {"updated_at"}
    names = sorted(given | {"name_key", "web_key"} if given & KEY_SOURCES else given)
    values = ((partner.pk, [getattr(partner, name) for name in names]) for partner, _fields, _lessons in changes)
    _unless_taken(lambda: update_rows(PartnerSchool, names, values))
    renewed = [(partner.pk, lessons) for partner, _fields, lessons in changes if lessons is not None]
    _remove_lessons([key for key, _lessons in renewed])
    _add_lessons(renewed)
    entries = ((change.partner, {"fields": _names(change)}) for change in changes)
    audit.record_together("partners.changed_together", entries, actor=actor)
    everything_changed()


@transaction.atomic
def remove_partners(keys: Collection[int], *, actor: User | None = None) -> None:
    """Delete partners to whom nothing belongs but their lessons; that was asked before.

    No signal is sent: a cascade that looks for each partner's relations one by one would take minutes. What refers to
    a partner after all makes the database refuse the whole.
    """
    found = PartnerSchool.objects.filter(pk__in=keys).order_by("pk").only("pk", "name")
    audit.record_together("wagtail.delete", ((partner, {}) for partner in found), actor=actor)
    _remove_lessons(keys)
    partners = PartnerSchool.objects.filter(pk__in=keys)
    partners._raw_delete(router.db_for_write(PartnerSchool))
    everything_changed()


@transaction.atomic
def index_partners(keys: Collection[int]) -> None:
    """Make the search index tell of these partners what they are now; of those that are gone it tells nothing more."""
    # Under lock, so that nobody deletes one between the reading and the writing.
    partners = list(PartnerSchool.objects.filter(pk__in=keys).select_for_update(no_key=True).order_by("pk"))
    index_together(partners)
    forget_together(PartnerSchool, set(keys) - {partner.pk for partner in partners})


def _keys(fields: Mapping[str, Any]) -> dict[str, str]:
    """By what a new partner is found again, as `PartnerSchool.fill_keys` has it."""
    name = fields.get("name_en") or fields["name"]
    return {"name_key": name_key(name), "web_key": web_key(fields.get("website", ""))}


def _names(change: Change) -> list[str]:
    names = set(change.fields) - {"updated_at"}
    return sorted(names if change.lessons is None else names | {"periods"})


def _add_lessons(pairs: Iterable[tuple[int, Sequence[Lesson]]]) -> None:
    lessons = ((key, *lesson) for key, lessons in pairs for lesson in lessons)
    insert_rows(PartnerPeriod, ("partner", "weekday", "starts", "ends"), lessons)


def _remove_lessons(keys: Collection[int]) -> None:
    periods = PartnerPeriod.objects.filter(partner__in=keys)
    periods._raw_delete(router.db_for_write(PartnerPeriod))


def _unless_taken(write: Callable[[], T]) -> T:
    try:
        return write()
    except IntegrityError as error:
        raise ValidationError(
            _("A partner with one of these codes has been registered meanwhile. Nothing has been written.")
        ) from error
