"""Writing down what a school answers: as a draft, or as a change of a wish that was handed in."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from members.schools.models import School, SchoolPeriod
from members.wishes.completeness import empty_musts, missing_answers
from members.wishes.lifecycle import Side, StageError
from members.wishes.models import ANSWERS, ExchangeWish, StepDraft
from members.wishes.services.effects import tell_desk, tell_listeners
from portal.core import audit
from portal.core.merging import Difference, merge
from portal.core.vocabulary import Importance, Stage
from portal.users.models import User


@dataclass(frozen=True)
class Opened:
    """What the form of a step was opened with: its answers at that moment, in the form of `plain`, and when."""

    step: str
    values: Mapping[str, Any] = field(default_factory=dict)
    at: datetime.datetime | None = None


class WishChangedError(Exception):
    """Somebody else saved the wish after it was opened. `wish` is the wish as it stands now.

    `conflicts` are the answers that both changed; empty where only versions were compared.
    """

    def __init__(self, wish: ExchangeWish, conflicts: list[Difference] | None = None) -> None:
        super().__init__(f"wish {wish.pk} was changed by somebody else")
        self.wish, self.conflicts = wish, conflicts or []


class IncompleteWishError(Exception):
    """The wish cannot be handed in yet. `fields` names what is missing, `musts` the musts without an answer."""

    def __init__(self, fields: list[str], musts: list[str]) -> None:
        super().__init__(f"missing: {', '.join(fields + musts)}")
        self.fields, self.musts = fields, musts


@transaction.atomic
def save_draft(
    school: School,
    answers: Mapping[str, Any],
    *,
    actor: User | None,
    wish: ExchangeWish | None = None,
    opened: Opened | None = None,
) -> ExchangeWish:
    """Write a new draft (`wish` None) or change one.

    `answers` maps field names to cleaned values (`periods`: SchoolPeriods or their keys); fields left out keep their
    value. With `opened`, answers that others changed meanwhile are kept where these are untouched, and what this person
    had typed into that step and not saved is forgotten. Raises `StageError` when the wish is no draft any more, and
    `WishChangedError` where others changed the same answers.
    """
    if wish is None:
        written = ExchangeWish(school=school, created_by=actor)
        action, names = "wish.create", sorted(answers)
    else:
        written = locked(wish)
        if not written.is_draft:
            raise StageError(written.stage, Stage.DRAFT, Side.SCHOOL)
        answers, names = _merged(written, answers, opened)
        action = "wish.edit"
    write_answers(written, answers, actor)
    _record(action, written, actor, names, opened)
    if opened is not None:
        StepDraft.objects.filter(school=school, user=actor, wish=wish, step=opened.step).delete()
    return written


@transaction.atomic
def revise_wish(
    wish: ExchangeWish, answers: Mapping[str, Any], *, actor: User | None, opened: Opened | None = None
) -> ExchangeWish:
    """Change a wish that was handed in: it must stay complete. The suggestions follow, and the desk is told.

    Where nothing is different nothing happens. Raises `StageError` for a draft or a closed wish, `IncompleteWishError`,
    and `WishChangedError` (see `save_draft`).
    """
    written = locked(wish)
    if not written.is_open:
        raise StageError(written.stage, written.stage, Side.SCHOOL)
    answers, names = _merged(written, answers, opened)
    if not names:
        return written
    write_answers(written, answers, actor)
    check_complete(written)
    _record("wish.revise", written, actor, names, opened)
    tell_listeners(written)
    tell_desk("wish_revised", written)
    return written


def locked(wish: ExchangeWish, version: int | None = None) -> ExchangeWish:
    """The wish as it stands now, locked until the transaction ends; raises `WishChangedError` for another version."""
    # `no_key`: rows that point to the wish, as a run of the engine does, may be written meanwhile without a deadlock.
    wishes = ExchangeWish.objects.select_for_update(of=("self",), no_key=True).select_related("school")
    present = wishes.get(pk=wish.pk)
    if version is not None and present.version != version:
        raise WishChangedError(present)
    return present


def plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers (stored or cleaned) made of what JSON knows, the same for whatever means the same."""
    return {name: _plain(name, value) for name, value in answers.items()}


def write_answers(wish: ExchangeWish, answers: Mapping[str, Any], actor: User | None) -> None:
    """Set and save the given answers; counts the version. Periods of another school are left out."""
    for name in ANSWERS:
        if name in answers:
            setattr(wish, name, answers[name])
    wish.updated_by = actor
    if wish.pk:
        wish.version += 1
    wish.full_clean(exclude=["school", "created_by", "updated_by", "ended_by", "stage"])
    wish.save()
    if "periods" in answers:
        wish.periods.set(_own_periods(wish, answers["periods"]))


def check_complete(wish: ExchangeWish) -> None:
    """Raise `IncompleteWishError` unless the office could look for a partner with these answers."""
    answers = wish.answers()
    fields, musts = missing_answers(answers), empty_musts(answers)
    if fields or musts:
        raise IncompleteWishError(fields, musts)


def _merged(
    wish: ExchangeWish, answers: Mapping[str, Any], opened: Opened | None
) -> tuple[Mapping[str, Any], list[str]]:
    """The answers to write, and the names of those that differ from what is stored; the lock is held."""
    mine, stored = plain(answers), plain(wish.answers())
    stored = {name: stored[name] for name in mine}
    if opened is None:
        return answers, [name for name in mine if mine[name] != stored[name]]
    found = merge(opened.values, mine, stored)
    if found.conflicts:
        raise WishChangedError(wish, found.conflicts)
    changed = [name for name in mine if found.values[name] != stored[name]]
    return {name: value for name, value in answers.items() if name not in found.adopted}, changed


def _plain(name: str, value: Any) -> Any:
    if name == "periods":
        return sorted(one.pk if isinstance(one, SchoolPeriod) else one for one in value)
    if name == "importance":
        return {code: int(mark) for code, mark in value.items() if mark != Importance.NORMAL}
    if isinstance(value, list):
        return sorted(value)
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _record(action: str, wish: ExchangeWish, actor: User | None, names: list[str], opened: Opened | None) -> None:
    """The names of what changed go into the history, never the answers."""
    data = {"version": wish.version, "fields": names, "step": opened.step if opened else ""}
    audit.record(action, wish, actor=actor, data=data)


def _own_periods(wish: ExchangeWish, periods: Iterable[SchoolPeriod | int]) -> list[SchoolPeriod]:
    keys = [period.pk if isinstance(period, SchoolPeriod) else period for period in periods]
    return list(SchoolPeriod.objects.filter(school_id=wish.school_id, pk__in=keys))
