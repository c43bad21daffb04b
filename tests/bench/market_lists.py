"""The lists that each way of listing gives in a market, and how much both sides would truly like each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from members.matching import Engine, serving_order
from members.matching.engine import Scored
from members.matching.facts import PartnerFacts
from members.matching.ordering import listed_order
from members.matching.pool import pool_of
from members.matching.rules import sift
from members.matching.score import score_in_millionths
from tests.bench.market_world import AS_OF, Market, Real

LISTED = 5
Places = NDArray[np.int64]
Liking = list[dict[int, float]]
"""By wish and possible partner, 0 to 1: better than which share of the possible ones a side likes the other."""


@dataclass(frozen=True)
class Choice:
    """What a way of listing may go by for one wish: the possible partners with the engine's figures for them."""

    at: Places
    scored: Scored
    temper: Real
    popularity: Real
    any_country: bool


Way = Callable[[Choice, np.random.Generator], Places]
"""Gives the places of the listed partners among the possible ones, in order."""


def _highest(figures: Real) -> Places:
    return np.argsort(-figures, kind="stable")[:LISTED]


def _without_load(one: Choice, _dice: np.random.Generator) -> Places:
    """The engine's own order, its rules of diversity and newcomers too, of scores without what the load takes off."""
    nothing = np.zeros(len(one.at))
    score = score_in_millionths(one.scored.fit, one.temper, nothing)
    candidates = replace(one.scored.candidates, score=score, load=nothing)
    return np.array(listed_order(candidates, LISTED, diverse=one.any_country), np.int64)


ENGINE, NO_LOAD, ONE_SIDED, RANDOM = "the engine", "the engine without load", "one-sided fit", "random"
WAYS: dict[str, Way] = {
    RANDOM: lambda one, dice: _highest(dice.random(len(one.at))),
    "filter and name": lambda one, dice: np.arange(len(one.at))[:LISTED],
    "popularity": lambda one, dice: _highest(one.popularity),
    ONE_SIDED: lambda one, dice: _highest(one.scored.fit_school),
    NO_LOAD: _without_load,
}


@dataclass(frozen=True)
class Lists:
    """For each way the places of the partners in each wish's list; the true likings of schools and partners."""

    by_way: dict[str, list[list[int]]]
    ours: Liking
    theirs: Liking


def lists_of(market: Market, seed: int) -> Lists:
    """All lists of a market, made in the engine's serving order."""
    pool = pool_of(market.partners)
    facts, engine = PartnerFacts(pool, AS_OF), Engine(pool, AS_OF)
    number_of = {one.id: number for number, one in enumerate(market.wishes)}
    nobody_listed, dice = np.zeros(len(pool), np.int64), np.random.default_rng(seed)
    by_way: dict[str, list[list[int]]] = {way: [[] for _wish in market.wishes] for way in [*WAYS, ENGINE]}
    ours: Liking = [{} for _wish in market.wishes]
    truth: Liking = [{} for _wish in market.wishes]
    for wish in serving_order(market.wishes):
        number, asked = number_of[wish.id], facts.wish(wish)
        possible, _counters = sift(asked, facts)
        at, scored = possible.at, Scored(asked, possible, nobody_listed)
        ours[number] = _ranked(at, scored.fit_school + market.taste_of_schools[number, at])
        truth[number] = dict(zip(at.tolist(), scored.fit_partner + market.taste_of_partners[number, at], strict=True))
        choice = Choice(at, scored, facts.temper[at], pool.requests[at].astype(np.float64), not wish.countries)
        for way, listing in WAYS.items():
            by_way[way][number] = at[listing(choice, dice)].tolist()
        # `places` would sort them.
        by_way[ENGINE][number] = [int(pool.places([item.partner])[0]) for item in engine.serve(wish, LISTED).items]
    return Lists(by_way, ours, _by_partner(truth))


def _ranked(keys: Places, figures: Real) -> dict[int, float]:
    """For each key which share of the figures its own exceeds."""
    order = np.argsort(np.argsort(figures))
    return dict(zip(keys.tolist(), (order / max(len(figures) - 1, 1)).tolist(), strict=True))


def _by_partner(truth: Liking) -> Liking:
    """How each partner likes each wish, against all wishes that could ask it."""
    wishes: dict[int, list[int]] = {}
    for wish, figures in enumerate(truth):
        for partner in figures:
            wishes.setdefault(partner, []).append(wish)
    found: Liking = [{} for _wish in truth]
    for partner, keys in wishes.items():
        ranked = _ranked(np.array(keys), np.array([truth[wish][partner] for wish in keys]))
        for wish, share in ranked.items():
            found[wish][partner] = share
    return found
