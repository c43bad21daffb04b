"""How the number of readers grows, from the events of subscriptions."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Sum, Value, When
from django.utils import timezone

from newsletter.models import Subscriber, SubscriberEvent
from newsletter.vocabulary import SubscriberEventKind


@dataclass(frozen=True)
class Month:
    """What a month (its first day) brought. `total` are the readers at its end, of the current month those of now.

    `confirmed` began to receive the newsletter; `unsubscribed` left or were forgotten; `suspended` were suspended.
    """

    month: datetime.date
    confirmed: int
    unsubscribed: int
    suspended: int
    total: int


def growth(months: int = 12, today: datetime.date | None = None) -> list[Month]:
    """The last so many months in Japan time, the present one last. Two queries, however many readers there are."""
    firsts = _firsts((today or timezone.localdate()).replace(day=1), months)
    counted = _counted(firsts)
    total = Subscriber.objects.receiving().count()
    found: list[Month] = []
    for place, first in reversed(list(enumerate(firsts))):
        row: Any = counted.get(place, {})
        numbers = {name: row.get(name, 0) for name in ("confirmed", "unsubscribed", "suspended")}
        found.append(Month(first, **numbers, total=total))
        total -= row.get("change", 0)
    return found[::-1]


def _counted(firsts: list[datetime.date]) -> dict[int, Any]:
    """The numbers of each month by its place. The database compares moments: cutting them to months would take SQLite a
    call into Python for each event."""
    begins = [timezone.make_aware(datetime.datetime.combine(first, datetime.time.min)) for first in firsts]
    # The newest months first: a condition that holds ends the search.
    places = [When(happened_at__gte=begin, then=Value(place)) for place, begin in reversed(list(enumerate(begins)))]
    suspended = Q(kind=SubscriberEventKind.SUSPENDED)
    rows = (
        SubscriberEvent.objects.filter(happened_at__gte=begins[0])
        .exclude(balance=0)
        .annotate(place=Case(*places, output_field=IntegerField()))
        .values("place")
        .annotate(
            confirmed=Count("pk", filter=Q(balance__gt=0)),
            unsubscribed=Count("pk", filter=Q(balance__lt=0) & ~suspended),
            suspended=Count("pk", filter=Q(balance__lt=0) & suspended),
            change=Sum("balance"),
        )
        .order_by("place")
    )
    return {row["place"]: row for row in rows}


def _firsts(last: datetime.date, months: int) -> list[datetime.date]:
    """The first days of so many months up to that one."""
    count = last.year * 12 + last.month - 1
    return [datetime.date(number // 12, number % 12 + 1, 1) for number in range(count - months + 1, count + 1)]
