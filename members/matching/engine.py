"""The matching engine: for each wish the partners that suit it best, with the reasons.

The rules, formulae and the order are those of the matching contract in docs/matching.md. The
engine reads no clock, no network, no database and no random numbers: the same wishes and partners,
in whatever order they come, give the same answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from members.matching.comparisons import possible_months
from members.matching.criteria import counted, values_of
from members.matching.facts import PartnerFacts, Some, WishFacts
from members.matching.ordering import Candidates, listed_order, pinned_first, serving_order
from members.matching.parameters import PARAMETERS
from members.matching.pool import NOBODY, Pool, Real, Whole, pool_of
from members.matching.records import (
    Key,
    MatchResult,
    Part,
    Partner,
    Slot,
    Suggestion,
    Wish,
    WishSuggestions,
)
from members.matching.rules import count_with_musts, first_refusal, sift
from members.matching.score import MILLION, fit_of, load_of, mutual_fit, score_in_millionths
from members.matching.vocabulary import CRITERIA

ENGINE_VERSION = "1.1"
"""Goes up when the same input could give another answer."""

DEFAULT_LIMIT = PARAMETERS.list_limit
_DECIMALS = 6


class Engine:
    """A run: partners on a day, and how often each stands in a list already.

    Serves one wish after the other; who is listed for one is a little less likely for the next.
    """

    def __init__(self, pool: Pool, as_of: date) -> None:
        self.pool = pool
        self._partners = PartnerFacts(pool, as_of)
        self._listed = np.zeros(len(pool), np.int64)

    def serve(self, wish: Wish, limit: int = DEFAULT_LIMIT, first: Iterable[Key] = ()) -> WishSuggestions:
        """Suggest up to `limit` partners for a wish, and count them as listed.

        Those of `first` that no rule refuses stand before the others, in the given order.
        """
        facts = self._partners.wish(wish)
        possible, excluded = sift(facts, self._partners)
        scored = Scored(facts, possible, self._listed)
        order = listed_order(scored.candidates, limit, diverse=not wish.countries)
        pinned = np.flatnonzero(np.isin(possible.at, self.pool.places(first)))
        order = pinned_first(order, scored.candidates.sorted(pinned), limit)
        self._listed[possible.at[order]] += 1
        items = tuple(scored.suggestion(place, rank) for rank, place in enumerate(order, start=1))
        return WishSuggestions(wish=wish.id, items=items, excluded=excluded, possible=len(possible))

    def list_before(self, counts: Iterable[tuple[Key, int]]) -> None:
        """Count partners as listed so often already, in the lists of wishes that are not served now."""
        for key, count in counts:
            self._listed[self.pool.places([key])] += count

    def count(self, wish: Wish, choices: Sequence[frozenset[str]]) -> list[dict[str, int]]:
        """The counters, and `possible`, with each of these sets of musts instead of the wish's own."""
        return count_with_musts(self._partners.wish(wish), self._partners, choices)

    def why_not(self, wish: Wish, key: Key) -> str | None:
        """The first rule that keeps a partner of the pool from a wish, `None` when none does."""
        [place] = self.pool.places([key])
        return first_refusal(self._partners.wish(wish), self._partners, int(place))

    def weigh(self, wish: Wish, key: Key) -> Suggestion:
        """A partner of the pool as it would stand in a list, whether or not a rule refuses it; its rank is 0."""
        facts = self._partners.wish(wish)
        one = Some(self._partners, self.pool.places([key]))
        return Scored(facts, one, self._listed).suggestion(0, 0)


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
    engine = Engine(pool_of(partners), as_of)
    served = tuple(engine.serve(wish, limit) for wish in serving_order(wishes))
    return MatchResult(engine=ENGINE_VERSION, suggestions=served)


class Scored:
    """Partners with the values, fits and scores that they have for a wish.

    `listed` tells of each partner of the pool how often it stands in a list already.
    """

    def __init__(self, wish: WishFacts, some: Some, listed: Whole) -> None:
        self._wish, self._some = wish, some
        pool, at = some.pool, some.at
        self._values = values_of(wish, some)
        self._theirs = some.facts.weights(wish.wish.exchange_type)[pool.marks[at]]
        counts = [counted(value) for value in self._values]
        self.fit_school = fit_of(counts, wish.weights)
        self.fit_partner = fit_of(counts, [self._theirs[:, number] for number in range(len(CRITERIA))])
        self.fit = mutual_fit(self.fit_school, self.fit_partner)
        load = load_of(listed[at], pool.open_requests[at], np.maximum(pool.capacity[at], 1))
        self.candidates = Candidates(
            score=score_in_millionths(self.fit, some.facts.temper[at], load),
            load=load,
            confirmed=pool.confirmed[at],
            tie=at,
            country=pool.country[at],
            requests=pool.requests[at],
        )

    def suggestion(self, place: int, rank: int) -> Suggestion:
        """The partner at a place of `some`."""
        return Suggestion(
            partner=self._some.pool.ids[int(self._some.at[place])],
            rank=rank,
            fit=_rounded(self.fit, place),
            fit_school=_rounded(self.fit_school, place),
            fit_partner=_rounded(self.fit_partner, place),
            score=int(self.candidates.score[place]) / MILLION,
            parts=self._parts(place),
            slots=self._slots(place),
        )

    def _parts(self, place: int) -> tuple[Part, ...]:
        weights = zip(self._wish.weights, self._theirs[place].tolist(), strict=True)
        return tuple(
            Part(
                criterion=name,
                value=_rounded(counted(value[place : place + 1]), 0),
                weight_school=round(ours, _DECIMALS),
                weight_partner=round(theirs, _DECIMALS),
                known=not bool(np.isnan(value[place])),
            )
            for name, value, (ours, theirs) in zip(CRITERIA, self._values, weights, strict=True)
        )

    def _slots(self, place: int) -> tuple[Slot, ...]:
        one = Some(self._some.facts, self._some.at[place : place + 1])
        number = int(one.pool.timetable[one.at[0]])
        if self._wish.meetings is None or number == NOBODY:
            return ()
        months = int(possible_months(self._wish, one)[0])
        return self._wish.meetings.first_slots(one.facts.timetables[number], months)


def _rounded(numbers: Real, place: int) -> float:
    return round(float(numbers[place]), _DECIMALS)


def _refuse_doubles(what: str, ids: Iterable[Key]) -> None:
    doubles = sorted(str(name) for name, count in Counter(ids).items() if count > 1)
    if doubles:
        raise ValueError(f"{what} ids given more than once: {', '.join(doubles)}")
