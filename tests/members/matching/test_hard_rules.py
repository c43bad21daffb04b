"""Ten thousand suggested pairs, and no hard rule that refuses one; nor is anybody left out without a rule."""

from __future__ import annotations

import random
from datetime import timedelta

from members.matching import Partner, Period, Wish, match
from members.matching.timetables import Weeks
from members.matching.vocabulary import CRITERIA
from tests.members.matching.builders import AS_OF
from tests.members.matching.by_the_book import refusal

TYPES = ("live_online", "letter_card", "inbound_visit")
PLACES = {"AU": "Australia/Sydney", "TW": "Asia/Taipei", "FR": "Europe/Paris", "US": "America/New_York"}
THEMES = ("food", "sdgs", "steam", "career", "language")
TOOLS = ("zoom", "teams", "meet")
LEAST_PAIRS = 10_000


def some(dice: random.Random, codes, share=0.5):
    """Some of the codes; none, which is no answer, now and then."""
    return frozenset(one for one in codes if dice.random() < share)


def maybe(dice: random.Random, value):
    return value if dice.random() < 0.9 else None


def lessons(dice: random.Random) -> tuple[Period, ...]:
    start = 480 + 5 * dice.randrange(40)
    return tuple(Period(day, start + 60 * one, start + 60 * one + 50) for day in range(5) for one in range(3))


def a_wish(number: int, dice: random.Random) -> Wish:
    age = dice.randint(6, 17)
    return Wish(
        id=f"w{number}",
        exchange_type=dice.choice(TYPES),
        ages=maybe(dice, (age, age + 1)),
        months=some(dice, range(1, 13), 0.3),
        languages={code: dice.randint(0, 4) for code in some(dice, ("en", "ja", "zh"))},
        themes=some(dice, THEMES),
        countries=some(dice, PLACES, 0.3),
        class_size=maybe(dice, dice.randint(10, 40)),
        periods=lessons(dice),
        tools=some(dice, TOOLS),
        musts=some(dice, CRITERIA, 0.15),
        excluded_partners=frozenset(f"p{dice.randrange(400)}" for _each in range(5)),
    )


def a_partner(number: int, dice: random.Random) -> Partner:
    age, country = dice.randint(5, 15), dice.choice(list(PLACES))
    return Partner(
        id=f"p{number}",
        exchange_types=some(dice, TYPES),
        country=maybe(dice, country),
        timezone=maybe(dice, PLACES[country]),
        ages=maybe(dice, (age, age + dice.randint(0, 4))),
        months=some(dice, range(1, 13)),
        languages={code: dice.randint(0, 4) for code in some(dice, ("en", "ja", "zh"))},
        themes=some(dice, THEMES),
        class_size=maybe(dice, dice.randint(10, 40)),
        tools=some(dice, TOOLS),
        periods=lessons(dice),
        capacity=dice.randint(0, 3),
        open_requests=dice.randint(0, 4),
        confirmed_on=maybe(dice, AS_OF - timedelta(days=dice.randint(0, 700))),
        status=dice.choice(["active"] * 8 + ["paused", "closed"]),
    )


def test_no_rule_refuses_any_of_ten_thousand_suggested_pairs() -> None:
    dice = random.Random(1)
    wishes = [a_wish(number, dice) for number in range(750)]
    partners = {f"p{number}": a_partner(number, dice) for number in range(400)}
    result = match(wishes, list(partners.values()), as_of=AS_OF, limit=400)
    asked, weeks = {one.id: one for one in wishes}, Weeks(AS_OF)
    pairs = [(asked[one.wish], partners[str(item.partner)]) for one in result.suggestions for item in one.items]
    assert len(pairs) >= LEAST_PAIRS
    assert [(wish.id, partner.id) for wish, partner in pairs if refusal(weeks, wish, partner, AS_OF)] == []
    reasons = {rule for one in result.suggestions for rule, count in one.excluded.items() if count}
    assert reasons >= {"status", "type", "age", "language", "months", "time", "capacity", "stale", "asked"}
    assert reasons >= {f"must:{name}" for name in CRITERIA if name != "months" and name != "time"}
