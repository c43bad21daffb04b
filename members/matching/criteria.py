"""The eight criteria: how well partners suit a wish, as values from 0 to 1, NaN where unknown."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from members.matching import comparisons as pair
from members.matching.facts import Some, WishFacts
from members.matching.parameters import PARAMETERS
from members.matching.pool import Real
from members.matching.vocabulary import CRITERIA


def age_value(wish: WishFacts, some: Some) -> Real:
    """1 when the age ranges meet, a third less for each year between them, never below 0."""
    return np.maximum(0.0, 1 - pair.age_gap(wish, some) / PARAMETERS.age_years)


def language_value(wish: WishFacts, some: Some) -> Real:
    """The best common level, of 3 that are enough."""
    return np.minimum(pair.common_level(wish, some), PARAMETERS.enough_level) / PARAMETERS.enough_level


def time_value(wish: WishFacts, some: Some) -> Real:
    """The common stretches of the best week, of 4 that are enough."""
    return np.minimum(pair.best_week(wish, some) / PARAMETERS.enough_stretches, 1.0)


def months_value(wish: WishFacts, some: Some) -> Real:
    """The shared months, of 3 that are enough."""
    return np.minimum(pair.shared_months(wish, some) / PARAMETERS.enough_months, 1.0)


def theme_value(wish: WishFacts, some: Some) -> Real:
    """The shared themes over the geometric mean of both sides' numbers of themes."""
    shared, wished, offered = pair.theme_overlap(wish, some)
    # Where nothing is wished or offered, nothing is known either, and NaN stays.
    value: Real = shared / np.sqrt(np.maximum(wished * offered, 1))
    return value


def region_value(wish: WishFacts, some: Some) -> Real:
    """1 when the partner's country is wished, else 0."""
    return pair.country_listed(wish, some)


def size_value(wish: WishFacts, some: Some) -> Real:
    """The smaller class over the larger one."""
    smaller, larger = pair.class_sizes(wish, some)
    return smaller / larger


def tool_value(wish: WishFacts, some: Some) -> Real:
    """1 when a tool is shared, else 0.3: a tool can be learnt."""
    shared = pair.tool_shared(wish, some)
    return np.where(shared == 0, PARAMETERS.other_tool_value, shared)


_VALUES: dict[str, Callable[[WishFacts, Some], Real]] = {
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


def values_of(wish: WishFacts, some: Some) -> tuple[Real, ...]:
    """The values of all criteria, in the order of `CRITERIA`."""
    return tuple(value(wish, some) for value in _IN_ORDER)


def counted(value: Real) -> Real:
    """A value as it counts: `unknown_value` where it is unknown."""
    return np.where(np.isnan(value), PARAMETERS.unknown_value, value)
