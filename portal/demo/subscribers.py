"""Readers of the newsletter in every state, entered and moved on through the services."""

import datetime

from django.db import transaction
from django.utils import timezone, translation

from newsletter.models import Subscriber, SubscriberEvent
from newsletter.subscribing.addresses import email_key
from newsletter.subscribing.consents import form_consent
from newsletter.subscribing.services.asking import Preferences, ask
from newsletter.subscribing.services.confirming import confirm
from newsletter.subscribing.services.importing import Imported, enter
from newsletter.subscribing.services.leaving import Way, leave
from newsletter.subscribing.services.suspending import suspend
from newsletter.vocabulary import SubscriptionSource, SuspensionReason

from . import content
from .content import Table

SUSPENSIONS = {
    "bounced": SuspensionReason.HARD_BOUNCE,
    "complained": SuspensionReason.COMPLAINT,
    "stopped": SuspensionReason.DESK,
}
LIST_NOTE = "以前の通信の送付先名簿（配信の希望を確認済み）"
STAYED = datetime.timedelta(days=25)
"""So long after the beginning somebody left or was suspended."""


@transaction.atomic
def ensure_subscribers() -> None:
    """Enter the readers that are missing; those who are there stay as they are."""
    tables = content.read("subscribers")["subscribers"]
    known = set(Subscriber.objects.values_list("email_key", flat=True))
    for table in tables:
        if email_key(table["email"]) not in known:
            _enter(table)


def remove_subscribers() -> None:
    """Delete the readers of the demo with their events."""
    keys = [email_key(table["email"]) for table in content.read("subscribers")["subscribers"]]
    readers = Subscriber.objects.filter(email_key__in=keys)
    SubscriberEvent.objects.filter(subscriber__in=readers).delete()
    readers.delete()


def _enter(table: Table) -> None:
    wanted = Preferences(table["language"], table.get("school_types", []), table.get("topics", []))
    then = table.get("then", "")
    if table["how"] == "list":
        reader = enter([Imported(table["email"], wanted, LIST_NOTE)], actor=None)[0]
    else:
        with translation.override(table["language"]):
            note = form_consent()
        reader = ask(table["email"], wanted, source=SubscriptionSource.FORM, consent_note=note)
        if then:
            confirm(reader.key)
    began = timezone.now() - datetime.timedelta(days=table["days_ago"])
    _move_back(reader, began)
    if then == "left":
        leave(reader.key, Way.ONE_CLICK)
    elif then in SUSPENSIONS:
        suspend(reader, SUSPENSIONS[then])
    _move_end_back(reader, min(began + STAYED, timezone.now()))


def _move_back(reader: Subscriber, began: datetime.datetime) -> None:
    """Let what has happened so far have happened then."""
    rows = Subscriber.objects.filter(pk=reader.pk)
    rows.update(created_at=began, consented_at=began)
    rows.exclude(requested_at=None).update(requested_at=began)
    rows.exclude(confirmed_at=None).update(confirmed_at=began)
    reader.events.update(happened_at=began)


def _move_end_back(reader: Subscriber, ended: datetime.datetime) -> None:
    Subscriber.objects.filter(pk=reader.pk).exclude(ended_at=None).update(ended_at=ended)
    reader.events.filter(balance=-1).update(happened_at=ended)
