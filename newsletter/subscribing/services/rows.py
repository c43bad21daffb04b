"""Rows of subscribers under a lock, and the event that tells of each change."""

from django.db import transaction
from django.utils import timezone

from newsletter.models import Mailing, Subscriber, SubscriberEvent
from newsletter.subscribing.addresses import email_key
from newsletter.vocabulary import SubscriberEventKind, SubscriberStatus
from portal.users.models import User

RECEIVING = SubscriberStatus.CONFIRMED


def locked(pk: int) -> Subscriber | None:
    """The row, locked until the transaction ends; None when the person was forgotten meanwhile."""
    return Subscriber.objects.select_for_update(no_key=True).filter(pk=pk).first()


def locked_by_key(key: str) -> Subscriber | None:
    """The row that a signed link names, locked; None when there is none any more."""
    return Subscriber.objects.select_for_update(no_key=True).filter(key=key).first()


def locked_by_address(email: str) -> Subscriber | None:
    return Subscriber.objects.select_for_update(no_key=True).filter(email_key=email_key(email)).first()


def locked_or_new(email: str, *, source: str) -> tuple[Subscriber, bool]:
    """The row of an address, locked, and whether it was made just now: one that waits for confirmation.

    Two that ask at the same moment get the same row, one after the other. A row that is deleted between finding and
    locking it is made anew.
    """
    while True:
        found = locked_by_address(email)
        if found is not None:
            return found, False
        defaults = {"email": email, "source": source, "consented_at": timezone.now()}
        made, is_new = Subscriber.objects.get_or_create(email_key=email_key(email), defaults=defaults)
        if is_new:
            return made, True


def note(
    subscriber: Subscriber,
    kind: SubscriberEventKind,
    *,
    source: str,
    balance: int = 0,
    mailing_pk: int | None = None,
    actor: User | None = None,
) -> SubscriberEvent:
    """Write down what happened. A mailing that was deleted meanwhile is left out."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event belongs into the transaction of what it tells")
    mailing = Mailing.objects.filter(pk=mailing_pk).first() if mailing_pk is not None else None
    return SubscriberEvent.objects.create(
        subscriber=subscriber,
        kind=kind,
        happened_at=timezone.now(),
        language=subscriber.language,
        source=source,
        balance=balance,
        mailing=mailing,
        actor=actor,
    )


def balance_of_leaving(subscriber: Subscriber) -> int:
    """What it means for the number of readers when this one receives the newsletter no more."""
    return -1 if subscriber.status == RECEIVING else 0
