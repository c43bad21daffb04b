"""What if: a wish under other musts and months, counted and listed without storing anything."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from members.suggestions.cards import Card, Tag, cards_of
from members.suggestions.funnel import relevant_musts
from members.suggestions.models import Suggestion
from members.suggestions.reasons import listed
from members.suggestions.services import try_list
from members.suggestions.trial import Trial, try_musts
from members.wishes.models import ExchangeWish
from portal.core.vocabulary import Month


@dataclass(frozen=True)
class MonthBox:
    """A box of `components/musts.html`."""

    value: int
    label: str
    checked: bool


@dataclass(frozen=True)
class WhatIf:
    """The conditions as tried. `wish` is a copy that has them and is never saved; `trial` is the count under them."""

    wish: ExchangeWish
    trial: Trial
    months: list[MonthBox]
    is_stored: bool

    @property
    def excluded(self) -> Mapping[str, int]:
        return self.trial.excluded

    @property
    def considered(self) -> int:
        return sum(self.trial.excluded.values()) + self.trial.possible


def months_in(values: Iterable[str]) -> list[int]:
    """The months that these texts name, in the order of the school year; anything else is left out."""
    named = set(values)
    return [month for month in Month.values if str(month) in named]


def with_conditions(wish: ExchangeWish, musts: Iterable[str], months: Iterable[str] | None) -> ExchangeWish:
    """A copy of the wish, never to be saved, that has these conditions; unknown codes are left out.

    Its own months when None.
    """
    tried, chosen = copy(wish), set(musts)
    if months is not None:
        tried.months = months_in(months)
    tried.musts = [criterion for criterion in relevant_musts(tried) if criterion in chosen]
    return tried


def what_if(
    wish: ExchangeWish, musts: Iterable[str] | None, months: Iterable[str] | None, as_of: datetime.date
) -> WhatIf:
    """Count with these musts and months (None: the stored ones)."""
    tried = copy(wish) if musts is None and months is None else with_conditions(wish, musts or (), months)
    trial = try_musts(tried, None, as_of)
    boxes = [MonthBox(month.value, str(month.label), month.value in tried.months) for month in Month]
    stored = with_conditions(wish, wish.musts, None)
    same = set(trial.musts) == set(stored.musts) and set(tried.months) == set(wish.months)
    return WhatIf(tried, trial, boxes, same)


def tried_cards(tried: WhatIf, saved: Collection[Suggestion], as_of: datetime.date) -> tuple[list[Card], str]:
    """The cards of the list under the tried conditions, and the names of those in the saved list that are not in it.

    New-comers carry a tag. The cards lead to the partners' own pages: nothing is noted of them.
    """
    rows = try_list(tried.wish, as_of).suggestions
    before, after = {one.partner_id for one in saved}, {one.partner_id for one in rows}
    gone = listed(one.partner.shown_name for one in saved if one.partner_id not in after)
    cards = [_tried(card, is_new=card.partner.pk not in before) for card in cards_of(tried.wish, rows, asking=False)]
    return cards, gone


def _tried(card: Card, *, is_new: bool) -> Card:
    tags = [Tag(_("Not in the saved list"), "solid"), *card.tags] if is_new else card.tags
    return replace(card, tags=tags, url=card.partner_url)
