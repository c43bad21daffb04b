"""Wishes and partners made ready for a run: what the rules ask for, worked out once a side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from members.matching.meetings import Meetings
from members.matching.months import add_months, month_bits
from members.matching.records import Partner, Wish
from members.matching.score import freshness, reply_factor
from members.matching.timetables import Timetable, Weeks
from members.matching.vocabulary import ACTIVE, LIVE, SPOKEN_TYPES
from members.matching.weights import Vector, partner_weights, school_weights

STALE_MONTHS = 18
"""A profile confirmed longer ago than this is not suggested."""


@dataclass(frozen=True, slots=True)
class WishFacts:
    """A wish with its derived facts.

    `months` are bits (0: unknown), `meetings` is `None` unless the type is live and the school's
    periods are known, `weights` are the school's, in the order of the criteria.
    """

    wish: Wish
    months: int
    live: bool
    spoken: bool
    meetings: Meetings | None
    weights: Vector


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """A partner with its derived facts; `weights` holds the partner's, by exchange type."""

    partner: Partner
    months: int
    timetable: Timetable | None
    active: bool
    full: bool
    stale: bool
    temper: float
    weights: Mapping[str, Vector]


def wish_facts(wish: Wish, weeks: Weeks) -> WishFacts:
    """The facts of a wish in one run."""
    live = wish.exchange_type == LIVE
    timetable = weeks.timetable(wish.timezone, wish.periods) if live else None
    return WishFacts(
        wish=wish,
        months=month_bits(wish.months),
        live=live,
        spoken=wish.exchange_type in SPOKEN_TYPES,
        meetings=Meetings(weeks, timetable, wish.minutes) if timetable else None,
        weights=school_weights(wish.exchange_type, wish.importance),
    )


def partner_facts(partner: Partner, weeks: Weeks, as_of: date) -> PartnerFacts:
    """The facts of a partner in one run.

    `temper` is what its reply rate and the freshness of its profile leave of a fit.
    """
    confirmed = partner.confirmed_on
    return PartnerFacts(
        partner=partner,
        months=month_bits(partner.months),
        timetable=weeks.timetable(partner.timezone, partner.periods),
        active=partner.status == ACTIVE,
        full=partner.open_requests >= 2 * partner.capacity,
        stale=confirmed is None or add_months(confirmed, STALE_MONTHS) < as_of,
        temper=reply_factor(partner.replies, partner.requests) * freshness(confirmed, as_of),
        weights={kind: partner_weights(kind, partner.importance) for kind in partner.exchange_types},
    )
