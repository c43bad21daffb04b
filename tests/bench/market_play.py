"""What becomes of a market's lists: schools ask, partners answer, and the outcome is measured.

What is assumed of people, and why (the numbers are in `Behaviour`):

- A school reads its list from the top and asks the first partner that it truly likes well enough; when that fails, the
  next one of these. Lists in order are read so: the cascade model (Craswell, Zoeter, Taylor and Ramsey, "An
  experimental comparison of click position-bias models", WSDM 2008). Well enough is better than half of the possible
  ones: who wishes for an exchange need not ask for the best, and would rather not ask at all than below the average.
- Three rounds: a school year leaves time for about three letters that wait some weeks for an answer.
- A partner reads three requests a free place in a round and accepts whom it likes better than three quarters of those
  that could ask it: an exchange is weeks of work.
- The rate of answers falls with the days since the profile was confirmed, in a straight line by 65 % at 18 months.
  Addresses die at about a fifth to a quarter a year, by the usual figures for lists of contacts, which alone makes a
  third; who has let the reminders pass as well is the less likely to answer. 65 % is the middle of 50 to 80 %, within
  which we would believe any figure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.bench.market_lists import Lists
from tests.bench.market_world import OLDEST_DAYS, SCHOOL_AGES, Market, Real

ROUNDS = 3
READ_A_PLACE = 3
RELEVANT = 0.8
"""A pair is relevant to a side when it likes it better than this share of the possible pairs."""
OVERLOADED = 4
"""A partner is overloaded when it stands in more lists than this for each exchange that it can take."""


@dataclass(frozen=True)
class Behaviour:
    """How people behave, in shares from 0 to 1.

    A school asks whom it likes better than `worth_asking` of the possible partners, a partner accepts whom it likes
    better than `accepted` of those that could ask, and answers `fall` less often 18 months after its confirmation.
    Unless it reads `from_the_top`, a school knows of all on its list whom it likes best, and begins with that one.
    """

    worth_asking: float = 0.5
    accepted: float = 0.75
    fall: float = 0.65
    from_the_top: bool = True


@dataclass(frozen=True)
class Outcome:
    """What became of a market under one way of listing.

    `confirmed`: share of the schools with a partner; `precision`: mean share of relevant pairs in a list (mutual
    P@5); `gini`: of the numbers of lists in which partners stand; `overloaded`: share of the partners; `by_kind`:
    confirmed share by type of school, of those with any possible partner.
    """

    confirmed: float
    precision: float
    gini: float
    overloaded: float
    by_kind: dict[str, float]


def play(market: Market, lists: Lists, way: str, behaviour: Behaviour, seed: int) -> Outcome:
    """Let schools ask and partners answer by the lists of one way, and measure."""
    listed = lists.by_way[way]
    matched = _ask(market, lists, listed, behaviour, np.random.default_rng(seed))
    shown = np.bincount(np.concatenate([np.array(one, np.int64) for one in listed]), minlength=len(market.partners))
    capacity = np.array([one.capacity for one in market.partners])
    return Outcome(
        confirmed=float(np.mean(matched)),
        precision=float(np.mean([_relevant(lists, wish, one) for wish, one in enumerate(listed)])),
        gini=_gini(shown.astype(np.float64)),
        overloaded=float(np.mean(shown > OVERLOADED * capacity)),
        by_kind={kind: _share(market, lists, matched, kind) for kind in SCHOOL_AGES},
    )


def _ask(
    market: Market, lists: Lists, listed: list[list[int]], behaviour: Behaviour, dice: np.random.Generator
) -> list[bool]:
    """Whether each school has found a partner after all rounds."""
    answers = market.rates * (1 - behaviour.fall * np.minimum(market.ages / OLDEST_DAYS, 1))
    left = [
        [one for one in standing if lists.ours[wish][one] >= behaviour.worth_asking]
        for wish, standing in enumerate(listed)
    ]
    if not behaviour.from_the_top:
        left = [sorted(one, key=lambda partner, wish=wish: -lists.ours[wish][partner]) for wish, one in enumerate(left)]
    free = [one.capacity for one in market.partners]
    matched = [False] * len(left)
    for _round in range(ROUNDS):
        waiting: dict[int, list[int]] = {}
        for wish in dice.permutation(len(left)).tolist():
            if not matched[wish] and left[wish]:
                waiting.setdefault(left[wish].pop(0), []).append(wish)
        for partner, asking in waiting.items():
            for wish in asking[: READ_A_PLACE * free[partner]]:
                replies = dice.random() < answers[partner]
                if free[partner] and replies and lists.theirs[wish][partner] >= behaviour.accepted:
                    free[partner] -= 1
                    matched[wish] = True
    return matched


def _relevant(lists: Lists, wish: int, standing: list[int]) -> float:
    """The share of a list's partners with whom both sides would be happy; 0 for an empty list."""
    happy = [lists.ours[wish][one] > RELEVANT and lists.theirs[wish][one] > RELEVANT for one in standing]
    return sum(happy) / len(happy) if happy else 0.0


def _share(market: Market, lists: Lists, matched: list[bool], kind: str) -> float:
    able = [number for number, one in enumerate(market.kinds) if one == kind and lists.ours[number]]
    return sum(matched[number] for number in able) / max(len(able), 1)


def _gini(figures: Real) -> float:
    """0 when all are shown as often, near 1 when one takes it all: mean difference over twice the mean."""
    ordered = np.sort(figures)
    count = len(ordered)
    total = ordered.sum()
    return float((2 * np.arange(1, count + 1) - count - 1) @ ordered / (count * total)) if total else 0.0
