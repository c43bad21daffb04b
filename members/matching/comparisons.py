"""What a wish and partners have in common: the bare figures behind the rules and the criteria.

Each function takes a wish and some partners and gives one number a partner, NaN where one side's
answer is unknown. A comparison with NaN is false, so an unknown answer refuses nobody.
"""

from __future__ import annotations

import numpy as np

from members.matching.facts import Some, WishFacts, known_bits, listed_in
from members.matching.months import ALL_MONTHS
from members.matching.pool import NOBODY, Bits, Mask, Real, Whole


def _unless(known: Mask, values: Whole | Real | Mask) -> Real:
    """The values as real numbers, NaN where they are not known."""
    found: Real = np.where(known, values, np.nan)
    return found


def age_gap(wish: WishFacts, some: Some) -> Real:
    """The years between the two age ranges, 0 when they meet."""
    if wish.wish.ages is None:
        return np.full(len(some), np.nan)
    youngest, oldest = wish.wish.ages
    # `maximum` hands NaN on.
    gap: Real = np.maximum(youngest - some.pool.oldest[some.at], some.pool.youngest[some.at] - oldest)
    return np.maximum(gap, 0)


def common_level(wish: WishFacts, some: Some) -> Real:
    """The best level 0 to 4 that both sides have in one language."""
    best = np.zeros(len(some), np.int64)
    for code, level in wish.wish.languages.items():
        best = np.maximum(best, np.minimum(some.levels(code), level))
    return _unless(some.pool.speaks[some.at] & bool(wish.wish.languages), best)


def shared_months(wish: WishFacts, some: Some) -> Real:
    """How many months suit both."""
    months = some.pool.months[some.at]
    return _unless(known_bits(months, wish.months), _shared(months, wish.months))


def possible_months(wish: WishFacts, some: Some) -> Bits:
    """The bits of the months in which both could meet; a side that named none takes any."""
    months = some.pool.months[some.at]
    found: Bits = np.where(months == 0, np.uint32(ALL_MONTHS), months) & np.uint32(wish.months or ALL_MONTHS)
    return found


def best_week(wish: WishFacts, some: Some) -> Real:
    """The most common stretches in one week; unknown too when the exchange is not live.

    Worked out once for each timetable and choice of months among the partners.
    """
    timetables = some.pool.timetable[some.at]
    known = timetables != NOBODY
    if wish.meetings is None or not known.any():
        return np.full(len(some), np.nan)
    keys = timetables[known].astype(np.int64) << _MONTH_BITS | possible_months(wish, some)[known]
    different, places = np.unique(keys, return_inverse=True)
    pairs = (divmod(key, 1 << _MONTH_BITS) for key in different.tolist())
    counts = [wish.meetings.best_week(some.facts.timetables[number], months) for number, months in pairs]
    found = np.full(len(some), np.nan)
    found[known] = np.array(counts, np.float64)[places]
    return found


_MONTH_BITS = 13


def theme_overlap(wish: WishFacts, some: Some) -> tuple[Real, int, Whole]:
    """How many themes are shared (NaN: unknown), wished, offered."""
    themes = some.pool.themes[some.at]
    shared = _unless(known_bits(themes, wish.themes), _shared(themes, wish.themes))
    return shared, wish.themes.bit_count(), np.bitwise_count(themes).astype(np.int64)


def country_listed(wish: WishFacts, some: Some) -> Real:
    """1 where the partner's country is among the wished ones, else 0."""
    country = some.pool.country[some.at]
    listed = listed_in(some.pool, wish.wish.countries)[country]
    return _unless((country != NOBODY) & bool(wish.wish.countries), listed)


def class_sizes(wish: WishFacts, some: Some) -> tuple[Real, Real]:
    """The smaller and the larger class."""
    ours = np.nan if wish.wish.class_size is None else float(wish.wish.class_size)
    theirs = some.pool.size[some.at]
    return np.minimum(ours, theirs), np.maximum(ours, theirs)


def tool_shared(wish: WishFacts, some: Some) -> Real:
    """1 where both use one of the same tools, else 0."""
    tools = some.pool.tools[some.at]
    return _unless(known_bits(tools, wish.tools), _shared(tools, wish.tools) > 0)


def _shared(theirs: Bits, ours: int) -> Whole:
    return np.bitwise_count(theirs & np.uint32(ours)).astype(np.int64)
