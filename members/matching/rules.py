"""The hard rules: who is not suggested, and under which rule it is counted.

A rule takes a wish and some partners and says whom it refuses. Unknown answers refuse nobody. The
rules are asked in order and the first refusal counts, so the `time` rule, by far the dearest, is
asked only about the partners that the rules before it have left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from members.matching import comparisons as pair
from members.matching.facts import PartnerFacts, Some, WishFacts
from members.matching.parameters import PARAMETERS
from members.matching.pool import Mask

Rule = Callable[[WishFacts, Some], Mask]
Named = tuple[str, Rule]


def refuses_status(_: WishFacts, some: Some) -> Mask:
    """The partner is paused or closed."""
    return ~some.of(some.pool.active)


def refuses_type(wish: WishFacts, some: Some) -> Mask:
    """The partner does not offer the wish's exchange type."""
    offered: Mask = (some.of(some.pool.types) & np.uint32(wish.type_bit)) == 0
    return offered


def refuses_age(wish: WishFacts, some: Some) -> Mask:
    """The age ranges lie more than two years apart."""
    return pair.age_gap(wish, some) > PARAMETERS.most_age_gap


def refuses_language(wish: WishFacts, some: Some) -> Mask:
    """People are to speak with each other and have no language in common."""
    if not wish.spoken:
        return np.zeros(len(some), np.bool_)
    return pair.common_level(wish, some) < PARAMETERS.least_level


def refuses_months(wish: WishFacts, some: Some) -> Mask:
    """No month suits both."""
    return pair.shared_months(wish, some) == 0


def refuses_time(wish: WishFacts, some: Some) -> Mask:
    """On no date of the run do the two timetables leave a meeting of the wanted length."""
    return pair.best_week(wish, some) == 0


def refuses_capacity(_: WishFacts, some: Some) -> Mask:
    """The partner has two open requests for each exchange it can take, or takes nobody."""
    return some.of(some.facts.full)


def refuses_stale(_: WishFacts, some: Some) -> Mask:
    """The partner's profile was never confirmed, or last more than 18 months ago."""
    return some.of(some.facts.stale)


def refuses_asked(wish: WishFacts, some: Some) -> Mask:
    """The wish excludes this partner, as one already asked for instance."""
    asked = some.pool.places(wish.wish.excluded_partners)
    return np.isin(some.at, asked) if len(asked) else np.zeros(len(some), np.bool_)


def _must_region(wish: WishFacts, some: Some) -> Mask:
    return pair.country_listed(wish, some) == 0


def _must_theme(wish: WishFacts, some: Some) -> Mask:
    return pair.theme_overlap(wish, some)[0] == 0


def _must_tool(wish: WishFacts, some: Some) -> Mask:
    return pair.tool_shared(wish, some) == 0


def _must_age(wish: WishFacts, some: Some) -> Mask:
    return pair.age_gap(wish, some) > 0


def _must_language(wish: WishFacts, some: Some) -> Mask:
    return pair.common_level(wish, some) < PARAMETERS.must_level


def _must_size(wish: WishFacts, some: Some) -> Mask:
    smaller, larger = pair.class_sizes(wish, some)
    return smaller < PARAMETERS.must_size * larger


BEFORE_MUSTS: tuple[Named, ...] = (
    ("status", refuses_status),
    ("type", refuses_type),
    ("age", refuses_age),
    ("language", refuses_language),
    ("months", refuses_months),
    ("time", refuses_time),
)

MUSTS: dict[str, Rule] = {
    "region": _must_region,
    "theme": _must_theme,
    "tool": _must_tool,
    "age": _must_age,
    "language": _must_language,
    "months": refuses_months,
    "time": refuses_time,
    "size": _must_size,
}
"""The rule behind each criterion that a school can mark as a must, in the order they are asked."""

AFTER_MUSTS: tuple[Named, ...] = (
    ("capacity", refuses_capacity),
    ("stale", refuses_stale),
    ("asked", refuses_asked),
)


def must_rules(musts: Iterable[str]) -> tuple[Named, ...]:
    """The rules of these musts with their counters' names, in order."""
    stated = set(musts)
    return tuple((f"must:{name}", rule) for name, rule in MUSTS.items() if name in stated)


def rules_for(musts: Iterable[str]) -> tuple[Named, ...]:
    """All rules of a wish with these musts with their counters' names, in order."""
    return BEFORE_MUSTS + must_rules(musts) + AFTER_MUSTS


def sift(wish: WishFacts, partners: PartnerFacts) -> tuple[Some, dict[str, int]]:
    """The partners that no rule refuses, and how many each rule was the first to refuse."""
    left, counters = _asked(BEFORE_MUSTS, wish, everybody(partners))
    possible, more = _asked(must_rules(wish.wish.musts) + AFTER_MUSTS, wish, left)
    return possible, counters | more


def count_with_musts(
    wish: WishFacts, partners: PartnerFacts, choices: Sequence[frozenset[str]]
) -> list[dict[str, int]]:
    """The counters, and `possible`, that the wish would have with each of these sets of musts instead of its own."""
    left, counters = _asked(BEFORE_MUSTS, wish, everybody(partners))
    found = []
    for musts in choices:
        possible, more = _asked(must_rules(musts) + AFTER_MUSTS, wish, left)
        found.append({**counters, **more, "possible": len(possible)})
    return found


def first_refusal(wish: WishFacts, partners: PartnerFacts, place: int) -> str | None:
    """The name of the first rule that refuses the partner at a place of the pool, `None` when it is possible."""
    one = Some(partners, np.array([place], np.int64))
    return next((name for name, refuses in rules_for(wish.wish.musts) if refuses(wish, one)[0]), None)


def everybody(partners: PartnerFacts) -> Some:
    """All partners of the run."""
    return Some(partners)


def _asked(rules: Sequence[Named], wish: WishFacts, some: Some) -> tuple[Some, dict[str, int]]:
    counters = {}
    for name, refuses in rules:
        refused = refuses(wish, some)
        counters[name] = int(np.count_nonzero(refused))
        if counters[name]:
            some = some.where(~refused)
    return some, counters
