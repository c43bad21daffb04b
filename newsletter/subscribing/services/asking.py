"""Asking for the newsletter. Nobody gets it by asking: the mailbox has to confirm."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from newsletter.models import Subscriber
from newsletter.subscribing.letters import Kind, queue
from newsletter.vocabulary import SubscriberEventKind, SubscriptionSource
from portal.core.audit import record
from portal.users.models import User

from .rows import RECEIVING, locked, locked_or_new, note


@dataclass(frozen=True)
class Preferences:
    """In which language, and what of the newsletter; no school types and no topics stand for everything."""

    language: str
    school_types: Sequence[str] = ()
    topics: Sequence[str] = ()

    def put_on(self, subscriber: Subscriber) -> None:
        """Set the fields; raises `ValueError` for codes that there are not."""
        subscriber.language = self.language
        subscriber.school_types = list(self.school_types)
        subscriber.topics = list(self.topics)


@transaction.atomic
def ask(
    email: str,
    wanted: Preferences,
    *,
    source: SubscriptionSource,
    consent_note: str,
    account: User | None = None,
    actor: User | None = None,
) -> Subscriber:
    """Write to an address (clean, see `addresses`) so that its owner confirms. One letter, whatever the state.

    Somebody who receives the newsletter is told so, and nothing about them changes: anybody can type an address.
    What the others asked for last is kept, and counts when they confirm.
    """
    subscriber, is_new = locked_or_new(email, source=source)
    if subscriber.status == RECEIVING:
        queue(Kind.ALREADY, subscriber)
        return subscriber
    wanted.put_on(subscriber)
    subscriber.requested_at = timezone.now()
    subscriber.source, subscriber.consent_note = source, consent_note
    if account is not None and not Subscriber.objects.filter(account=account).exclude(pk=subscriber.pk).exists():
        subscriber.account = account
    subscriber.save()
    note(subscriber, SubscriberEventKind.REQUESTED, source=source, actor=actor)
    if actor is not None:
        record("subscriber.add" if is_new else "subscriber.ask_again", subscriber, actor=actor)
    queue(Kind.CONFIRM, subscriber)
    return subscriber


@transaction.atomic
def ask_again(subscriber: Subscriber, *, actor: User | None = None) -> bool:
    """Send the letter that confirms once more; False for somebody who receives the newsletter already."""
    held = locked(subscriber.pk)
    if held is None or held.status == RECEIVING:
        return False
    held.requested_at = timezone.now()
    held.save(update_fields=["requested_at"])
    note(held, SubscriberEventKind.REQUESTED, source="desk" if actor else "link", actor=actor)
    if actor is not None:
        record("subscriber.ask_again", held, actor=actor)
    queue(Kind.CONFIRM, held)
    return True
