"""How many partners remain after each condition, from the counters of a run; and what would let more through. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from members.suggestions.reasons import months_listed
from members.wishes.completeness import MUST_NEEDS, SPOKEN_TYPES
from members.wishes.models import ExchangeWish
from portal.core.vocabulary import Criterion, ExchangeType

# In the order in which the engine asks; (`status`, `type`) make the first number, the last three the last.
_LAST_RULES = ("capacity", "stale", "asked")


def funnel_steps(wish: ExchangeWish, excluded: Mapping[str, int], considered: int) -> list[tuple[str, int]]:
    """(condition in words, partners that remain), in the order in which the engine asks.

    `excluded` holds the engine's counters. The last number is that of the possible partners.
    """
    left = considered - excluded.get("status", 0) - excluded.get("type", 0)
    steps = [(_("Schools that take part in: %(type)s") % {"type": wish.get_exchange_type_display()}, left)]
    for rule, label in _middle_rules(wish, excluded):
        left -= excluded.get(rule, 0)
        steps.append((label, left))
    left -= sum(excluded.get(rule, 0) for rule in _LAST_RULES)
    steps.append((_("Can be asked now"), left))
    return steps


def _middle_rules(wish: ExchangeWish, excluded: Mapping[str, int]) -> list[tuple[str, str]]:
    rules = [("age", _("At most two years apart in age"))]
    # A rule that cannot apply to this type removes nobody and would only puzzle.
    if wish.exchange_type in SPOKEN_TYPES:
        rules.append(("language", _("A language in common")))
    rules.append(
        (
            "months",
            _("Possible in: %(months)s") % {"months": months_listed(wish.months)} if wish.months else _("Any month"),
        )
    )
    if wish.exchange_type == ExchangeType.LIVE_ONLINE:
        rules.append(("time", _("Lesson times that meet")))
    rules += [
        (rule, _("Must: %(must)s") % {"must": must_label(rule[5:], wish)})
        for rule in excluded
        if rule.startswith("must:")
    ]
    return rules


def must_label(criterion: str, wish: ExchangeWish) -> str:
    """What a must demands, in words."""
    labels = {
        Criterion.AGE: _("the ages overlap"),
        Criterion.LANGUAGE: _("both sides can talk in one language"),
        Criterion.TIME: _("lesson times meet"),
        Criterion.MONTHS: _("a month in common"),
        Criterion.THEME: _("a theme in common"),
        Criterion.REGION: _("one of the countries you hope for"),
        Criterion.SIZE: _("classes of about the same size"),
        Criterion.TOOL: _("a tool in common"),
    }
    return labels[Criterion(criterion)]


@dataclass(frozen=True)
class Loosening:
    """Something the school may change when nobody is left. `anchor` is the field in the form of the wish."""

    text: str
    action: str
    anchor: str


def loosenings(wish: ExchangeWish, excluded: Mapping[str, int]) -> list[Loosening]:
    """Which rules left partners out, the one that left out most first, and where each may be loosened."""
    known = _loosening_words()
    found = []
    for rule, count in sorted(excluded.items(), key=lambda pair: -pair[1]):
        if not count or (rule not in known and not rule.startswith("must:")):
            continue
        if rule.startswith("must:"):
            text = _("“Must: %(must)s” leaves out %(count)d.") % {"must": must_label(rule[5:], wish), "count": count}
            found.append(Loosening(text, _("Take this must away"), "id_musts_0"))
        else:
            text, action, anchor = known[rule]
            found.append(Loosening(text % {"count": count}, action, anchor))
    return found


def _loosening_words() -> dict[str, tuple[str, str, str]]:
    return {
        "type": (
            _("%(count)d schools do not take part in this type of exchange."),
            _("Choose another type"),
            "id_exchange_type_0",
        ),
        "age": (_("%(count)d schools are more than two years apart in age."), _("Add a grade"), "id_grades_0"),
        "language": (_("%(count)d schools share no language with yours."), _("Add a language"), "id_languages_code_0"),
        "months": (_("%(count)d schools have no time in these months."), _("Add months"), "id_months_0"),
        "time": (_("%(count)d schools have no lesson at the same time."), _("Add lesson times"), "id_periods_0"),
    }


def relevant_musts(wish: ExchangeWish) -> list[str]:
    """The criteria that can be a must of this wish: it says something about them, and they count for its type."""
    answers = wish.answers()
    return [
        criterion
        for criterion in Criterion.values
        if answers.get(MUST_NEEDS[criterion])
        and (criterion != Criterion.TIME or wish.exchange_type == ExchangeType.LIVE_ONLINE)
    ]
