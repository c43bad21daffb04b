"""Taking mails in hand: a row belongs to one worker, for as long as its lease runs."""

import datetime
from typing import NamedTuple
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from newsletter.models import Delivery, Mailing
from newsletter.vocabulary import DeliveryState, MailingState

from .durability import EPOCH_LENGTH, epoch, on_the_disk
from .pacing import grant


class Row(NamedTuple):
    """What is needed to send one mail; plain values, since there are a hundred thousand. Nothing of the subscriber is
    there when the person was forgotten meanwhile."""

    pk: int
    language: str
    message_id: str
    attempts: int
    subscriber_id: int | None
    email: str | None
    key: str | None


class Hand(NamedTuple):
    """The rows of one claim, under one token. Without rows, `wait` tells in how many seconds to ask again: 0.0 when
    there is nothing to wait for but the next attempts."""

    token: str
    rows: list[Row]
    wait: float = 0.0


def lease() -> datetime.timedelta:
    """How long a worker that gives no sign of life keeps its rows."""
    return datetime.timedelta(seconds=settings.NEWSLETTER_LEASE_SECONDS)


def claim(mailing: Mailing, wanted: int) -> Hand:
    """Take at most so many due mails of a mailing that is being sent, as the throttle allows.

    Two workers never get the same row: PostgreSQL locks the rows and passes over locked ones; on SQLite the transaction
    is exclusive from its beginning (IMMEDIATE). The token is new for each claim, so that a worker cannot mistake a row
    that it lost and somebody took again for its own.
    """
    with on_the_disk(), transaction.atomic():
        now = timezone.now()
        due = Delivery.objects.filter(
            mailing=mailing.pk, mailing__state=MailingState.SENDING, state=DeliveryState.QUEUED, due_at__lte=now
        )
        keys = due.order_by("due_at", "pk").values_list("pk", flat=True)
        if not keys[:1]:
            return Hand("", [])
        allowed, wait = grant(mailing.pk, mailing.per_minute, wanted)
        if not allowed:
            return Hand("", [], wait)
        token = f"{epoch()}{uuid4().hex[EPOCH_LENGTH:]}"
        held = list(keys.select_for_update(of=("self",), skip_locked=True)[:allowed])
        Delivery.objects.filter(pk__in=held).update(
            state=DeliveryState.CLAIMED, claim=token, claimed_at=now, leased_until=now + lease()
        )
    return Hand(token, _rows(held))


def _rows(keys: list[int]) -> list[Row]:
    fields = ("pk", "language", "message_id", "attempts", "subscriber_id", "subscriber__email", "subscriber__key")
    found = Delivery.objects.filter(pk__in=keys).order_by("due_at", "pk").values_list(*fields)
    return [Row(*values) for values in found]


def renew(token: str) -> int:
    """Give the claimed rows of a claim a whole lease again; how many there still are."""
    mine = Delivery.objects.filter(claim=token, state=DeliveryState.CLAIMED)
    return mine.update(leased_until=timezone.now() + lease())


def give_back(token: str) -> int:
    """Put what is left of a claim back into the queue; nothing of it had begun.

    Unless the database crashed meanwhile: then it is left to `release_expired`, which knows what may be lost.
    """
    if not token.startswith(epoch()):
        return 0
    mine = Delivery.objects.filter(claim=token, state=DeliveryState.CLAIMED)
    return mine.update(state=DeliveryState.QUEUED, claim="", leased_until=None)
