"""A year's slots for one pair of schools: the slot finder alone, with its memory of clock changes and without."""

import random
from datetime import date, timedelta

from members.matching import Calendar, Period, find_slots, local_time
from tests.bench.report import Report, milliseconds, times

_TARGET = 20
_YEAR = (date(2027, 4, 1), date(2028, 3, 31))
_ZONES = ["Australia/Sydney", "Asia/Kathmandu", "Asia/Taipei", "Europe/Paris", "America/Vancouver", "Pacific/Auckland"]
_PAIRS = 60


def run(_cases: int, report: Report) -> None:
    """Pairs with six lessons a day on both sides, breaks, thirty closed days and margins of two hours."""
    report.heading("Slots of a year for one pair")
    rng = random.Random(1)
    pairs = {f"{number} {name}": _pair(rng, name) for number, name in enumerate(_ZONES * (_PAIRS // len(_ZONES)))}
    plain = min(milliseconds(_plain_work) for _ in range(20))

    def find(key: str) -> object:
        return find_slots(*pairs[key], _YEAR, 45)

    def find_anew(key: str) -> object:
        local_time._day_offset.cache_clear()
        return find(key)

    report.times("year, one pair", times(pairs, find), target=_TARGET, reference=plain)
    report.times("… nothing remembered", times(pairs, find_anew), target=_TARGET, reference=plain)


def _pair(rng: random.Random, name: str) -> tuple[Calendar, Calendar]:
    return _side(rng, "Asia/Tokyo", 0), _side(rng, name, 120)


def _side(rng: random.Random, name: str, margin: int) -> Calendar:
    starts = [8 * 60 + 45 + 55 * number for number in range(6)]
    return Calendar(
        timezone=name,
        periods=tuple(Period(day, start, start + 50) for day in range(5) for start in starts),
        terms=tuple(
            (_YEAR[0] + timedelta(days=90 * one), _YEAR[0] + timedelta(days=90 * one + 75)) for one in range(5)
        ),
        closed=frozenset(_day(rng.randrange(365)) for _ in range(30)),
        before=margin,
        after=margin,
    )


def _day(number: int) -> date:
    return _YEAR[0] + timedelta(days=number)


def _plain_work() -> int:
    """The reference: a date made, and its weekday asked, for each lesson of two years."""
    return sum(_day(number % 366).weekday() for number in range(2 * 366 * 6))
