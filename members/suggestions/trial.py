"""What a must does: the number of partners that would remain with it and without it, counted without saving."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import ngettext

from members.suggestions.funnel import must_label, relevant_musts
from members.suggestions.services import count_possible
from members.wishes.models import ExchangeWish


@dataclass(frozen=True)
class MustRow:
    """A row of `components/musts.html`; `count` is what toggling it would leave."""

    value: str
    label: str
    checked: bool
    count: int
    effect: str


@dataclass(frozen=True)
class Trial:
    """The musts as tried. `excluded` and `possible` are the engine's counters under them."""

    rows: list[MustRow]
    musts: list[str]
    excluded: Mapping[str, int]
    possible: int
    is_stored: bool


def try_musts(wish: ExchangeWish, chosen: Iterable[str] | None, as_of: datetime.date) -> Trial:
    """Count with these musts (the stored ones when None) and with each one toggled; unknown codes are left out."""
    relevant = relevant_musts(wish)
    stored = set(wish.musts)
    tried = frozenset(stored if chosen is None else set(chosen) & set(relevant))
    toggled = [tried ^ {criterion} for criterion in relevant]
    present, *others = count_possible(wish, [tried, *toggled], as_of)
    rows = [
        _row(criterion, criterion in tried, counted["possible"], wish)
        for criterion, counted in zip(relevant, others, strict=True)
    ]
    excluded = {rule: count for rule, count in present.items() if rule != "possible"}
    musts = [criterion for criterion in relevant if criterion in tried]
    return Trial(rows, musts, excluded, present["possible"], set(tried) == stored)


def _row(criterion: str, checked: bool, count: int, wish: ExchangeWish) -> MustRow:
    if checked:
        words = ngettext("without it %(count)d school", "without it %(count)d schools", count)
    else:
        words = ngettext("with it %(count)d school", "with it %(count)d schools", count)
    return MustRow(criterion, must_label(criterion, wish).capitalize(), checked, count, words % {"count": count})
