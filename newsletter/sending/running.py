"""The work of a sending process, in slices: begin what is due, enter recipients, send, and end what is done."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from newsletter.models import Delivery, Mailing
from newsletter.states import OPEN_DELIVERIES
from newsletter.vocabulary import DeliveryState, MailingState

from . import pacing
from .claiming import claim
from .entering import enter_step, start_due
from .errors import NotPossibleError
from .services.mailings import pause
from .services.stepping import locked, step
from .tidying import call_off, release_expired
from .transports import Transport, make_transport
from .working import End, Worker

logger = logging.getLogger("portal.newsletter")

BATCH = 100
"""So many mails are claimed at once, where the throttle allows so many."""
IDLE = 1.0
"""Seconds to wait when nothing is due."""


@dataclass(frozen=True)
class Slice:
    """What a slice has done, and in how many seconds the next one has something to do (0.0: at once)."""

    sent: int
    taken_up: int
    wait: float


class Sending:
    """Keeps the line to the mail server between slices. Any number of them may work at once, in any processes."""

    def __init__(self, stop: threading.Event | None = None, transport: Transport | None = None) -> None:
        self._stop = stop or threading.Event()
        self._transport = transport
        self._worker: Worker | None = None

    def slice(self, seconds: float = 5.0, limit: int | None = None) -> Slice:
        """Work for about so many seconds, or until so many mails are taken up; one mail in hand is always ended."""
        ends = time.monotonic() + seconds
        _tidy()
        start_due()
        worker = self._worker_now() if _sending().exists() else None
        if worker is None:
            return Slice(0, 0, IDLE)
        sent, taken = worker.sent, worker.taken_up
        wait = 0.0
        while not wait and not self._stop.is_set() and time.monotonic() < ends:
            left = BATCH if limit is None else min(BATCH, limit - (worker.taken_up - taken))
            wait = self._round(worker, left, lambda: self._stop.is_set() or time.monotonic() >= ends)
            if limit is not None and worker.taken_up - taken >= limit:
                break
        return Slice(worker.sent - sent, worker.taken_up - taken, wait)

    def close(self) -> None:
        """End the conversation with the server."""
        if self._transport is not None:
            self._transport.close()

    def _worker_now(self) -> Worker:
        if self._worker is None:
            self._transport = self._transport or make_transport()
            self._worker = Worker(self._transport, self._stop.is_set)
        return self._worker

    def _round(self, worker: Worker, batch: int, over: Callable[[], bool]) -> float:
        """One claim of each mailing that is being sent, in turn; gives how long to wait before the next round."""
        waits: list[float] = []
        for mailing in _sending():
            if over():
                return 0.0
            if mailing.entered_at is None:
                enter_step(mailing)
                waits.append(0.0)
            else:
                waits.append(self._send_some(worker, mailing, batch))
        return min(waits, default=IDLE)

    def _send_some(self, worker: Worker, mailing: Mailing, batch: int) -> float:
        held = pacing.seconds_held()
        if held:
            return held
        hand = claim(mailing, batch)
        if not hand.rows:
            if not hand.wait:
                finish(mailing)
            return hand.wait or IDLE
        end = worker.send(mailing, hand)
        if end is End.ALL_REFUSED:
            _pause(mailing, worker.trouble)
        return pacing.seconds_held() if end is End.SERVER_AWAY else 0.0


def send_slice(seconds: float = 5.0, limit: int | None = None, transport: Transport | None = None) -> Slice:
    """One slice with a line of its own, for the worker's clock; see `Sending.slice`."""
    sending = Sending(transport=transport)
    try:
        return sending.slice(seconds, limit)
    finally:
        sending.close()


def is_everything_done() -> bool:
    """Whether no mailing is being sent or due."""
    now = timezone.now()
    waiting = Mailing.objects.filter(state=MailingState.SCHEDULED).exclude(scheduled_at__gt=now)
    return not _sending().exists() and not waiting.exists()


def finish(mailing: Mailing) -> bool:
    """End a mailing of which no mail is left to send; unknown ones do not keep it open."""
    if _has_open(mailing):
        return False
    with transaction.atomic():
        held = locked(mailing)
        if held.state != MailingState.SENDING or held.entered_at is None or _has_open(held):
            return False
        step(held, MailingState.DONE, "mailing.end", by=None, finished_at=timezone.now(), trouble="")
        pacing.forget(held)
    return True


def left() -> int:
    """How many mails of the mailings that are being sent are still to be sent."""
    return Delivery.objects.filter(mailing__in=_sending(), state__in=OPEN_DELIVERIES).count()


def _has_open(mailing: Mailing) -> bool:
    return Delivery.objects.filter(mailing=mailing, state__in=OPEN_DELIVERIES).exists()


def _sending() -> QuerySet[Mailing]:
    return Mailing.objects.filter(state=MailingState.SENDING).order_by("started_at", "pk")


def _tidy() -> None:
    in_hand = Delivery.objects.filter(state__in=(DeliveryState.CLAIMED, DeliveryState.TRANSMITTING))
    if in_hand.filter(leased_until__lte=timezone.now()).exists():
        logger.info("%s rows taken back from workers that have gone", release_expired())
    call_off()


def _pause(mailing: Mailing, trouble: str) -> None:
    logger.error("mailing %s pauses itself: %s", mailing.pk, trouble)
    try:
        pause(mailing, by=None, trouble=trouble)
    except NotPossibleError:
        logger.info("mailing %s was not being sent any more", mailing.pk)
