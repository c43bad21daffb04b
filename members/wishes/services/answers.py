"""Writing down what a school answers: as a draft, or as a change of a wish that was handed in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from members.schools.models import School, SchoolPeriod
from members.wishes.completeness import empty_musts, missing_answers
from members.wishes.lifecycle import Side, StageError
from members.wishes.models import ANSWERS, ExchangeWish
from members.wishes.services.effects import tell_desk, tell_listeners
from portal.core import audit
from portal.core.vocabulary import Stage
from portal.users.models import User


class WishChangedError(Exception):
    """Somebody else saved the wish after it was opened. `wish` is the wish as it stands now."""

    def __init__(self, wish: ExchangeWish) -> None:
        super().__init__(f"wish {wish.pk} was changed by somebody else")
        self.wish = wish


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
    version: int | None = None,
) -> ExchangeWish:
    """Write a new draft (`wish` None) or change one.

    `answers` maps field names to cleaned values (`periods`: SchoolPeriods or their keys); fields left out keep their
    value. Raises `StageError` when the wish is no draft any more, and `WishChangedError` when `version` is given and is
    not the present one.
    """
    if wish is None:
        written = ExchangeWish(school=school, created_by=actor)
        action = "wish.create"
    else:
        written = locked(wish, version)
        if not written.is_draft:
            raise StageError(written.stage, Stage.DRAFT, Side.SCHOOL)
        action = "wish.edit"
    write_answers(written, answers, actor)
    audit.record(action, written, actor=actor, data={"version": written.version})
    return written


@transaction.atomic
def revise_wish(
    wish: ExchangeWish, answers: Mapping[str, Any], *, actor: User | None, version: int | None = None
) -> ExchangeWish:
    """Change a wish that was handed in: it must stay complete. The suggestions follow, and the desk is told.

    Raises `StageError` for a draft or a closed wish, `WishChangedError`, and `IncompleteWishError`.
    """
    written = locked(wish, version)
    if not written.is_open:
        raise StageError(written.stage, written.stage, Side.SCHOOL)
    write_answers(written, answers, actor)
    check_complete(written)
    audit.record("wish.revise", written, actor=actor, data={"version": written.version})
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


def write_answers(wish: ExchangeWish, answers: Mapping[str, Any], actor: User | None) -> None:
    """Set and save the given answers; counts the version. Periods of another school are left out."""
    for name in ANSWERS:
        if name in answers:
            setattr(wish, name, answers[name])
    wish.updated_by = actor
    if wish.pk:
        wish.version += 1
    wish.full_clean(exclude=["school", "created_by", "updated_by", "stage"])
    wish.save()
    if "periods" in answers:
        wish.periods.set(_own_periods(wish, answers["periods"]))


def check_complete(wish: ExchangeWish) -> None:
    """Raise `IncompleteWishError` unless the office could look for a partner with these answers."""
    answers = wish.answers()
    fields, musts = missing_answers(answers), empty_musts(answers)
    if fields or musts:
        raise IncompleteWishError(fields, musts)


def _own_periods(wish: ExchangeWish, periods: Iterable[SchoolPeriod | int]) -> list[SchoolPeriod]:
    keys = [period.pk if isinstance(period, SchoolPeriod) else period for period in periods]
    return list(SchoolPeriod.objects.filter(school_id=wish.school_id, pk__in=keys))
