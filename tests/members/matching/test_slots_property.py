"""The slot finder equals the plain telling of its rules on 2,000 random pairs, many of them around clock changes."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest

from members.matching import run_find_slots
from tests.members.matching.slots_by_minutes import DAYS, answer

ROUNDS, PAIRS_A_ROUND = 10, 200
ZONES = [
    "Australia/Sydney",
    "Australia/Lord_Howe",  # half an hour of summer time
    "Australia/Brisbane",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
    "Asia/Kathmandu",  # UTC+5:45
    "Asia/Kolkata",
    "Asia/Taipei",
    "Europe/London",
    "Europe/Paris",
    "Africa/Cairo",  # midnight is jumped over
    "Africa/Casablanca",
    "America/Santiago",
    "America/Havana",  # midnight comes twice
    "America/Vancouver",
    "America/New_York",
    "America/St_Johns",
]
# Around changes of the clocks in both halves of the world, around New Year, and at quiet times.
STARTS = [
    date(2027, 3, 8),
    date(2027, 3, 24),
    date(2027, 4, 1),
    date(2027, 4, 22),
    date(2027, 9, 1),
    date(2027, 9, 22),
    date(2027, 10, 1),
    date(2027, 10, 27),
    date(2027, 11, 3),
    date(2026, 12, 20),
    date(2027, 1, 25),
    date(2027, 6, 10),
]
SOUTHERN = [
    ["2026-10-06", "2026-12-18"],
    ["2027-01-27", "2027-04-09"],
    ["2027-04-27", "2027-07-02"],
    ["2027-07-20", "2027-09-24"],
    ["2027-10-11", "2027-12-17"],
]
TOKYO = [
    ["2026-09-01", "2026-12-25"],
    ["2027-01-08", "2027-03-25"],
    ["2027-04-06", "2027-07-20"],
    ["2027-09-01", "2027-12-24"],
]


def period(rng: random.Random) -> list[str]:
    start = rng.choice([rng.randrange(0, 1380), rng.randrange(8 * 60, 16 * 60), rng.randrange(0, 95) * 15])
    end = min(start + rng.choice([15, 30, 40, 45, 50, 90, 240, 600]), 1439)
    return [rng.choice(DAYS), f"{start // 60:02}:{start % 60:02}", f"{end // 60:02}:{end % 60:02}"]


def side(rng: random.Random, zone: str, terms: list[list[str]], first: date) -> dict[str, Any]:
    made: dict[str, Any] = {"timezone": zone, "periods": [period(rng) for _ in range(rng.randrange(0, 16))]}
    if rng.random() < 0.6:
        made["terms"] = terms
    if rng.random() < 0.5:
        made["closed"] = [(first + timedelta(days=rng.randrange(-2, 16))).isoformat() for _ in range(3)]
    if rng.random() < 0.5:
        made["margins"] = {key: rng.choice([0, 5, 60, 240]) for key in ("before", "after") if rng.random() < 0.8}
    return made


def pair(rng: random.Random) -> dict[str, Any]:
    first = rng.choice(STARTS)
    last = first + timedelta(days=rng.randrange(0, 13))
    home = "Asia/Tokyo" if rng.random() < 0.7 else rng.choice(ZONES)
    return {
        "school": side(rng, home, TOKYO, first),
        "partner": side(rng, rng.choice(ZONES), SOUTHERN, first),
        "window": [first.isoformat(), last.isoformat()],
        "minutes": rng.choice([1, 20, 40, 45, 50, 90]),
    }


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_equals_brute_force(seed: int) -> None:
    rng = random.Random(seed)
    queries = [pair(rng) for _ in range(PAIRS_A_ROUND)]
    answers = json.loads(run_find_slots(json.dumps(queries).encode()))
    for query, found in zip(queries, answers, strict=True):
        assert found == answer(query), query


def test_the_random_pairs_meet_every_case() -> None:
    rng = random.Random(0)
    reasons = {answer(pair(rng))["none_because"] for _ in range(PAIRS_A_ROUND)}
    assert reasons == {None, "school_calendar", "partner_calendar", "no_overlap", "too_short"}
