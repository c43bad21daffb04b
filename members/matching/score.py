"""From values to fits, and from a fit to the score that orders a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from members.matching.months import add_months
from members.matching.parameters import PARAMETERS
from members.matching.pool import Real, Whole

MILLION = 1_000_000


def fit_of(values: Sequence[Real], weights: Sequence[Real | float]) -> Real:
    """One side's fits: the sum of value times weight over the criteria, 0 to 1."""
    # Always summed in the order of the criteria, so that the last bit is the same everywhere.
    found: Real = np.zeros_like(values[0])
    for value, weight in zip(values, weights, strict=True):
        found = found + value * weight
    return found


def mutual_fit(school: Real, partner: Real) -> Real:
    """The harmonic mean of the two sides' fits, 0 where both are 0."""
    total = school + partner
    found: Real = 2 * school * partner / np.where(total == 0, 1, total)
    return found


def freshness(confirmed_on: date | None, as_of: date) -> float:
    """1 up to 6 months after the confirmation, then in a straight line to 0.8 at 18 months.

    Months end on the same day, or on the last of a shorter month; the line runs over the days
    between. A profile that was never confirmed or longer ago is as one of 18 months.
    """
    if confirmed_on is None:
        return PARAMETERS.old_freshness
    fresh = add_months(confirmed_on, PARAMETERS.fresh_months)
    old = add_months(confirmed_on, PARAMETERS.old_months)
    if as_of <= fresh:
        return 1.0
    if as_of >= old:
        return PARAMETERS.old_freshness
    return 1 - (1 - PARAMETERS.old_freshness) * ((as_of - fresh).days / (old - fresh).days)


def load_of(listed: NDArray[np.int64], open_requests: Whole, capacity: Whole) -> Real:
    """How busy partners are: times listed in this run and open requests, against the capacity, which is 1 or more."""
    busy = listed + PARAMETERS.open_request_load * open_requests
    found: Real = busy / (PARAMETERS.listings_a_place * capacity)
    return found


def score_in_millionths(fit: Real, temper: Real, load: Real) -> Whole:
    """The scores times a million, rounded: whole numbers tie exactly.

    `temper` is reply factor times freshness.
    """
    found: Whole = np.rint((fit * temper - PARAMETERS.load_penalty * load) * MILLION).astype(np.int64)
    return found
