"""Moving a wish along: handed in, taken back, cancelled, reviewed, closed."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.schools.models import School
from members.wishes.ending import check_reason
from members.wishes.lifecycle import CLOSED_STAGES, OPEN_STAGES, Side, check_move
from members.wishes.models import ExchangeWish
from members.wishes.services.answers import Opened, check_complete, locked, save_draft, write_answers
from members.wishes.services.effects import tell_desk, tell_listeners, tell_school
from members.wishes.signals import stage_changed
from portal.core import audit
from portal.core.vocabulary import Stage
from portal.users.models import User


@transaction.atomic
def submit_wish(wish: ExchangeWish, *, actor: User | None, side: Side = Side.SCHOOL) -> ExchangeWish:
    """Hand a draft in. The office is told and the suggestions are computed after the commit.

    Raises `StageError` when it is no draft any more, and `IncompleteWishError`.
    """
    present = locked(wish)
    check_move(present.stage, Stage.SUBMITTED, side)
    check_complete(present)
    _move(present, Stage.SUBMITTED, actor, "")
    tell_desk("wish_submitted", present)
    return present


@transaction.atomic
def hand_in_wish(
    school: School,
    answers: Mapping[str, Any],
    *,
    actor: User | None,
    wish: ExchangeWish | None = None,
    opened: Opened | None = None,
) -> ExchangeWish:
    """Save a draft and hand it in, in one step: both or neither. Takes and raises what both steps do."""
    return submit_wish(save_draft(school, answers, actor=actor, wish=wish, opened=opened), actor=actor)


@transaction.atomic
def withdraw_wish(
    wish: ExchangeWish, *, actor: User | None, to: Stage = Stage.CANCELLED, reason: str = "", note: str = ""
) -> ExchangeWish:
    """Take a wish back to correct it (`to` DRAFT) or give it up (`to` CANCELLED, with a reason), as the school.

    Raises `StageError` where the school may not do so any more, `EndReasonError` without a reason that fits. The office
    is told of what it had seen already.
    """
    present = locked(wish)
    was_seen = present.is_open
    check_move(present.stage, to, Side.SCHOOL)
    _move(present, to, actor, note, reason)
    if was_seen:
        tell_desk("wish_withdrawn", present)
    return present


@transaction.atomic
def change_stage(
    wish: ExchangeWish,
    stage: Stage,
    *,
    actor: User | None,
    side: Side = Side.OFFICE,
    note: str = "",
    reason: str = "",
) -> ExchangeWish:
    """Move a wish to another stage as this side; `note` is written into the history.

    Raises `StageError` for a step the table does not know, `IncompleteWishError` when a draft is handed in half done,
    and `EndReasonError` where one is closed without a reason that fits. The school is told of what the office closes.
    """
    present = locked(wish)
    check_move(present.stage, stage, side)
    if stage == Stage.SUBMITTED:
        check_complete(present)
    _move(present, stage, actor, note, reason)
    if side == Side.OFFICE:
        _tell_of_the_end(present)
    return present


@transaction.atomic
def edit_at_desk(
    wish: ExchangeWish,
    answers: Mapping[str, Any],
    stage: Stage,
    *,
    actor: User | None,
    version: int | None = None,
    note: str = "",
    reason: str = "",
) -> ExchangeWish:
    """Change answers and stage in one step, as the office. A wish that is open afterwards must be complete.

    Raises `WishChangedError`, `StageError`, `IncompleteWishError` and `EndReasonError`. The school is told when it is
    closed; the desk writes itself no letter.
    """
    present = locked(wish, version)
    if stage != present.stage:
        check_move(present.stage, stage, Side.OFFICE)
    write_answers(present, answers, actor)
    if stage in OPEN_STAGES:
        check_complete(present)
    audit.record("wish.edit", present, actor=actor, data={"version": present.version})
    if stage != present.stage:
        _move(present, stage, actor, note, reason)
        _tell_of_the_end(present)
    elif present.is_open:
        tell_listeners(present)
    return present


def _tell_of_the_end(wish: ExchangeWish) -> None:
    """Why the office has closed it; nothing for a wish that goes on."""
    if wish.stage in CLOSED_STAGES:
        tell_school("wish_ended", wish)


def _move(wish: ExchangeWish, stage: Stage, actor: User | None, note: str, reason: str = "") -> None:
    check_reason(stage, reason)
    before = wish.stage
    wish.stage = stage
    if stage == Stage.SUBMITTED:
        wish.submitted_at = timezone.now()
    wish.end_reason, wish.end_note = reason, note if reason else ""
    wish.ended_at, wish.ended_by = (timezone.now(), actor) if reason else (None, None)
    ends = ["end_reason", "end_note", "ended_at", "ended_by"]
    wish.save(update_fields=["stage", "submitted_at", "updated_at", *ends])
    stage_changed.send(ExchangeWish, wish=wish, before=before, after=stage, actor=actor)
    data = {"before": before, "after": stage.value, "note": note, "reason": str(reason)}
    audit.record("wish.stage", wish, actor=actor, data=data)
    # Only a wish that opens needs a list: computing one may itself move the wish among the open stages.
    if stage in OPEN_STAGES and before not in OPEN_STAGES:
        tell_listeners(wish)
