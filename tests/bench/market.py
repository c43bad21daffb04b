"""The engine's lists against simpler ones in invented markets, and how far the result hangs on what is assumed.

`market_world.py` and `market_play.py` tell the assumptions and their reasons.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tests.bench.market_lists import ENGINE, NO_LOAD, ONE_SIDED, RANDOM, WAYS, lists_of
from tests.bench.market_play import Behaviour, Outcome, play
from tests.bench.market_world import ALIKE, EVEN, SCHOOL_AGES, TWO_KINDS, Breadth, make_market
from tests.bench.report import Report

SEEDS = range(6)
OTHER_SEEDS = range(100, 106)
_ALL_WAYS = (*WAYS, ENGINE)
USUAL = Behaviour()
_COMPARED = (RANDOM, ONE_SIDED, NO_LOAD, ENGINE)


@dataclass(frozen=True)
class Scene:
    """A market and its people: how many schools and partners, how broad partners are, how both sides behave."""

    schools: int
    partners: int
    breadth: Breadth = EVEN
    behaviour: Behaviour = USUAL
    seeds: range = SEEDS


SMALL, LARGE, SCARCE = Scene(300, 800), Scene(600, 3000), Scene(600, 300)
MARKETS = {"a rich market": SMALL, "a large rich market": LARGE, "a scarce market": SCARCE}
_OVER_ONE_SIDED = {SMALL: 1.1, LARGE: 1.1, SCARCE: 1.25}
Found = dict[str, Outcome]


def run(cases: int, report: Report) -> None:
    """All ways in all markets, what the engine must be better by, and the same with other assumptions."""
    for name, scene in MARKETS.items():
        report.heading(f"{name.capitalize()}: {scene.schools} schools, {scene.partners} partners, mean of {len(SEEDS)}")
        [found] = outcomes(scene, [scene.behaviour], _ALL_WAYS)
        for way, one in found.items():
            figures = f"confirmed {one.confirmed:.3f}   mutual P@5 {one.precision:.3f}"
            report.line(way, f"{figures}   Gini {one.gini:.2f}   overloaded {100 * one.overloaded:4.1f} %")
        _judge(name, scene, found, report)
    for name, scene in MARKETS.items():
        _sensitivity(name, scene, report)


def outcomes(scene: Scene, behaviours: list[Behaviour], ways: tuple[str, ...]) -> list[Found]:
    """For each of the behaviours the mean outcome of each way over the seeds."""
    played: list[dict[str, list[Outcome]]] = [{way: [] for way in ways} for _each in behaviours]
    for seed in scene.seeds:
        market = make_market(scene.schools, scene.partners, seed, scene.breadth)
        lists = lists_of(market, seed)
        for behaviour, found in zip(behaviours, played, strict=True):
            for way in ways:
                found[way].append(play(market, lists, way, behaviour, seed))
    return [{way: _mean(several) for way, several in found.items()} for found in played]


def _mean(played: list[Outcome]) -> Outcome:
    names = ("confirmed", "precision", "gini", "overloaded")
    return Outcome(
        *(float(np.mean([getattr(one, name) for one in played])) for name in names),
        {kind: float(np.mean([one.by_kind[kind] for one in played])) for kind in SCHOOL_AGES},
    )


def _demands(found: Found, over_one_sided: float) -> list[tuple[str, float, float]]:
    """(What is demanded, the value, the least that it may be)."""
    engine, shares = found[ENGINE], sorted(found[ENGINE].by_kind.values())
    return [
        ("confirmed against one-sided", engine.confirmed / found[ONE_SIDED].confirmed, over_one_sided),
        ("confirmed against no load", engine.confirmed / found[NO_LOAD].confirmed, 1.3),
        ("confirmed against random", engine.confirmed / found[RANDOM].confirmed, 2.0),
        ("Gini below no load", found[NO_LOAD].gini - engine.gini, 0.1),
        ("least share of a school type against the most", shares[0] / shares[-1], 0.8),
    ]


def _judge(name: str, scene: Scene, found: Found, report: Report) -> None:
    for label, value, least in _demands(found, _OVER_ONE_SIDED[scene]):
        report.line(label, f"{value:.2f}   at least {least}")
        if value < least:
            report.missed.append(f"{name}, {label}: {value:.2f}, demanded {least}")


def _sensitivity(name: str, scene: Scene, report: Report) -> None:
    """The demands with one assumption varied at a time; `!` marks what is missed. No target is judged here."""
    report.heading(f"What {name} hangs on: one assumption varied at a time")
    report.line("", "one-sided   no load   random   Gini below   school types")
    usual, least = scene.behaviour, _OVER_ONE_SIDED[scene]
    varied = {"as assumed": usual}
    varied |= {f"worth asking {share}": replace(usual, worth_asking=share) for share in (0.0, 0.3, 0.7)}
    varied |= {f"accepted {share}": replace(usual, accepted=share) for share in (0.5, 0.6, 0.9)}
    varied |= {f"fall of answers {share}": replace(usual, fall=share) for share in (0.0, 0.5, 0.8)}
    varied |= {"schools ask the one they like best": replace(usual, from_the_top=False)}
    for label, found in zip(varied, outcomes(scene, list(varied.values()), _COMPARED), strict=True):
        _row(label, found, least, report)
    half, double = (
        replace(scene, schools=round(scene.schools * by), partners=round(scene.partners * by)) for by in (0.5, 2)
    )
    others = {
        "partners all alike in breadth": replace(scene, breadth=ALIKE),
        "a fifth of generalists, else specialists": replace(scene, breadth=TWO_KINDS),
        "half the size": half,
        "twice the size, 2 seeds": replace(double, seeds=range(2)),
        "half the partners": replace(scene, partners=scene.partners // 2),
        "twice the partners, 2 seeds": replace(scene, partners=scene.partners * 2, seeds=range(2)),
        "six other seeds": replace(scene, seeds=OTHER_SEEDS),
    }
    for label, other in others.items():
        [found] = outcomes(other, [usual], _COMPARED)
        _row(label, found, least, report)


def _row(label: str, found: Found, least: float, report: Report) -> None:
    values = [f"{value:.2f}{' ' if value >= bound else '!'}" for _what, value, bound in _demands(found, least)]
    report.line(label, "    ".join(f"{one:>7}" for one in values))
