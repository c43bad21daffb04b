"""The hard rules: who is not suggested, and under which rule it is counted.

A rule takes a pair and says whether it refuses it. Unknown answers refuse nobody. The rules are
asked in order and the first refusal counts, so the `time` rule, by far the dearest, is asked only
about the partners that the rules before it have left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from members.matching import comparisons as pair
from members.matching.facts import PartnerFacts, WishFacts

Rule = Callable[[WishFacts, PartnerFacts], bool]

MOST_AGE_GAP = 2
LEAST_LEVEL = 1
MUST_LEVEL = 3


def refuses_status(_: WishFacts, partner: PartnerFacts) -> bool:
    """The partner is paused or closed."""
    return not partner.active


def refuses_type(wish: WishFacts, partner: PartnerFacts) -> bool:
    """The partner does not offer the wish's exchange type."""
    return wish.wish.exchange_type not in partner.partner.exchange_types


def refuses_age(wish: WishFacts, partner: PartnerFacts) -> bool:
    """The age ranges lie more than two years apart."""
    gap = pair.age_gap(wish, partner)
    return gap is not None and gap > MOST_AGE_GAP


def refuses_language(wish: WishFacts, partner: PartnerFacts) -> bool:
    """People are to speak with each other and have no language in common."""
    if not wish.spoken:
        return False
    level = pair.common_level(wish, partner)
    return level is not None and level < LEAST_LEVEL


def refuses_months(wish: WishFacts, partner: PartnerFacts) -> bool:
    """No month suits both."""
    return pair.shared_months(wish, partner) == 0


def refuses_time(wish: WishFacts, partner: PartnerFacts) -> bool:
    """On no date of the run do the two timetables leave a meeting of the wanted length."""
    return pair.best_week(wish, partner) == 0


def refuses_capacity(_: WishFacts, partner: PartnerFacts) -> bool:
    """The partner has two open requests for each exchange it can take, or takes nobody."""
    return partner.full


def refuses_stale(_: WishFacts, partner: PartnerFacts) -> bool:
    """The partner's profile was never confirmed, or last more than 18 months ago."""
    return partner.stale


def refuses_asked(wish: WishFacts, partner: PartnerFacts) -> bool:
    """The wish excludes this partner, as one already asked for instance."""
    return partner.partner.id in wish.wish.excluded_partners


def _must_region(wish: WishFacts, partner: PartnerFacts) -> bool:
    return pair.country_listed(wish, partner) is False


def _must_theme(wish: WishFacts, partner: PartnerFacts) -> bool:
    overlap = pair.theme_overlap(wish, partner)
    return overlap is not None and overlap[0] == 0


def _must_tool(wish: WishFacts, partner: PartnerFacts) -> bool:
    return pair.tool_shared(wish, partner) is False


def _must_age(wish: WishFacts, partner: PartnerFacts) -> bool:
    gap = pair.age_gap(wish, partner)
    return gap is not None and gap > 0


def _must_language(wish: WishFacts, partner: PartnerFacts) -> bool:
    level = pair.common_level(wish, partner)
    return level is not None and level < MUST_LEVEL


def _must_size(wish: WishFacts, partner: PartnerFacts) -> bool:
    sizes = pair.class_sizes(wish, partner)
    # Three quarters, in whole numbers.
    return sizes is not None and 4 * sizes[0] < 3 * sizes[1]


BEFORE_MUSTS: tuple[tuple[str, Rule], ...] = (
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

AFTER_MUSTS: tuple[tuple[str, Rule], ...] = (
    ("capacity", refuses_capacity),
    ("stale", refuses_stale),
    ("asked", refuses_asked),
)


def rules_for(wish: WishFacts) -> tuple[tuple[str, Rule], ...]:
    """The rules for this wish with their counters' names, in order."""
    stated = tuple((f"must:{name}", rule) for name, rule in MUSTS.items() if name in wish.wish.musts)
    return BEFORE_MUSTS + stated + AFTER_MUSTS


def sift(wish: WishFacts, partners: Iterable[PartnerFacts]) -> tuple[list[PartnerFacts], dict[str, int]]:
    """The partners that no rule refuses, and how many each rule was the first to refuse."""
    rules = rules_for(wish)
    counters = {name: 0 for name, _ in rules}
    possible: list[PartnerFacts] = []
    for partner in partners:
        for name, refuses in rules:
            if refuses(wish, partner):
                counters[name] += 1
                break
        else:
            possible.append(partner)
    return possible, counters
