"""Readers of the newsletter in each state, with what the database demands of it."""

import uuid

import factory
from django.utils import timezone

from newsletter.models import Delivery, Mailing, Subscriber
from newsletter.subscribing.addresses import email_key

STATES = ("pending", "confirmed", "unsubscribed", "suspended")


class SubscriberFactory(factory.django.DjangoModelFactory):
    """Somebody who receives the newsletter; `status` gives another state."""

    class Meta:
        model = Subscriber

    email = factory.Sequence(lambda number: f"reader{number}@example.jp")
    email_key = factory.LazyAttribute(lambda row: email_key(row.email))
    status = "confirmed"
    source = "form"
    consented_at = factory.LazyFunction(timezone.now)
    requested_at = factory.LazyAttribute(lambda row: row.consented_at)
    confirmed_at = factory.LazyAttribute(lambda row: None if row.status == "pending" else row.consented_at)
    ended_at = factory.LazyAttribute(lambda row: row.consented_at if row.status in STATES[2:] else None)
    suspension = factory.LazyAttribute(lambda row: "hard_bounce" if row.status == "suspended" else "")


def make_delivery(subscriber: Subscriber, number: int = 1) -> Delivery:
    """A mail of an issue that was sent to this reader."""
    mailing = Mailing.objects.create(issue_key=uuid.uuid4(), number=number, state="done")
    now = timezone.now()
    return Delivery.objects.create(
        mailing=mailing,
        issue_key=mailing.issue_key,
        subscriber=subscriber,
        language=subscriber.language,
        message_id=f"<{uuid.uuid4()}@example.jp>",
        state="sent",
        due_at=now,
        ended_at=now,
    )
