"""What a wish and partners have in common: the bare figures behind the rules and the criteria.

Each function takes a wish and some partners and gives one number a partner, NaN where one side's
answer is unknown. A comparison with NaN is false, so an unknown answer refuses nobody.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from members.matching.facts import Some, WishFacts, known_bits, listed_in
from members.matching.months import ALL_MONTHS
from members.matching.pool import NOBODY, Bits, Mask, Real, Whole


def _unless(known: Mask, values: NDArray[Any]) -> Real:
    """The values as real numbers, NaN where they are not known."""
    found: Real = np.where(known, values, np.nan)
    return found


def age_gap(wish: WishFacts, some: Some) -> Real:
    """The years between the two age ranges, 0 when they meet."""
    if wish.wish.ages is None:
        return np.full(len(some), np.nan)
    youngest, oldest = wish.wish.ages
    # `maximum` hands NaN on.
    gap: Real = np.maximum(youngest - some.of(some.pool.oldest), some.of(some.pool.youngest) - oldest)
    return np.maximum(gap, 0)


def common_level(wish: WishFacts, some: Some) -> Real:
    """The best level 0 to 4 that both sides have in one language."""
    best = np.zeros(len(some), np.int8)
    for code, level in wish.wish.languages.items():
        best = np.maximum(best, np.minimum(some.levels(code), np.int8(level)))
    return _unless(some.of(some.pool.speaks) & bool(wish.wish.languages), best)


def shared_months(wish: WishFacts, some: Some) -> Real:
    """How many months suit both."""
    months = some.of(some.pool.months)
    return _unless(known_bits(months, wish.months), _shared(months, wish.months))


def possible_months(wish: WishFacts, some: Some) -> Bits:
    """The bits of the months in which both could meet; a side that named none takes any."""
    months = some.of(some.pool.months)
    found: Bits = np.where(months == 0, np.uint32(ALL_MONTHS), months) & np.uint32(wish.months or ALL_MONTHS)
    return found


def best_week(wish: WishFacts, some: Some) -> Real:
    """The most common stretches in one week; unknown too when the exchange is not live.

    Worked out once for each timetable among the partners.
    """
    if wish.meetings is None:
        return np.full(len(some), np.nan)
    timetables, months = some.of(some.pool.timetable), possible_months(wish, some)
    choices, choice = _numbered(months, 1 << _MONTH_BITS)
    # One row more for those whose lessons are not known, whose index is -1.
    rows, row = _numbered(timetables + 1, len(some.pool.timetables) + 1)
    known = [some.facts.timetables[number - 1] for number in rows.tolist() if number]
    counts = np.full((len(rows), len(choices)), np.nan)
    counts[len(rows) - len(known) :] = wish.meetings.best_weeks(known, choices.tolist())
    found: Real = counts[row, choice]
    return found


_MONTH_BITS = 13


def _numbered(values: NDArray[Any], limit: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The different values, all from 0 to below `limit`, ascending, and for each value its place among them.

    As `numpy.unique` does, which sorts; so many partners have so few timetables that counting is faster.
    """
    seen = np.zeros(limit, np.bool_)
    seen[values] = True
    different = np.flatnonzero(seen)
    places = np.zeros(limit, np.intp)
    places[different] = np.arange(len(different))
    return different, places[values]


def theme_overlap(wish: WishFacts, some: Some) -> tuple[Real, int, Whole]:
    """How many themes are shared (NaN: unknown), wished, offered."""
    themes = some.of(some.pool.themes)
    shared = _unless(known_bits(themes, wish.themes), _shared(themes, wish.themes))
    return shared, wish.themes.bit_count(), np.bitwise_count(themes).astype(np.int64)


def country_listed(wish: WishFacts, some: Some) -> Real:
    """1 where the partner's country is among the wished ones, else 0."""
    country = some.of(some.pool.country)
    listed = listed_in(some.pool, wish.wish.countries)[country]
    return _unless((country != NOBODY) & bool(wish.wish.countries), listed)


def class_sizes(wish: WishFacts, some: Some) -> tuple[Real, Real]:
    """The smaller and the larger class."""
    ours = np.nan if wish.wish.class_size is None else float(wish.wish.class_size)
    theirs = some.of(some.pool.size)
    return np.minimum(ours, theirs), np.maximum(ours, theirs)


def tool_shared(wish: WishFacts, some: Some) -> Real:
    """1 where both use one of the same tools, else 0."""
    tools = some.of(some.pool.tools)
    return _unless(known_bits(tools, wish.tools), _shared(tools, wish.tools) > 0)


def _shared(theirs: Bits, ours: int) -> NDArray[np.uint8]:
    return np.bitwise_count(theirs & np.uint32(ours))
