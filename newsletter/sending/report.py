"""What became of a mailing: figures for the desk. Every read is one query on an index."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from newsletter.models import Delivery, Mailing, TrackedLink
from newsletter.states import OPEN_DELIVERIES
from newsletter.vocabulary import BounceKind, DeliveryState

_WINDOW = datetime.timedelta(minutes=2)
"""The pace of the last minutes tells when it will end."""
_MOST_REASONS = 50


@dataclass(frozen=True)
class Progress:
    """Mails by state, and how it goes on. `per_minute` and `ends_at` are None when nothing moves."""

    by_state: dict[str, int]
    per_minute: float | None
    ends_at: datetime.datetime | None

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def open(self) -> int:
        return sum(self.by_state.get(state, 0) for state in OPEN_DELIVERIES)

    @property
    def ended(self) -> int:
        return self.total - self.open

    @property
    def percent(self) -> int:
        """How much is done, in whole per cent; 100 only when nothing is open."""
        return 100 if not self.open and self.total else self.ended * 100 // max(self.total, 1)


@dataclass(frozen=True)
class Reason:
    """Mails that ended, or wait, for the same reason."""

    state: str
    code: int | None
    reason: str
    number: int

    @property
    def state_label(self) -> str:
        return str(DeliveryState(self.state).label)


@dataclass(frozen=True)
class Returns:
    """What came back after the server had taken it, by kind, and who left by a link in the mail."""

    hard: int
    soft: int
    complaints: int
    unsubscribed: int


def progress(mailing: Mailing) -> Progress:
    """Where a mailing is now."""
    by_state = _by_state(mailing)
    remaining = sum(by_state.get(state, 0) for state in OPEN_DELIVERIES)
    rate = _per_minute(mailing) if remaining else None
    ends_at = timezone.now() + datetime.timedelta(minutes=remaining / rate) if rate else None
    return Progress(by_state, rate, ends_at)


def percents(mailings: Collection[Mailing]) -> dict[int, int]:
    """How much of each of these mailings is done, by its key; one query."""
    found: dict[int, dict[str, int]] = {mailing.pk: {} for mailing in mailings}
    rows = Delivery.objects.filter(mailing__in=found).order_by().values_list("mailing", "state")
    for key, state, number in rows.annotate(Count("pk")):
        found[key][state] = number
    return {key: Progress(by_state, None, None).percent for key, by_state in found.items()}


def by_language(mailing: Mailing) -> dict[str, int]:
    """Mails by the language of the edition."""
    return dict(deliveries(mailing).order_by().values_list("language").annotate(Count("pk")))


def reasons(mailing: Mailing) -> list[Reason]:
    """Why mails were not sent, or not yet, the most frequent reasons first; at most fifty."""
    rows = deliveries(mailing).exclude(reason="").order_by().values_list("state", "code", "reason")
    counted = rows.annotate(number=Count("pk")).order_by("-number", "state", "reason")
    return [Reason(*row) for row in counted[:_MOST_REASONS]]


def returns(mailing: Mailing) -> Returns:
    """What came back."""
    figures = deliveries(mailing).aggregate(
        hard=Count("pk", filter=Q(bounce=BounceKind.HARD)),
        soft=Count("pk", filter=Q(bounce=BounceKind.SOFT)),
        complaints=Count("pk", filter=Q(bounce=BounceKind.COMPLAINT)),
        unsubscribed=Count("pk", filter=Q(unsubscribed_at__isnull=False)),
    )
    return Returns(**figures)


def clicks(mailing: Mailing) -> list[TrackedLink]:
    """The counted links, the most followed first; none where the setting did not allow it."""
    return list(TrackedLink.objects.filter(mailing=mailing).order_by("-clicks", "url"))


def deliveries(mailing: Mailing) -> QuerySet[Delivery]:
    """The mails of a mailing, in the order in which they were entered."""
    return Delivery.objects.filter(mailing=mailing).order_by("pk")


def unknown(mailing: Mailing) -> QuerySet[Delivery]:
    """The mails about which the desk decides, with their subscribers."""
    return deliveries(mailing).filter(state=DeliveryState.UNKNOWN).select_related("subscriber")


def _by_state(mailing: Mailing) -> dict[str, int]:
    return dict(Delivery.objects.filter(mailing=mailing).order_by().values_list("state").annotate(Count("pk")))


def _per_minute(mailing: Mailing) -> float | None:
    """Mails that ended in the last minutes, a minute; since the beginning where that is shorter ago."""
    now = timezone.now()
    since = max(now - _WINDOW, mailing.entered_at or mailing.started_at or now - _WINDOW)
    ended = Delivery.objects.filter(mailing=mailing, ended_at__gte=since).count()
    minutes = (now - since).total_seconds() / 60
    return ended / minutes if ended and minutes > 0 else None
