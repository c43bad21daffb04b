"""From values to fits, and from a fit to the score that orders a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import fsum, sqrt

from members.matching.months import add_months

FRESH_MONTHS = 6
OLD_MONTHS = 18
OLD_FRESHNESS = 0.8
LOAD_PENALTY = 0.10
MILLION = 1_000_000


def fit_of(values: Iterable[float], weights: Iterable[float]) -> float:
    """One side's fit: the sum of value times weight, 0 to 1."""
    return fsum(value * weight for value, weight in zip(values, weights, strict=True))


def mutual_fit(school: float, partner: float) -> float:
    """The harmonic mean of the two sides' fits, 0 when both are 0."""
    total = school + partner
    return 2 * school * partner / total if total else 0.0


def reply_factor(replies: int, requests: int) -> float:
    """The root of the reply rate, drawn towards one half while there are few requests."""
    return sqrt((replies + 2) / (requests + 4))


def freshness(confirmed_on: date | None, as_of: date) -> float:
    """1 up to 6 months after the confirmation, then in a straight line to 0.8 at 18 months.

    Months end on the same day, or on the last of a shorter month; the line runs over the days
    between. A profile that was never confirmed or longer ago is as one of 18 months.
    """
    if confirmed_on is None:
        return OLD_FRESHNESS
    fresh, old = add_months(confirmed_on, FRESH_MONTHS), add_months(confirmed_on, OLD_MONTHS)
    if as_of <= fresh:
        return 1.0
    if as_of >= old:
        return OLD_FRESHNESS
    return 1 - (1 - OLD_FRESHNESS) * ((as_of - fresh).days / (old - fresh).days)


def load_of(listed: int, open_requests: int, capacity: int) -> float:
    """How busy a partner is: times listed in this run and open requests, against its capacity.

    `capacity` is at least 1.
    """
    return (listed + 2 * open_requests) / (2 * capacity)


def score_in_millionths(fit: float, temper: float, load: float) -> int:
    """The score times a million, rounded: whole numbers tie exactly.

    `temper` is reply factor times freshness.
    """
    return round((fit * temper - LOAD_PENALTY * load) * MILLION)
