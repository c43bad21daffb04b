"""Readers of a list that exists already, entered together: each with where and when they agreed."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from newsletter.models import Subscriber, SubscriberEvent
from newsletter.subscribing.addresses import email_key
from newsletter.subscribing.services.asking import Preferences
from newsletter.vocabulary import SubscriberEventKind, SubscriberStatus, SubscriptionSource
from portal.core.audit import record_together
from portal.users.models import User

from .rows import balance_of_leaving, note


@dataclass(frozen=True)
class Imported:
    """One reader of the list; `pending` is their row where they have asked already and not confirmed."""

    email: str
    wanted: Preferences
    consent_note: str
    consented_on: datetime.date | None = None
    pending: Subscriber | None = None


@transaction.atomic
def enter(readers: Sequence[Imported], *, actor: User | None) -> list[Subscriber]:
    """Let all of them receive the newsletter, without a letter: their word was given to the office before.

    The rows in the order of the readers. Raises `IntegrityError` where somebody asked at the same moment.
    """
    now = timezone.now()
    rows = [_row(reader, now) for reader in readers]
    new = [row for row in rows if row.pk is None]
    for row in rows:
        if row.pk is not None:
            row.save()
    Subscriber.objects.bulk_create(new, batch_size=500)
    kind, source = SubscriberEventKind.IMPORTED, SubscriptionSource.IMPORT
    SubscriberEvent.objects.bulk_create(
        (
            SubscriberEvent(
                subscriber=row, kind=kind, happened_at=now, language=row.language, source=source, balance=1, actor=actor
            )
            for row in rows
        ),
        batch_size=500,
    )
    record_together("subscriber.import", ((row, {}) for row in rows), actor=actor)
    return rows


def _row(reader: Imported, now: datetime.datetime) -> Subscriber:
    row = reader.pending or Subscriber(email=reader.email, email_key=email_key(reader.email))
    reader.wanted.put_on(row)
    row.status, row.confirmed_at, row.ended_at = SubscriberStatus.CONFIRMED, now, None
    row.source, row.consent_note = SubscriptionSource.IMPORT, reader.consent_note
    row.consented_at = _beginning(reader.consented_on) if reader.consented_on else now
    return row


def _beginning(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


@transaction.atomic
def take_back(added: Iterable[int], *, actor: User | None) -> None:
    """Delete rows that an import has made."""
    rows = list(Subscriber.objects.select_for_update().filter(pk__in=list(added)).order_by("pk"))
    for row in rows:
        note(row, SubscriberEventKind.FORGOTTEN, source="import", balance=balance_of_leaving(row), actor=actor)
    record_together("subscriber.import_undo", ((row, {}) for row in rows), actor=actor)
    Subscriber.objects.filter(pk__in=[row.pk for row in rows]).delete()


@dataclass(frozen=True)
class Asked:
    """What somebody had asked for by themselves before a list confirmed it."""

    wanted: Preferences
    source: str
    consent_note: str
    consented_at: datetime.datetime


def asked_by(pending: Subscriber) -> Asked:
    wanted = Preferences(pending.language, pending.school_types, pending.topics)
    return Asked(wanted, pending.source, pending.consent_note, pending.consented_at)


@transaction.atomic
def back_to_pending(before: dict[int, Asked], *, actor: User | None) -> None:
    """Let rows wait for confirmation again that an import had confirmed, with what they had asked for."""
    rows = list(Subscriber.objects.select_for_update(no_key=True).filter(pk__in=list(before)).order_by("pk"))
    for row in rows:
        note(row, SubscriberEventKind.CHANGED, source="import", balance=balance_of_leaving(row), actor=actor)
        asked = before[row.pk]
        asked.wanted.put_on(row)
        row.status, row.confirmed_at = SubscriberStatus.PENDING, None
        row.source, row.consent_note, row.consented_at = asked.source, asked.consent_note, asked.consented_at
        row.save()
    record_together("subscriber.import_undo", ((row, {}) for row in rows), actor=actor)
