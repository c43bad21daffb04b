"""The matching engine: for each wish the partners that suit it best, with the reasons.

The rules, formulae and the order are those of the matching contract in docs/matching.md. The
engine reads no clock, no network, no database and no random numbers: the same wishes and partners,
in whatever order they come, give the same answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from members.matching.comparisons import possible_months
from members.matching.criteria import UNKNOWN_VALUE, values_of
from members.matching.facts import PartnerFacts, WishFacts, partner_facts, wish_facts
from members.matching.ordering import Candidate, listed_order, serving_order
from members.matching.records import (
    MatchResult,
    Part,
    Partner,
    Slot,
    Suggestion,
    Wish,
    WishSuggestions,
)
from members.matching.rules import sift
from members.matching.score import MILLION, fit_of, load_of, mutual_fit, score_in_millionths
from members.matching.timetables import Weeks
from members.matching.vocabulary import CRITERIA

ENGINE_VERSION = "1.0"
"""Goes up when the same input could give another answer."""

DEFAULT_LIMIT = 10
_DECIMALS = 6


def match(
    wishes: Sequence[Wish],
    partners: Sequence[Partner],
    *,
    as_of: date,
    limit: int = DEFAULT_LIMIT,
) -> MatchResult:
    """Suggest up to `limit` partners for each wish, as of a day.

    The result holds every wish once, in serving order. Neither the order of `wishes` nor that of
    `partners` matters. Raises `ValueError` for an id given twice or a negative limit, and
    `zoneinfo.ZoneInfoNotFoundError` for a zone that does not exist.
    """
    _refuse_doubles("wish", (wish.id for wish in wishes))
    _refuse_doubles("partner", (partner.id for partner in partners))
    if limit < 0:
        raise ValueError(f"a limit of 0 or more expected, not {limit}")
    weeks = Weeks(as_of)
    ready = [partner_facts(partner, weeks, as_of) for partner in partners]
    listed: Counter[str] = Counter()
    suggestions: list[WishSuggestions] = []
    for wish in serving_order(wishes):
        served = _serve(wish_facts(wish, weeks), ready, listed, limit)
        listed.update(item.partner for item in served.items)
        suggestions.append(served)
    return MatchResult(engine=ENGINE_VERSION, suggestions=tuple(suggestions))


def _serve(wish: WishFacts, partners: Iterable[PartnerFacts], listed: Counter[str], limit: int) -> WishSuggestions:
    """The list of one wish; `listed` tells how often each partner stands in a list already."""
    possible, excluded = sift(wish, partners)
    by_id = {facts.partner.id: facts for facts in possible}
    candidates = [_candidate(wish, facts, listed[facts.partner.id]) for facts in possible]
    order = listed_order(candidates, diverse=not wish.wish.countries)[:limit]
    items = tuple(
        _suggestion(wish, by_id[candidate.partner], rank, candidate.score)
        for rank, candidate in enumerate(order, start=1)
    )
    return WishSuggestions(wish=wish.wish.id, items=items, excluded=excluded, possible=len(possible))


def _candidate(wish: WishFacts, facts: PartnerFacts, listed: int) -> Candidate:
    partner = facts.partner
    load = load_of(listed, partner.open_requests, partner.capacity)
    school, other = _fits(wish, facts)
    return Candidate(
        partner=partner.id,
        score=score_in_millionths(mutual_fit(school, other), facts.temper, load),
        load=load,
        # The `stale` rule has left confirmed partners only.
        confirmed_on=partner.confirmed_on or date.min,
        country=partner.country,
        requests=partner.requests,
    )


def _fits(wish: WishFacts, facts: PartnerFacts) -> tuple[float, float]:
    """The school's and the partner's fit."""
    values = [UNKNOWN_VALUE if value is None else value for value in values_of(wish, facts)]
    theirs = facts.weights[wish.wish.exchange_type]
    return fit_of(values, wish.weights), fit_of(values, theirs)


def _suggestion(wish: WishFacts, facts: PartnerFacts, rank: int, score: int) -> Suggestion:
    school, other = _fits(wish, facts)
    return Suggestion(
        partner=facts.partner.id,
        rank=rank,
        fit=round(mutual_fit(school, other), _DECIMALS),
        fit_school=round(school, _DECIMALS),
        fit_partner=round(other, _DECIMALS),
        score=score / MILLION,
        parts=_parts(wish, facts),
        slots=_slots(wish, facts),
    )


def _parts(wish: WishFacts, facts: PartnerFacts) -> tuple[Part, ...]:
    theirs = facts.weights[wish.wish.exchange_type]
    return tuple(
        Part(
            criterion=name,
            value=round(UNKNOWN_VALUE if value is None else value, _DECIMALS),
            weight_school=round(weight_school, _DECIMALS),
            weight_partner=round(weight_partner, _DECIMALS),
            known=value is not None,
        )
        for name, value, weight_school, weight_partner in zip(
            CRITERIA, values_of(wish, facts), wish.weights, theirs, strict=True
        )
    )


def _slots(wish: WishFacts, facts: PartnerFacts) -> tuple[Slot, ...]:
    if wish.meetings is None or facts.timetable is None:
        return ()
    return wish.meetings.first_slots(facts.timetable, possible_months(wish, facts))


def _refuse_doubles(what: str, ids: Iterable[str]) -> None:
    doubles = sorted(name for name, count in Counter(ids).items() if count > 1)
    if doubles:
        raise ValueError(f"{what} ids given more than once: {', '.join(doubles)}")
