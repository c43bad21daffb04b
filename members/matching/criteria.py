"""The eight criteria: how well a pair suits, as a value from 0 to 1, or `None` when unknown."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

from members.matching import comparisons as pair
from members.matching.facts import PartnerFacts, WishFacts
from members.matching.vocabulary import CRITERIA

UNKNOWN_VALUE = 0.5
"""What a criterion is worth when one side gave no answer."""

OTHER_TOOL_VALUE = 0.3
ENOUGH_LEVEL = 3
ENOUGH_STRETCHES = 4
ENOUGH_MONTHS = 3


def age_value(wish: WishFacts, partner: PartnerFacts) -> float | None:
    """1 when the age ranges meet, a third less for each year between them, never below 0."""
    gap = pair.age_gap(wish, partner)
    return None if gap is None else max(0.0, 1 - gap / 3)


def language_value(wish: WishFacts, partner: PartnerFacts) -> float | None:
    """The best common level, of 3 that are enough."""
    level = pair.common_level(wish, partner)
    return None if level is None else min(level, ENOUGH_LEVEL) / ENOUGH_LEVEL


def time_value(wish: WishFacts, partner: PartnerFacts) -> float | None:
    """The common stretches of the best week, of 4 that are enough."""
    stretches = pair.best_week(wish, partner)
    return None if stretches is None else min(stretches / ENOUGH_STRETCHES, 1.0)


def months_value(wish: WishFacts, partner: PartnerFacts) -> float | None:
    """The shared months, of 3 that are enough."""
    months = pair.shared_months(wish, partner)
    return None if months is None else min(months / ENOUGH_MONTHS, 1.0)


def theme_value(wish: WishFacts, partner: PartnerFacts) -> float | None:
    """The shared themes over the geometric mean of both sides' numbers of themes."""
    overlap = pair.theme_overlap(wish, partner)
    if overlap is None:
        return None
    shared, wished, offered = overlap
    return shared / sqrt(wished * offered)


def region_value(wish: WishFacts, partner: PartnerFacts) -> float | None:
    """1 when the partner's country is wished, else 0."""
    listed = pair.country_listed(wish, partner)
    return None if listed is None else float(listed)


def size_value(wish: WishFacts, partner: PartnerFacts) -> float | None:
    """The smaller class over the larger one."""
    sizes = pair.class_sizes(wish, partner)
    return None if sizes is None else sizes[0] / sizes[1]


def tool_value(wish: WishFacts, partner: PartnerFacts) -> float | None:
    """1 when a tool is shared, else 0.3: a tool can be learnt."""
    shared = pair.tool_shared(wish, partner)
    if shared is None:
        return None
    return 1.0 if shared else OTHER_TOOL_VALUE


_VALUES: dict[str, Callable[[WishFacts, PartnerFacts], float | None]] = {
    "age": age_value,
    "language": language_value,
    "time": time_value,
    "months": months_value,
    "theme": theme_value,
    "region": region_value,
    "size": size_value,
    "tool": tool_value,
}
_IN_ORDER = tuple(_VALUES[name] for name in CRITERIA)


def values_of(wish: WishFacts, partner: PartnerFacts) -> tuple[float | None, ...]:
    """The values of all criteria, in the order of `CRITERIA`."""
    return tuple(value(wish, partner) for value in _IN_ORDER)
