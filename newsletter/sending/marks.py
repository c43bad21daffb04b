"""The second mark, right before DATA, and the end of each mail: each a statement of its own, committed at once.

Every statement names the claim, so that a worker whose row was taken from it changes nothing. All conditions stand on
the row itself: PostgreSQL looks at them again when the row was changed by somebody else at the same moment, which it
would not do for keys that a subquery has found.
"""

import datetime
import enum
from functools import lru_cache
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from newsletter.models import Delivery, Mailing, Subscriber
from newsletter.vocabulary import DeliveryState, MailingState, SubscriberStatus

from .claiming import Row, lease
from .durability import without_waiting

RETRIES = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""When a mail that was refused for now is tried again, after the first attempt and each further one; then it failed."""
NOT_SUBSCRIBED = "no longer subscribed"


class Refusal(enum.Enum):
    """Why a mail was not begun, and what is to be done with the rest of the claim."""

    SKIPPED = "skipped"
    LOST = "lost"
    STOPPED = "stopped"


def begin(row: Row, token: str) -> bool:
    """The second mark: from here on the server may have the mail. False when this mail must not be sent.

    True only while the row is this worker's and its lease runs, the mailing is being sent, and the person still
    receives the newsletter at the same address. What is lost with the power is told in `durability`.
    """
    now = timezone.now()
    moment, until = _moments(now, now + lease())
    with connection.cursor() as cursor:
        cursor.execute(_begin_sql(), [moment, until, row.pk, token, moment, row.email])
        return bool(cursor.rowcount == 1)


def sent(row: Row, token: str, code: int) -> bool:
    """The server has taken the mail. Also where the lease ran out meanwhile: the answer is known after all."""
    (now,) = _moments(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_sent_sql(), [now, code or None, row.pk, token])
        return bool(cursor.rowcount == 1)


def refused_for_now(row: Row, token: str, code: int, reason: str) -> bool:
    """Back to the queue with a distance that grows, or failed after the last attempt. The server has not got it."""
    values: dict[str, Any] = {"code": code or None, "reason": reason, "attempts": row.attempts + 1}
    if row.attempts >= len(RETRIES):
        return _end(row, token, DeliveryState.FAILED, **values)
    due = timezone.now() + RETRIES[row.attempts]
    values |= {"due_at": due, "claim": "", "leased_until": None, "data_begun_at": None}
    return bool(_mine(row, token).update(state=DeliveryState.QUEUED, **values))


def refused(row: Row, token: str, code: int, reason: str) -> bool:
    """The server will never take it."""
    return _end(row, token, DeliveryState.FAILED, code=code or None, reason=reason, attempts=row.attempts + 1)


def unknown(row: Row, token: str, reason: str) -> bool:
    """No answer after DATA. The desk decides; nobody sends it again by himself."""
    return _end(row, token, DeliveryState.UNKNOWN, reason=reason, attempts=row.attempts + 1)


def why_not(row: Row, token: str) -> Refusal:
    """After `begin` said no: find out why, and end or give back the row if it is still this worker's."""
    with transaction.atomic():
        mine = Delivery.objects.filter(pk=row.pk, claim=token, state=DeliveryState.CLAIMED)
        held = mine.select_for_update().values("mailing_id", "subscriber_id").first()
        if held is None:
            return Refusal.LOST
        if not Mailing.objects.filter(pk=held["mailing_id"], state=MailingState.SENDING).exists():
            return Refusal.STOPPED
        person = Subscriber.objects.filter(pk=held["subscriber_id"], status=SubscriberStatus.CONFIRMED)
        if not person.exists():
            _end(row, token, DeliveryState.SKIPPED, reason=NOT_SUBSCRIBED)
            return Refusal.SKIPPED
        # The lease has run out, or the address is another one now: next time.
        mine.update(state=DeliveryState.QUEUED, claim="", leased_until=None)
        return Refusal.LOST


def _mine(row: Row, token: str) -> models.QuerySet[Delivery]:
    in_hand = (DeliveryState.CLAIMED, DeliveryState.TRANSMITTING)
    return Delivery.objects.filter(pk=row.pk, claim=token, state__in=in_hand)


def _end(row: Row, token: str, state: DeliveryState, **values: Any) -> bool:
    values |= {"ended_at": timezone.now(), "leased_until": None}
    return bool(_mine(row, token).update(state=state, **values))


def _moments(*moments: datetime.datetime) -> list[Any]:
    return [connection.ops.adapt_datetimefield_value(moment) for moment in moments]


@lru_cache(maxsize=1)
def _begin_sql() -> str:
    """Written out once: making the statement anew for each mail takes longer than carrying it out.

    State and lease are written so that no index fits but that of the key: PostgreSQL would take the small one of the
    rows in hand, which is full of those that were in hand before, and read all of it each time. Nor is a join planned.
    """
    deliveries, mailings, subscribers = _tables()
    return f"""
        UPDATE {deliveries} SET state = '{DeliveryState.TRANSMITTING}', data_begun_at = %s, leased_until = %s
        WHERE id = %s AND claim = %s AND state || '' = '{DeliveryState.CLAIMED}' AND (leased_until > %s) IS TRUE
          AND (SELECT m.state FROM {mailings} m WHERE m.id = {deliveries}.mailing_id) = '{MailingState.SENDING}'
          AND (SELECT s.email FROM {subscribers} s WHERE s.id = {deliveries}.subscriber_id
               AND s.status = '{SubscriberStatus.CONFIRMED}') = %s
          {without_waiting()}
    """  # noqa: S608 - names of tables and states only


@lru_cache(maxsize=1)
def _sent_sql() -> str:
    deliveries, _mailings, _subscribers = _tables()
    return f"""
        UPDATE {deliveries} SET state = '{DeliveryState.SENT}', ended_at = %s, code = %s, reason = '',
          leased_until = NULL, attempts = attempts + 1
        WHERE id = %s AND claim = %s AND state IN ('{DeliveryState.TRANSMITTING}', '{DeliveryState.UNKNOWN}')
          {without_waiting()}
    """  # noqa: S608 - names of tables and states only


def _tables() -> list[str]:
    return [connection.ops.quote_name(model._meta.db_table) for model in (Delivery, Mailing, Subscriber)]
