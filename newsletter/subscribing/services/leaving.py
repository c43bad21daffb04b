"""Leaving: from the page of a link, by one click in a mail program, from the reader's own page."""

from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from newsletter.models import Delivery, Subscriber
from newsletter.subscribing.letters import Kind, queue
from newsletter.subscribing.states import step
from newsletter.vocabulary import SubscriberEventKind, SubscriberStatus

from .rows import balance_of_leaving, locked_by_key, note


class Way(StrEnum):
    """How somebody left, as the event says it."""

    LINK = "link"
    ONE_CLICK = "one_click"
    MANAGE = "manage"
    ACCOUNT = "account"


@transaction.atomic
def leave(key: str, way: Way, mailing_pk: int | None = None) -> Subscriber | None:
    """Send nothing more to this person; None when nobody has that key. Doing it twice does it once.

    The mailing whose link it was counts it. A letter says good-bye, with the way back: only not after one click in a
    mail program, where the person has seen the program's own answer, asked for no more mail, and would take another
    one for the contrary.
    """
    held = locked_by_key(key)
    if held is None:
        return None
    if step("leave", held.status) is None:
        return held
    was_reader = held.status == SubscriberStatus.CONFIRMED
    note(
        held,
        SubscriberEventKind.UNSUBSCRIBED,
        source=way,
        balance=balance_of_leaving(held),
        mailing_pk=mailing_pk,
    )
    end(held)
    if mailing_pk is not None:
        own = Delivery.objects.filter(mailing=mailing_pk, subscriber=held, unsubscribed_at=None)
        own.update(unsubscribed_at=held.ended_at)
    if was_reader and way != Way.ONE_CLICK:
        queue(Kind.GOODBYE, held)
    return held


def end(held: Subscriber) -> None:
    """Make a locked row one that has left. The caller notes the event."""
    held.status, held.suspension = SubscriberStatus.UNSUBSCRIBED, ""
    held.ended_at = timezone.now()
    held.save(update_fields=["status", "suspension", "ended_at"])
