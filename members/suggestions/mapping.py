"""Rows of the database to the records of the matching engine, and its answers back to JSON.

The engine breaks its last ties by id: partners go by their key, and wishes by theirs with leading zeros.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from members import matching
from members.calendars.models import LessonPeriod
from members.partners.models import PartnerSchool
from members.wishes.models import ExchangeWish

SCHOOL_ZONE = "Asia/Tokyo"


def wish_id(wish: ExchangeWish) -> str:
    """How the engine names a wish."""
    return f"{wish.pk:012d}"


def wish_record(wish: ExchangeWish, excluded: Iterable[int] = ()) -> matching.Wish:
    """The wish as the engine reads it; reads `wish.periods`. `excluded` holds keys of partners."""
    return matching.Wish(
        id=wish_id(wish),
        exchange_type=wish.exchange_type,
        ages=wish.ages,
        months=frozenset(wish.months),
        languages=dict(wish.languages),
        themes=frozenset(wish.themes),
        countries=frozenset(wish.countries),
        class_size=wish.class_size,
        minutes=wish.minutes,
        timezone=SCHOOL_ZONE,
        periods=periods_of(wish.periods.all()),
        tools=frozenset(wish.tools),
        importance=dict(wish.importance),
        musts=frozenset(wish.musts),
        excluded_partners=frozenset(excluded),
        waiting_since=timezone.localdate(wish.submitted_at) if wish.submitted_at else None,
    )


def partner_record(partner: PartnerSchool, open_requests: int = 0, on: datetime.date | None = None) -> matching.Partner:
    """The partner as the engine reads it on a day (today in Tokyo); reads `partner.periods`.

    A partner that says it is full has no place, whatever its capacity.
    """
    is_full = partner.full_until is not None and partner.full_until >= (on or timezone.localdate())
    return matching.Partner(
        id=partner.pk,
        exchange_types=frozenset(partner.exchange_types),
        country=partner.country or None,
        region=partner.region or None,
        timezone=partner.timezone or None,
        ages=partner.ages,
        months=frozenset(partner.months),
        languages=dict(partner.languages),
        themes=frozenset(partner.themes),
        class_size=partner.class_size,
        tools=frozenset(partner.tools),
        periods=periods_of(partner.periods.all()),
        capacity=0 if is_full else partner.capacity,
        open_requests=open_requests,
        requests=partner.requests,
        replies=partner.replies,
        confirmed_on=partner.confirmed_on,
        status=partner.status,
        importance=dict(partner.importance),
    )


def periods_of(rows: Iterable[LessonPeriod]) -> tuple[matching.Period, ...]:
    """Weekly lessons as the engine reads them."""
    return tuple(matching.Period(row.weekday, *row.minutes) for row in rows)


def parts_json(item: matching.Suggestion) -> list[dict[str, Any]]:
    """The parts of a suggestion as they are stored."""
    return [
        {
            "criterion": part.criterion,
            "value": part.value,
            "weight_school": part.weight_school,
            "weight_partner": part.weight_partner,
            "known": part.known,
        }
        for part in item.parts
    ]
