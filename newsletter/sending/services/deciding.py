"""What becomes of mails that did not end well: the desk's word."""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsletter.models import Delivery, Mailing
from newsletter.sending.errors import NotPossibleError
from newsletter.vocabulary import DeliveryState, MailingState
from portal.core import audit
from portal.users.models import User

from .mailings import open_mailing
from .stepping import locked, step

AGAIN, SENT = "again", "sent"
_ANOTHER = gettext_lazy("Another mailing of this issue has not ended yet.")


@transaction.atomic
def decide_unknown(mailing: Mailing, keys: Collection[int] | None, decision: str, *, by: User) -> int:
    """Decide about unknown mails, all or those of these keys; gives how many it was about.

    `AGAIN`: they are sent once more, under the same Message-ID, and somebody may get two. `SENT`: they count as sent.
    Raises `NotPossibleError` for `AGAIN` in a cancelled mailing or while another one of the issue is open.
    """
    held, rows = locked(mailing), _chosen(mailing, DeliveryState.UNKNOWN, keys)
    if decision == SENT:
        number = rows.update(state=DeliveryState.SENT, claim="", reason="")
    elif decision == AGAIN:
        # The mark of DATA stays: another mailing must not take this person for somebody who had nothing.
        number = _queue(held, rows, by)
    else:
        raise ValueError(decision)
    audit.record("mailing.decide", held, actor=by, data={"decision": decision, "mails": number})
    return number


@transaction.atomic
def retry_failed(mailing: Mailing, keys: Collection[int] | None = None, *, by: User) -> int:
    """Try refused mails again, all or those of these keys; gives how many. Raises like `decide_unknown`."""
    held = locked(mailing)
    number = _queue(held, _chosen(mailing, DeliveryState.FAILED, keys), by)
    audit.record("mailing.retry", held, actor=by, data={"mails": number})
    return number


def _chosen(mailing: Mailing, state: DeliveryState, keys: Collection[int] | None) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(mailing=mailing, state=state)
    return rows if keys is None else rows.filter(pk__in=keys)


def _queue(held: Mailing, rows: QuerySet[Delivery], by: User) -> int:
    if held.state == MailingState.CANCELLED:
        raise NotPossibleError(_("The mailing is cancelled, so nothing more is sent."))
    other = open_mailing(held.issue_key)
    if other is not None and other.pk != held.pk:
        raise NotPossibleError(_ANOTHER)
    values: dict[str, Any] = {"attempts": 0, "claim": "", "leased_until": None, "ended_at": None}
    number = rows.update(state=DeliveryState.QUEUED, due_at=timezone.now(), **values)
    if number and held.state == MailingState.DONE:
        try:
            with transaction.atomic():
                step(held, MailingState.SENDING, "mailing.reopen", by=by, finished_at=None)
        except IntegrityError as error:  # somebody has begun another one at this moment
            raise NotPossibleError(_ANOTHER) from error
    return number
