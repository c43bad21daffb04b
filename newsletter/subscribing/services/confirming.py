"""The mailbox says yes."""

import datetime

from django.db import transaction
from django.utils import timezone

from newsletter.models import Subscriber
from newsletter.subscribing.letters import Kind, queue
from newsletter.subscribing.states import step
from newsletter.vocabulary import SubscriberEventKind, SubscriberStatus

from .rows import locked_by_key, note


def is_open(subscriber: Subscriber) -> bool:
    """Whether a link that confirms still does so: not where the person has left since asking."""
    if subscriber.requested_at is None:
        return False
    return subscriber.ended_at is None or subscriber.requested_at > subscriber.ended_at


@transaction.atomic
def confirm(key: str) -> Subscriber | None:
    """Let the owner of the mailbox receive the newsletter from now on, and welcome them; doing it twice does it once.

    None where the link is over: nobody has that key, or the person has left since.
    """
    held = locked_by_key(key)
    if held is None:
        return None
    if step("confirm", held.status) is None:
        return held
    if not is_open(held):
        return None
    begin(held, consented_at=held.requested_at or timezone.now())
    note(held, SubscriberEventKind.CONFIRMED, source="link", balance=1)
    queue(Kind.WELCOME, held)
    return held


def begin(held: Subscriber, *, consented_at: datetime.datetime) -> None:
    """Make a locked row one that receives the newsletter, whatever ended it before. The caller notes the event."""
    now = timezone.now()
    held.status = SubscriberStatus.CONFIRMED
    held.confirmed_at, held.ended_at = now, None
    held.consented_at = consented_at
    held.suspension, held.soft_bounces = "", 0
    held.save()
