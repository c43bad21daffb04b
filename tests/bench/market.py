"""A market of invented schools and partners in which the engine's lists are compared with simpler ones.

Everybody states facts and marks, as in the forms; what they truly like hangs on these and on a taste that nobody
states. Partners answer as often as their hidden rate, which their record shows with little data. All wishes are open
at once: each school reads a list of five and asks, in rounds, the partner that it truly likes best of those left; a
partner reads three requests a free place and accepts whom it truly likes well enough.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from members.matching import Engine, Partner, Period, Wish
from members.matching.engine import Scored
from members.matching.facts import PartnerFacts
from members.matching.pool import pool_of
from members.matching.rules import sift
from tests.bench.report import Report

AS_OF = date(2026, 9, 15)
LISTED = 5
ROUNDS = 3
READ_A_PLACE = 3
SEEDS = 6
RELEVANT = 0.8
"""A pair is relevant to a side when it likes it better than this share of the possible pairs."""
WORTH_ASKING = 0.5
"""A school that reads of a partner asks it only when it likes it better than this share of the possible ones."""
ACCEPTED = 0.75
"""A partner accepts whom it likes better than this share of those that could ask it: an exchange is weeks of work."""
MARKETS = {"rich": (300, 800), "scarce": (600, 300)}
_THEMES = ("food", "sdgs", "steam", "career", "school_life", "traditional_culture", "music_dance", "play_sports")
_PLACES = [
    ("AU", "Australia/Sydney", "en"),
    ("NZ", "Pacific/Auckland", "en"),
    ("TW", "Asia/Taipei", "zh"),
    ("KR", "Asia/Seoul", "ko"),
    ("SG", "Asia/Singapore", "en"),
    ("PH", "Asia/Manila", "en"),
]
_TYPES = ("live_online", "letter_card")
_SCHOOL_AGES = {"elementary": (8, 12), "junior_high": (12, 15), "high": (15, 18)}
Places = NDArray[np.int64]
Real = NDArray[np.float64]


@dataclass(frozen=True)
class Market:
    """Wishes and partners, and what is hidden: tastes (wishes × partners) of both sides and the rates of answers."""

    wishes: list[Wish]
    kinds: list[str]
    partners: list[Partner]
    taste_of_schools: Real
    taste_of_partners: Real
    answers: Real


@dataclass(frozen=True)
class Choice:
    """What a way of listing may go by for one wish: the possible partners with the engine's figures for them."""

    at: Places
    fit_school: Real
    fit: Real
    temper: Real
    popularity: Real
    listed: Places


Way = Callable[[Choice, np.random.Generator], Real]
"""Gives each possible partner a figure; the highest are listed."""

WAYS: dict[str, Way] = {
    "random": lambda one, dice: dice.random(len(one.at)),
    "filter and name": lambda one, dice: -one.at.astype(np.float64),
    "popularity": lambda one, dice: one.popularity,
    "one-sided fit": lambda one, dice: one.fit_school,
    "mutual fit and answers, no load": lambda one, dice: one.fit * one.temper,
}
ENGINE = "the engine"


def make_market(schools: int, partners: int, seed: int) -> Market:
    """An invented market; the same for the same numbers."""
    dice = np.random.default_rng(seed)
    rates = dice.beta(2, 2, partners)
    offered = [_partner(number, float(rates[number]), dice) for number in range(partners)]
    kinds = [str(dice.choice(list(_SCHOOL_AGES))) for _each in range(schools)]
    wished = [_wish(number, kind, dice) for number, kind in enumerate(kinds)]
    # Some partners please everybody, and each pair has something that no form asks for.
    charm = dice.normal(0, 0.12, partners)
    hidden = dice.normal(0, 0.15, (2, schools, partners))
    return Market(wished, kinds, offered, hidden[0] + charm, hidden[1], rates)


def _wish(number: int, kind: str, dice: np.random.Generator) -> Wish:
    low, high = _SCHOOL_AGES[kind]
    age = int(dice.integers(low, high))
    start = 520 + 5 * int(dice.integers(0, 4))
    return Wish(
        id=f"w{number:04}",
        exchange_type=str(dice.choice(_TYPES)),
        ages=(age, age),
        months=frozenset(dice.choice(range(1, 13), 4, replace=False).tolist()),
        languages={"en": int(dice.integers(1, 4)), "ja": 4},
        themes=frozenset(dice.choice(_THEMES, 2, replace=False).tolist()),
        countries=frozenset(one for one, _zone, _language in _PLACES if dice.random() < 0.15),
        class_size=int(dice.integers(15, 40)),
        periods=tuple(Period(day, start + 55 * slot, start + 55 * slot + 45) for day in range(5) for slot in (0, 2, 4)),
        tools=frozenset({"zoom", "teams"}),
        importance={"theme": int(dice.integers(0, 4)), "language": int(dice.integers(0, 4))},
        waiting_since=AS_OF - timedelta(days=int(dice.integers(1, 90))),
    )


def _partner(number: int, rate: float, dice: np.random.Generator) -> Partner:
    country, zone, language = _PLACES[int(dice.integers(len(_PLACES)))]
    youngest = int(dice.integers(6, 16))
    asked = int(dice.integers(0, 9))
    start = 480 + 5 * int(dice.integers(0, 6))
    return Partner(
        id=f"p{number:05}",
        exchange_types=frozenset(_TYPES if dice.random() < 0.6 else (str(dice.choice(_TYPES)),)),
        country=country,
        timezone=zone,
        ages=(youngest, youngest + int(dice.integers(1, 4))),
        months=frozenset(dice.choice(range(1, 13), int(dice.integers(4, 10)), replace=False).tolist()),
        languages={language: 4, "en": 3, "ja": int(dice.integers(0, 3))},
        themes=frozenset(dice.choice(_THEMES, int(dice.integers(1, 4)), replace=False).tolist()),
        class_size=int(dice.integers(10, 40)),
        tools=frozenset({str(dice.choice(["zoom", "teams", "meet"]))}),
        periods=tuple(Period(day, start + 60 * slot, start + 60 * slot + 50) for day in range(5) for slot in range(5)),
        capacity=int(dice.integers(1, 5)),
        requests=asked,
        replies=int(dice.binomial(asked, rate)),
        confirmed_on=AS_OF - timedelta(days=int(dice.integers(1, 500))),
        importance={"age": int(dice.integers(0, 4)), "theme": int(dice.integers(0, 4))},
    )


@dataclass
class Outcome:
    """What became of a market under one way of listing."""

    confirmed: float
    precision: float
    gini: float
    overloaded: float
    by_kind: dict[str, float]


def play(market: Market, way: str, seed: int) -> Outcome:
    """Make all lists, let schools ask and partners answer, and measure."""
    dice = np.random.default_rng(seed)
    lists, liking, likings = _lists(market, way, dice)
    exposure = np.bincount(np.concatenate([np.array(one, np.int64) for one in lists]), minlength=len(market.partners))
    relevant = [
        np.mean([liking[wish][p] > RELEVANT and likings[wish][p] > RELEVANT for p in listed]) if listed else 0.0
        for wish, listed in enumerate(lists)
    ]
    matched = _ask(market, lists, liking, likings, dice)
    capacity = np.array([one.capacity for one in market.partners])
    shares = {}
    for kind in _SCHOOL_AGES:
        able = [bool(liking[number]) for number, one in enumerate(market.kinds) if one == kind]
        won = [matched[number] for number, one in enumerate(market.kinds) if one == kind]
        shares[kind] = sum(won) / max(sum(able), 1)
    return Outcome(
        confirmed=float(np.mean(matched)),
        precision=float(np.mean(relevant)),
        gini=_gini(exposure.astype(np.float64)),
        overloaded=float(np.mean(exposure > 4 * capacity)),
        by_kind=shares,
    )


Liking = list[dict[int, float]]
"""By wish and possible partner, 0 to 1: better than which share of the possible ones a side likes the other."""


def _lists(market: Market, way: str, dice: np.random.Generator) -> tuple[list[list[int]], Liking, Liking]:
    pool = pool_of(market.partners)
    facts, engine = PartnerFacts(pool, AS_OF), Engine(pool, AS_OF)
    popularity = np.array([one.requests for one in market.partners], np.float64)
    listed = np.zeros(len(pool), np.int64)
    lists: list[list[int]] = [[] for _wish in market.wishes]
    ours: Liking = [{} for _wish in market.wishes]
    truth: list[dict[int, float]] = [{} for _wish in market.wishes]
    for number in sorted(range(len(market.wishes)), key=lambda one: market.wishes[one].waiting_since or AS_OF):
        wish = market.wishes[number]
        asked = facts.wish(wish)
        possible, _counters = sift(asked, facts)
        if not len(possible):
            continue
        at, scored = possible.at, Scored(asked, possible, listed)
        ours[number] = _ranked(at, scored.fit_school + market.taste_of_schools[number, at])
        truth[number] = dict(zip(at.tolist(), scored.fit_partner + market.taste_of_partners[number, at], strict=True))
        if way == ENGINE:
            items = engine.serve(wish, LISTED).items
            lists[number] = pool.places([item.partner for item in items]).tolist()
            continue
        choice = Choice(at, scored.fit_school, scored.fit, facts.temper[at], popularity[at], listed[at])
        best = np.argsort(-WAYS[way](choice, dice), kind="stable")[:LISTED]
        lists[number] = at[best].tolist()
    return lists, ours, _by_partner(truth)


def _ranked(keys: Places, figures: Real) -> dict[int, float]:
    """For each key which share of the figures its own exceeds."""
    order = np.argsort(np.argsort(figures))
    return dict(zip(keys.tolist(), (order / max(len(figures) - 1, 1)).tolist(), strict=True))


def _by_partner(truth: list[dict[int, float]]) -> Liking:
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


def _ask(market: Market, lists: list[list[int]], ours: Liking, theirs: Liking, dice: np.random.Generator) -> list[bool]:
    """Whether each school has found a partner after all rounds."""
    liked = [[one for one in listed if ours[wish][one] >= WORTH_ASKING] for wish, listed in enumerate(lists)]
    left = [sorted(listed, key=lambda one, wish=wish: -ours[wish][one]) for wish, listed in enumerate(liked)]
    free = [one.capacity for one in market.partners]
    matched = [False] * len(lists)
    for _round in range(ROUNDS):
        waiting: dict[int, list[int]] = {}
        for wish in dice.permutation(len(lists)).tolist():
            if not matched[wish] and left[wish]:
                waiting.setdefault(left[wish].pop(0), []).append(wish)
        for partner, asking in waiting.items():
            for wish in asking[: READ_A_PLACE * free[partner]]:
                answers = dice.random() < market.answers[partner]
                if free[partner] and answers and theirs[wish][partner] >= ACCEPTED:
                    free[partner] -= 1
                    matched[wish] = True
    return matched


def _gini(figures: Real) -> float:
    """0 when all are shown as often, near 1 when one takes it all: mean difference over twice the mean."""
    ordered = np.sort(figures)
    count = len(ordered)
    total = ordered.sum()
    return float((2 * np.arange(1, count + 1) - count - 1) @ ordered / (count * total)) if total else 0.0


def run(cases: int, report: Report) -> None:
    """All ways in both markets, and what the engine must be better by."""
    for name, (schools, partners) in MARKETS.items():
        report.heading(f"A {name} market: {schools} schools, {partners} partners, mean of {SEEDS}")
        found = {way: _mean(schools, partners, way) for way in [*WAYS, ENGINE]}
        for way, one in found.items():
            figures = f"confirmed {one.confirmed:.3f}   mutual P@5 {one.precision:.3f}"
            report.line(way, f"{figures}   Gini {one.gini:.2f}   overloaded {100 * one.overloaded:4.1f} %")
        _judge(name, found, report)


def _mean(schools: int, partners: int, way: str) -> Outcome:
    played = [play(make_market(schools, partners, seed), way, seed) for seed in range(SEEDS)]
    names = ("confirmed", "precision", "gini", "overloaded")
    return Outcome(
        *(float(np.mean([getattr(one, name) for one in played])) for name in names),
        {kind: float(np.mean([one.by_kind[kind] for one in played])) for kind in _SCHOOL_AGES},
    )


_OVER_ONE_SIDED = {"rich": 1.1, "scarce": 1.25}


def _judge(name: str, found: dict[str, Outcome], report: Report) -> None:
    engine, no_load = found[ENGINE], found["mutual fit and answers, no load"]
    shares = sorted(engine.by_kind.values())
    demands = [
        ("confirmed against one-sided", engine.confirmed / found["one-sided fit"].confirmed, _OVER_ONE_SIDED[name]),
        ("confirmed against no load", engine.confirmed / no_load.confirmed, 1.3),
        ("confirmed against random", engine.confirmed / found["random"].confirmed, 2.0),
        ("Gini below no load", no_load.gini - engine.gini, 0.1),
        ("the least share of a school type against the most", shares[0] / shares[-1], 0.8),
    ]
    for label, value, least in demands:
        report.line(label, f"{value:.2f}   at least {least}")
        if value < least:
            report.missed.append(f"{name} market, {label}: {value:.2f}, demanded {least}")
