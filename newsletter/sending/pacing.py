"""How fast: mails a minute for all workers together and for each mailing, and waiting for a server that is away."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from newsletter.models import Mailing, SendingPace

MINUTE = 60.0
# A worker that looks in again after a moment may catch up so much, and no more: no bursts.
_CREDIT = datetime.timedelta(seconds=3)
_SPREAD = 1.0
"""At most so many seconds' worth of mails are granted at once."""
_HELD_FIRST, _HELD_MOST = 5.0, 300.0
"""Seconds for which a server that cannot be reached is left alone: doubled each time, up to the second."""


def grant(mailing_id: int, per_minute: int | None, wanted: int) -> tuple[int, float]:
    """How many mails of a mailing may be begun now, and when there are none, in how many seconds to ask again.

    Call it in a transaction: rows of the pace are locked to its end, always in the same order.
    """
    number, wait = wanted, 0.0
    paces = [(SendingPace.EVERYTHING, settings.NEWSLETTER_PER_MINUTE), (f"mailing-{mailing_id}", per_minute)]
    held = [(_locked(key), limit) for key, limit in paces if limit]
    now = timezone.now()
    for pace, limit in held:
        free, later = _free(pace.next_at, MINUTE / limit, now)
        number, wait = min(number, free), max(wait, later)
    if number < 1:
        return 0, wait
    for pace, limit in held:
        pace.next_at = _start(pace.next_at, now) + datetime.timedelta(seconds=number * MINUTE / limit)
        pace.save(update_fields=["next_at"])
    return number, 0.0


def _locked(key: str) -> SendingPace:
    return SendingPace.objects.select_for_update().get_or_create(key=key)[0]


def _start(next_at: datetime.datetime | None, now: datetime.datetime) -> datetime.datetime:
    """From when on mails are counted. A time far ahead was written by a clock that went wrong."""
    if next_at is None or next_at > now + datetime.timedelta(seconds=2 * MINUTE):
        return now
    return max(next_at, now - _CREDIT)


def _free(next_at: datetime.datetime | None, interval: float, now: datetime.datetime) -> tuple[int, float]:
    ahead = (now - _start(next_at, now)).total_seconds()
    if ahead < 0:
        return 0, -ahead
    # At least one, and otherwise what has come due, or a second's worth.
    return max(1, int(max(ahead, _SPREAD) / interval)), 0.0


def seconds_held() -> float:
    """For how many seconds the mail server is still to be left alone; 0.0 when mails may be sent."""
    until = SendingPace.objects.filter(key=SendingPace.EVERYTHING).values_list("held_until", flat=True).first()
    if until is None:
        return 0.0
    left = (until - timezone.now()).total_seconds()
    return left if 0 < left <= _HELD_MOST else 0.0


def hold(trouble: str) -> float:
    """Leave the server alone for a while, longer each time in a row, and keep the reason; gives the seconds."""
    with transaction.atomic():
        pace = _locked(SendingPace.EVERYTHING)
        seconds = min(_HELD_MOST, _HELD_FIRST * 2 ** min(pace.failures, 10))
        pace.failures, pace.trouble = pace.failures + 1, trouble[:300]
        pace.held_until = timezone.now() + datetime.timedelta(seconds=seconds)
        pace.save(update_fields=["failures", "trouble", "held_until"])
    return seconds


def server_answers() -> None:
    """The server has taken part in a conversation: whatever was wrong is over."""
    troubled = SendingPace.objects.filter(key=SendingPace.EVERYTHING, failures__gt=0)
    troubled.update(failures=0, trouble="", held_until=None)


def trouble() -> str:
    """Why nothing is sent just now, in the words of the line or of the server; empty when all is well."""
    found = SendingPace.objects.filter(key=SendingPace.EVERYTHING).values_list("trouble", flat=True).first()
    return found or ""


def forget(mailing: Mailing) -> None:
    """Drop the pace of a mailing that has ended."""
    SendingPace.objects.filter(key=f"mailing-{mailing.pk}").delete()
