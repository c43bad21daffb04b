"""Reads of subscriptions."""

import datetime

from django.db import connection
from django.db.models import F, Q, QuerySet

from newsletter.interests import SCHOOL_TYPE_BITS, TOPIC_BITS, mask_of
from newsletter.models import Delivery, Subscriber, SubscriberEvent
from newsletter.subscribing.addresses import email_key
from newsletter.vocabulary import SubscriberStatus
from portal.users.models import User

_BEHIND_EVERY_SIGN = "\U0010ffff"


def subscriber_of_key(key: str | None) -> Subscriber | None:
    """Whose links these are; None when there is nobody (any more)."""
    return Subscriber.objects.filter(key=key).select_related("account").first() if key else None


def subscription_of(user: User) -> Subscriber | None:
    """The subscription a person may see as their own: that of the account, or of its proven address."""
    own = Q(account=user)
    if user.email and user.email_confirmed_at:
        own |= Q(email_key=email_key(user.email))
    rows = sorted(Subscriber.objects.filter(own), key=lambda row: row.account_id != user.pk)
    return rows[0] if rows else None


def beginning_with(subscribers: QuerySet[Subscriber], typed: str) -> QuerySet[Subscriber]:
    """Those whose address begins so, by an index in either database."""
    prefix = email_key(typed.strip())
    found = subscribers.filter(email_key__startswith=prefix)
    if connection.vendor == "sqlite":
        # Its LIKE does not use the index, a comparison does. PostgreSQL has an index of its own for the beginning.
        found = found.filter(email_key__gte=prefix, email_key__lt=prefix + _BEHIND_EVERY_SIGN)
    return found


def interested_in(
    subscribers: QuerySet[Subscriber], *, school_types: list[str] | None = None, topics: list[str] | None = None
) -> QuerySet[Subscriber]:
    """Those who want to read about one of these, among them everybody who chose nothing."""
    chosen = (("school_type_mask", school_types, SCHOOL_TYPE_BITS), ("topic_mask", topics, TOPIC_BITS))
    for name, codes, bits in chosen:
        if codes:
            wanted = mask_of(codes, bits)
            subscribers = subscribers.alias(**{f"common_{name}": F(name).bitand(wanted)})
            subscribers = subscribers.filter(Q(**{name: 0}) | Q(**{f"common_{name}__gt": 0}))
    return subscribers


def never_confirmed(before: datetime.datetime) -> QuerySet[Subscriber]:
    """Those who asked before that moment and never confirmed."""
    return Subscriber.objects.filter(status=SubscriberStatus.PENDING, created_at__lt=before).filter(
        Q(requested_at=None) | Q(requested_at__lt=before)
    )


def left_before(moment: datetime.datetime) -> QuerySet[Subscriber]:
    """Those who unsubscribed, or were suspended, before that moment."""
    left = (SubscriberStatus.UNSUBSCRIBED, SubscriberStatus.SUSPENDED)
    return Subscriber.objects.filter(status__in=left, ended_at__lt=moment)


def happened_to(subscriber: Subscriber) -> QuerySet[SubscriberEvent]:
    """What happened to a subscription, the newest first."""
    return subscriber.events.select_related("mailing", "actor").order_by("-happened_at", "-pk")


def sent_to(subscriber: Subscriber) -> QuerySet[Delivery]:
    """The mails to a subscriber, the newest first."""
    return subscriber.deliveries.select_related("mailing").order_by("-pk")
