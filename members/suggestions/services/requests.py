"""Asking the office to contact a partner, and closing such a request."""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from members.partners.journal import partner_changed
from members.partners.models import PartnerSchool
from members.suggestions.models import STEPS, EventKind, NextChoice, PartnerRequest, RequestStatus
from members.suggestions.services.events import note
from members.wishes.lifecycle import OPEN_STAGES, Side, may_move
from members.wishes.mails import desk_mail, desk_url, wish_context
from members.wishes.models import ExchangeWish
from members.wishes.services import change_stage
from members.wishes.services.effects import tell_listeners
from portal.core import audit
from portal.core.vocabulary import Refusal, Stage
from portal.users.models import User


class RequestError(Exception):
    """The request cannot be made or closed so. `reason` is a code: see the functions that raise it."""

    def __init__(self, reason: str, existing: PartnerRequest | None = None) -> None:
        super().__init__(reason)
        self.reason, self.existing = reason, existing


@transaction.atomic
def request_partner(
    wish: ExchangeWish,
    partner: PartnerSchool,
    by: User | None,
    wanted_start: datetime.datetime | None = None,
    *,
    actor: User | None = None,
) -> PartnerRequest:
    """Ask the office to contact this partner for this wish, as `by` wants it; the history names `actor` where it is
    somebody else who sets this going.

    Raises `RequestError` with the reason `wish_not_open`; `already_open` (`existing` is the request that another
    person was quicker with); `partner_unavailable` when the partner takes no requests now.
    """
    # The wish's row is the lock: of two people who ask at once the second waits here and then finds the first request.
    locked = ExchangeWish.objects.select_for_update(of=("self",), no_key=True).select_related("school").get(pk=wish.pk)
    if locked.stage not in OPEN_STAGES:
        raise RequestError("wish_not_open")
    existing = PartnerRequest.objects.open().filter(wish=locked).select_related("partner", "requested_by").first()
    if existing is not None:
        raise RequestError("already_open", existing)
    asked = PartnerSchool.objects.select_for_update(no_key=True).get(pk=partner.pk)
    waiting = PartnerRequest.objects.open().filter(partner=asked).count()
    if not asked.state(waiting).takes_requests:
        raise RequestError("partner_unavailable")
    made = PartnerRequest.objects.create(wish=locked, partner=asked, requested_by=by, wanted_start=wanted_start)
    audit.record("request.create", made, actor=actor or by, data={"wish": locked.pk, "partner": asked.code})
    note(EventKind.ASKED, locked, asked.pk)
    NextChoice.objects.filter(wish=locked, partner=asked).delete()
    if may_move(locked.stage, Stage.PROPOSED, Side.SYSTEM):
        change_stage(locked, Stage.PROPOSED, actor=actor or by, side=Side.SYSTEM, note=f"request {made.pk}")
    _tell_desk("partner_requested", made)
    return made


@transaction.atomic
def close_request(
    request: PartnerRequest, status: RequestStatus, *, by: User | None, refusal: str = ""
) -> PartnerRequest:
    """Write down what became of a request; after a refusal or a withdrawal the list of the wish is made anew.

    Raises `RequestError` with the reason `step` (this status may not follow) or `refusal` (a declined request needs
    a reason of `Refusal`, others must have none).
    """
    present = (
        PartnerRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("wish", "partner")
        .get(pk=request.pk)
    )
    if status not in STEPS[present.status]:
        raise RequestError("step", present)
    if (status == RequestStatus.REFUSED) != (refusal in Refusal.values):
        raise RequestError("refusal", present)
    was_open = present.is_open
    present.status, present.refusal, present.closed_at = status, refusal, timezone.now()
    present.save(update_fields=["status", "refusal", "closed_at"])
    data = {"status": status.value, "refusal": refusal}
    audit.record("request.close", present, actor=by, data=data)
    if was_open:
        _count_answer(present)
        note(EventKind.ANSWERED, present.wish, present.partner_id, refusal or status.value)
    if status != RequestStatus.ACCEPTED:
        tell_listeners(present.wish)
    return present


def withdraw_open_requests(wish: ExchangeWish, by: User | None) -> int:
    """Withdraw what still waits for an answer, because the wish is no longer open. Part of the caller's transaction."""
    waiting = list(PartnerRequest.objects.select_for_update(no_key=True).open().filter(wish=wish))
    for request in waiting:
        request.status, request.closed_at = RequestStatus.WITHDRAWN, timezone.now()
        request.save(update_fields=["status", "closed_at"])
        audit.record("request.close", request, actor=by, data={"status": request.status, "refusal": ""})
        _tell_desk("partner_request_withdrawn", request)
    return len(waiting)


def _count_answer(request: PartnerRequest) -> None:
    """A partner's reply rate counts what it was asked and whether it answered; withdrawn requests count for nothing."""
    if request.status == RequestStatus.WITHDRAWN:
        return
    answered = 0 if request.refusal == Refusal.NO_ANSWER else 1
    PartnerSchool.objects.filter(pk=request.partner_id).update(
        requests=F("requests") + 1, replies=F("replies") + answered
    )
    partner_changed(request.partner_id)


def _tell_desk(template: str, request: PartnerRequest) -> None:
    def send() -> None:
        context = {"partner": request.partner, "request_url": desk_url("partner_requests:edit", request.pk)}
        desk_mail(template, {**wish_context(request.wish), **context})

    transaction.on_commit(send, robust=True)
