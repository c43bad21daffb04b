"""An invented market of schools and partners: what each states in the forms, and what nobody states.

What is assumed of it, and why (the numbers are in `Breadth`, `make_market` and `market_play.Behaviour`):

- Both sides state facts and marks as in the forms. What they truly like hangs on these, on a charm that some partners
  have for everybody, and on a taste of each pair that no form asks for: no form knows a school.
- Partners differ in breadth. A register holds whole schools from 6 to 18 that take nearly any month and theme and
  speak good English, and single teachers with one class and one subject; whoever is broad is so in most ways at once.
  Nobody has counted them, so breadth is even from 0 to 1.
- Partners answer at a hidden rate of their own. Their record shows it with the few requests that they had so far.
- Confirmations are spread evenly over the 18 months after which a profile is not suggested any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from members.matching import Partner, Period, Wish

AS_OF = date(2026, 9, 15)
OLDEST_DAYS = 547
"""Eighteen months."""
SCHOOL_AGES = {"elementary": (8, 12), "junior_high": (12, 15), "high": (15, 18)}
Real = NDArray[np.float64]
Breadth = Callable[[np.random.Generator], float]
"""Draws how broad a partner is: 0 takes one age, few months and one theme, 1 nearly everything."""

EVEN: Breadth = lambda dice: float(dice.random())  # noqa: E731
ALIKE: Breadth = lambda dice: 0.5  # noqa: E731
TWO_KINDS: Breadth = lambda dice: 0.9 if dice.random() < 0.2 else 0.2  # noqa: E731

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


@dataclass(frozen=True)
class Market:
    """Wishes and partners, and what is hidden: tastes (wishes × partners) of both sides and the rates of answers.

    `ages` are the days since each partner's confirmation.
    """

    wishes: list[Wish]
    kinds: list[str]
    partners: list[Partner]
    taste_of_schools: Real
    taste_of_partners: Real
    rates: Real
    ages: Real


def make_market(schools: int, partners: int, seed: int, breadth: Breadth = EVEN) -> Market:
    """An invented market; the same for the same arguments."""
    dice = np.random.default_rng(seed)
    rates = dice.beta(2, 2, partners)
    offered = [_partner(number, float(rates[number]), breadth(dice), dice) for number in range(partners)]
    kinds = [str(dice.choice(list(SCHOOL_AGES))) for _each in range(schools)]
    wished = [_wish(number, kind, dice) for number, kind in enumerate(kinds)]
    charm = dice.normal(0, 0.12, partners)
    hidden = dice.normal(0, 0.15, (2, schools, partners))
    ages = np.array([(AS_OF - (one.confirmed_on or AS_OF)).days for one in offered], np.float64)
    return Market(wished, kinds, offered, hidden[0] + charm, hidden[1], rates, ages)


def _wish(number: int, kind: str, dice: np.random.Generator) -> Wish:
    low, high = SCHOOL_AGES[kind]
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


def _partner(number: int, rate: float, breadth: float, dice: np.random.Generator) -> Partner:
    """One partner: an age span of 1 to 8 years, 3 to 11 months, 1 to 6 themes, English at 2 to 4, by its breadth."""
    country, zone, language = _PLACES[int(dice.integers(len(_PLACES)))]
    span = 1 + round(7 * breadth)
    youngest = int(dice.integers(6, 19 - span))
    asked = int(dice.integers(0, 9))
    start = 480 + 5 * int(dice.integers(0, 6))
    return Partner(
        id=f"p{number:05}",
        exchange_types=frozenset(_TYPES if dice.random() < 0.3 + 0.6 * breadth else (str(dice.choice(_TYPES)),)),
        country=country,
        timezone=zone,
        ages=(youngest, youngest + span),
        months=frozenset(dice.choice(range(1, 13), 3 + round(8 * breadth), replace=False).tolist()),
        languages={"en": 2 + round(2 * breadth), "ja": int(dice.integers(0, 3)), language: 4},
        themes=frozenset(dice.choice(_THEMES, 1 + round(5 * breadth), replace=False).tolist()),
        class_size=int(dice.integers(10, 40)),
        tools=frozenset({str(dice.choice(["zoom", "teams", "meet"]))}),
        periods=tuple(Period(day, start + 60 * slot, start + 60 * slot + 50) for day in range(5) for slot in range(5)),
        capacity=int(dice.integers(1, 5)),
        requests=asked,
        replies=int(dice.binomial(asked, rate)),
        confirmed_on=AS_OF - timedelta(days=int(dice.integers(1, OLDEST_DAYS))),
        importance={"age": int(dice.integers(0, 4)), "theme": int(dice.integers(0, 4))},
    )
