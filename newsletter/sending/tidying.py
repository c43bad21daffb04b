"""Rows that somebody left behind: a killed worker, or a cancelled mailing."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from newsletter.models import Delivery
from newsletter.vocabulary import DeliveryState, MailingState

from .durability import epoch

_AT_ONCE = 2_000


def release_expired() -> int:
    """Take rows from workers that did not renew their leases; gives how many.

    What was only claimed goes back to the queue: nothing had left. What was being handed over is unknown: the server
    may have it. Of such a row the claim is kept, so that a worker that was only slow can still tell the answer.
    What was claimed before a crash of the database or a power cut is unknown too: its marks may be lost.
    """
    now = timezone.now()
    expired = Delivery.objects.filter(leased_until__lte=now)
    released = _in_steps(
        expired.filter(state=DeliveryState.CLAIMED).exclude(claim__startswith=epoch()),
        state=DeliveryState.UNKNOWN,
        leased_until=None,
        ended_at=now,
        reason="the database was cut off while a worker had it in hand",
    )
    released += _in_steps(
        expired.filter(state=DeliveryState.CLAIMED),
        state=DeliveryState.QUEUED, claim="", leased_until=None,
    )  # fmt: skip
    released += _in_steps(
        expired.filter(state=DeliveryState.TRANSMITTING),
        state=DeliveryState.UNKNOWN, leased_until=None, ended_at=now,
        reason="the line or the worker was cut after DATA",
    )  # fmt: skip
    return released


def call_off() -> int:
    """End what still waits in cancelled mailings; gives how many. What a worker has in hand, it gives back or ends."""
    waiting = Delivery.objects.filter(mailing__state=MailingState.CANCELLED, state=DeliveryState.QUEUED)
    if not waiting.exists():  # as nearly always: no lock is taken for nothing
        return 0
    return _in_steps(waiting, state=DeliveryState.CANCELLED, claim="", leased_until=None, ended_at=timezone.now())


def _in_steps(rows: QuerySet[Delivery], **values: Any) -> int:
    """Update rows in short transactions. Each row is locked before it is changed and looked at under the lock.

    Locked rows are passed over: somebody is ending them now, and two who lock many rows never wait for each other.
    """
    total = 0
    while True:
        with transaction.atomic():
            held = rows.select_for_update(of=("self",), skip_locked=True).order_by("pk")
            keys = list(held.values_list("pk", flat=True)[:_AT_ONCE])
            if keys:
                total += Delivery.objects.filter(pk__in=keys).update(**values)
        if len(keys) < _AT_ONCE:
            return total
