"""Why a partner stands where it stands for a wish: in the list, behind it, or refused by a rule, in words."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from members.partners.facts import place_of
from members.partners.models import PartnerSchool
from members.suggestions import selectors
from members.suggestions.engines import engines
from members.suggestions.funnel import must_label
from members.suggestions.mapping import wish_record
from members.suggestions.models import TAKEN_STATUSES, MatchRun
from members.suggestions.services.refreshing import LIMIT
from members.wishes.models import ExchangeWish
from portal.core.search.selectors import WordSearch

MOST_FOUND = 10


@dataclass(frozen=True)
class Answer:
    """A partner, its rank in the list or None, the reason why it is not there, and what would help.

    `anchor` is the field of the wish that may be loosened. `suggestion` has the fits of a partner that no rule refuses.
    """

    partner: PartnerSchool
    place: str
    rank: int | None
    reason: str = ""
    anchor: str = ""
    suggestion: Any = None


def why(wish: ExchangeWish, run: MatchRun | None, partners: Sequence[PartnerSchool]) -> list[Answer]:
    """An answer for each of these partners, which a school may see. Asks the engine as of today."""
    ranks = {one.partner_id: one.rank for one in run.suggestions.all()} if run else {}
    record = wish_record(wish, selectors.closed_doors([wish])[wish.pk])
    asked = set(wish.requests.filter(status__in=TAKEN_STATUSES).values_list("partner_id", flat=True))
    barred = selectors.barred_partners(wish)
    with engines.asking(timezone.localdate()) as engine:
        # One that was deleted a moment ago is in memory no more.
        partners = [one for one in partners if len(engine.pool.places([one.pk]))]
        rules = {one.pk: engine.why_not(record, one.pk) for one in partners if one.pk not in ranks}
        weighed = {key: engine.weigh(record, key) for key, rule in rules.items() if rule is None}
    behind = _behind if len(ranks) == LIMIT else _not_looked_at_yet

    def answer(one: PartnerSchool) -> Answer:
        closed = _closed(one, asked, barred)
        return _answer(wish, one, ranks.get(one.pk), rules.get(one.pk), weighed.get(one.pk), behind, closed)

    return [answer(one) for one in partners]


def partners_named(text: str) -> list[PartnerSchool]:
    """The partners whose names, places or themes have these words, the best `MOST_FOUND`; listed or paused ones."""
    search = WordSearch(PartnerSchool, text)
    best = search.best_first(search.keys())[: MOST_FOUND * 5]
    found = PartnerSchool.objects.visible().in_bulk([int(key) for key in best])
    return [found[int(key)] for key in best if int(key) in found][:MOST_FOUND]


def _answer(
    wish: ExchangeWish,
    partner: PartnerSchool,
    rank: int | None,
    rule: str | None,
    weighed: Any,
    behind: Callable[[PartnerSchool], str],
    closed: str,
) -> Answer:
    place = place_of(partner)
    if rank is not None:
        return Answer(partner, place, rank)
    if rule is None:
        return Answer(partner, place, None, behind(partner), suggestion=weighed)
    if rule == "asked":
        return Answer(partner, place, None, closed)
    if rule.startswith("must:"):
        words = _("It does not meet your must: %(must)s.") % {"must": must_label(rule[5:], wish)}
        return Answer(partner, place, None, words, "id_musts_0")
    words_of, anchor = _REASONS[rule]
    return Answer(partner, place, None, words_of(), anchor)


def _closed(partner: PartnerSchool, asked: Collection[int], barred: Collection[int]) -> str:
    """Why a partner is not to be suggested though no fact of it stands against it."""
    if partner.pk in asked:
        return _("We have asked it for this wish already.")
    if partner.pk in barred:
        return _("The office does not suggest it to your school. Please ask us if you want to know more.")
    return _("Your school has left it out.")


def _behind(partner: PartnerSchool) -> str:
    if partner.requests and partner.replies * 2 < partner.requests:
        return _("It meets all conditions, but it seldom answers. Ten others come before it.")
    return _("It meets all conditions, but others suit both sides better, or have more room. They come before it.")


def _not_looked_at_yet(partner: PartnerSchool) -> str:
    """A list with places left holds all that were possible when it was made."""
    return _("It meets all conditions, but did not yet when the list was made. The next list looks at it again.")


_REASONS: dict[str, tuple[Callable[[], str], str]] = {
    "status": (lambda: _("It takes no part in exchanges at present."), ""),
    "type": (lambda: _("It does not take part in this type of exchange."), "id_exchange_type_0"),
    "age": (lambda: _("Its pupils are more than two years older or younger."), "id_grades_0"),
    "language": (lambda: _("There is no language that both sides speak."), "id_languages_code_0"),
    "months": (lambda: _("There is no month that suits both."), "id_months_0"),
    "time": (lambda: _("The lessons of both never fall together."), "id_periods_0"),
    "capacity": (lambda: _("It takes no requests at present."), ""),
    "stale": (lambda: _("Its data are too old. The office is asking it."), ""),
}
