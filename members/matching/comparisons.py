"""What a wish and a partner have in common: the bare figures behind the rules and the criteria.

Each function takes a pair and answers `None` when one side's answer is unknown.
"""

from __future__ import annotations

from members.matching.facts import PartnerFacts, WishFacts
from members.matching.months import ALL_MONTHS


def age_gap(wish: WishFacts, partner: PartnerFacts) -> int | None:
    """The years between the two age ranges, 0 when they meet."""
    ours, theirs = wish.wish.ages, partner.partner.ages
    if ours is None or theirs is None:
        return None
    return max(0, ours[0] - theirs[1], theirs[0] - ours[1])


def common_level(wish: WishFacts, partner: PartnerFacts) -> int | None:
    """The best level 0 to 4 that both sides have in one language."""
    ours, theirs = wish.wish.languages, partner.partner.languages
    if not ours or not theirs:
        return None
    return max(min(level, theirs.get(code, 0)) for code, level in ours.items())


def shared_months(wish: WishFacts, partner: PartnerFacts) -> int | None:
    """How many months suit both."""
    if not wish.months or not partner.months:
        return None
    return (wish.months & partner.months).bit_count()


def possible_months(wish: WishFacts, partner: PartnerFacts) -> int:
    """The bits of the months in which both could meet; a side that named none takes any."""
    return (wish.months or ALL_MONTHS) & (partner.months or ALL_MONTHS)


def best_week(wish: WishFacts, partner: PartnerFacts) -> int | None:
    """The most common stretches in one week; unknown too when the exchange is not live."""
    if wish.meetings is None or partner.timetable is None:
        return None
    return wish.meetings.best_week(partner.timetable, possible_months(wish, partner))


def theme_overlap(wish: WishFacts, partner: PartnerFacts) -> tuple[int, int, int] | None:
    """How many themes are shared, wished, offered."""
    ours, theirs = wish.wish.themes, partner.partner.themes
    if not ours or not theirs:
        return None
    return len(ours & theirs), len(ours), len(theirs)


def country_listed(wish: WishFacts, partner: PartnerFacts) -> bool | None:
    """Whether the partner's country is among the wished ones."""
    country = partner.partner.country
    if not wish.wish.countries or country is None:
        return None
    return country in wish.wish.countries


def class_sizes(wish: WishFacts, partner: PartnerFacts) -> tuple[int, int] | None:
    """The smaller and the larger class."""
    ours, theirs = wish.wish.class_size, partner.partner.class_size
    if ours is None or theirs is None:
        return None
    return min(ours, theirs), max(ours, theirs)


def tool_shared(wish: WishFacts, partner: PartnerFacts) -> bool | None:
    """Whether both use one of the same tools."""
    ours, theirs = wish.wish.tools, partner.partner.tools
    if not ours or not theirs:
        return None
    return not ours.isdisjoint(theirs)
