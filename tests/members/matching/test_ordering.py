"""Serving order, ties, and the two rules about the first five places."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.matching.ordering import Candidates, serving_order
from members.matching.ordering import listed_order as ordered_places
from members.matching.pool import NOBODY
from tests.members.matching.builders import bare_wish


@dataclass(frozen=True)
class Candidate:
    """A possible partner as the tests write it."""

    partner: str
    score: int
    load: float
    confirmed_on: date
    country: str | None
    requests: int


def listed_order(given: Iterable[Candidate], *, diverse: bool, limit: int = 100) -> list[Candidate]:
    """The list that these make."""
    rows = list(given)
    countries = sorted({one.country for one in rows if one.country})
    names = sorted(one.partner for one in rows)
    made = Candidates(
        score=np.array([one.score for one in rows], np.int64),
        load=np.array([one.load for one in rows], np.float64),
        confirmed=np.array([one.confirmed_on.toordinal() for one in rows], np.int32),
        tie=np.array([names.index(one.partner) for one in rows], np.int64),
        country=np.array([countries.index(one.country) if one.country else NOBODY for one in rows], np.int32),
        requests=np.array([one.requests for one in rows], np.int64),
    )
    places = ordered_places(made, limit, diverse=diverse)
    for shorter in range(len(places)):
        assert ordered_places(made, shorter, diverse=diverse) == places[:shorter], "a shorter list is its beginning"
    return [rows[place] for place in places]


def candidates(*given: str, requests: int = 9) -> list[Candidate]:
    """`AU900` is a partner from Australia with a score of 900; a `*` at the end makes it a newcomer."""
    return [
        Candidate(
            partner=one,
            score=int(one.removesuffix("*")[2:]),
            load=0.0,
            confirmed_on=date(2026, 6, 1),
            country=None if one.startswith("--") else one[:2],
            requests=2 if one.endswith("*") else requests,
        )
        for one in given
    ]


def listed(*given: str, diverse: bool = True) -> list[str]:
    shuffled = candidates(*given)
    random.Random(len(given)).shuffle(shuffled)
    return [one.partner for one in listed_order(shuffled, diverse=diverse)]


def test_wishes_are_served_by_waiting_then_id() -> None:
    waiting = [
        ("w3", date(2026, 9, 1)),
        ("w1", None),
        ("w2", date(2026, 9, 1)),
        ("w0", None),
        ("w9", date(2026, 8, 31)),
    ]
    order = serving_order([bare_wish(id=name, waiting_since=since) for name, since in waiting])
    assert [one.id for one in order] == ["w9", "w2", "w3", "w0", "w1"]


def test_ties() -> None:
    [base] = candidates("AU500")
    ordered = [
        replace(base, partner="p9", load=0.0, confirmed_on=date(2026, 7, 1)),
        replace(base, partner="p1", load=0.0),
        replace(base, partner="p10", load=0.0),
        replace(base, partner="p0", load=0.25, confirmed_on=date(2026, 9, 1)),
    ]
    assert listed_order(reversed(ordered), diverse=False) == ordered


def test_the_score_alone() -> None:
    names = ["AU9", "AU8", "AU7", "AU6", "AU5", "NZ4"]
    assert listed(*names, diverse=False) == names


def test_at_most_two_of_the_first_five_from_one_country() -> None:
    names = ["AU9", "AU8", "AU7", "NZ6", "AU5", "NZ4", "NZ3", "TW2", "AU1"]
    assert listed(*names) == ["AU9", "AU8", "NZ6", "NZ4", "TW2", "AU7", "AU5", "NZ3", "AU1"]


def test_a_partner_of_unknown_country_shares_it_with_nobody() -> None:
    names = ["--9", "--8", "--7", "--6", "--5", "AU4"]
    assert listed(*names) == names


def test_without_enough_countries_the_best_fill_the_places() -> None:
    assert listed("AU9", "AU8", "AU7", "NZ6", "AU5", "AU4") == ["AU9", "AU8", "NZ6", "AU7", "AU5", "AU4"]
    assert listed("AU9", "AU8", "AU7") == ["AU9", "AU8", "AU7"]


@pytest.mark.parametrize(("score", "place"), [(850, 5), (849, 7)])
def test_a_newcomer_good_enough_stands_fifth(score: int, place: int) -> None:
    newcomer = f"SG{score}*"
    order = listed("AU1900", "AU1800", "NZ1700", "NZ1600", "TW1000", "TW900", newcomer)
    assert order.index(newcomer) + 1 == place
    others = [name for name in order if name != newcomer]
    assert others == ["AU1900", "AU1800", "NZ1700", "NZ1600", "TW1000", "TW900"]


@pytest.mark.parametrize(("requests", "place"), [(0, 5), (2, 5), (3, 6)])
def test_a_newcomer_has_under_three_requests(requests: int, place: int) -> None:
    everybody = candidates("AU90", "AU89", "NZ88", "NZ87", "TW86", "SG85")
    everybody[5] = replace(everybody[5], requests=requests)
    order = [one.partner for one in listed_order(everybody, diverse=True)]
    assert order.index("SG85") + 1 == place


@pytest.mark.parametrize("place", range(5))
def test_a_newcomer_among_the_first_five_is_enough(place: int) -> None:
    names = ["AU90", "AU89", "NZ88", "NZ87", "TW86"]
    names[place] += "*"
    assert listed(*names, "SG85*") == [*names, "SG85*"]


def test_the_best_newcomer_is_taken() -> None:
    assert listed("AU90", "AU89", "NZ88", "NZ87", "TW86", "SG85", "SG84*", "SG83*")[4] == "SG84*"


def test_the_newcomer_keeps_the_diversity_rule() -> None:
    names = ["AU90", "AU89", "NZ88", "NZ87", "TW86"]
    assert listed(*names, "AU85*", "SG84*")[4] == "SG84*"
    assert listed(*names, "AU85*", "SG84*", diverse=False)[4] == "AU85*"
    assert listed(*names, "AU85*")[4] == "TW86"


def test_with_one_country_only_there_is_a_newcomers_place_too() -> None:
    assert listed("AU90", "AU89", "AU88", "AU87", "AU86", "AU85", "AU84*")[4] == "AU84*"


def test_below_five_there_is_no_fifth() -> None:
    names = ["AU90", "NZ89", "TW88", "SG87*"]
    assert listed(*names) == names


def test_below_a_score_of_0_no_newcomer_is_good_enough() -> None:
    names = ["AU90", "AU89", "NZ88", "NZ87", "TW-100", "SG-101*"]
    assert listed(*names) == names


NAMES = st.lists(
    st.tuples(st.sampled_from(["AU", "NZ", "TW", "--"]), st.integers(0, 99), st.sampled_from(["", "*"])),
    max_size=12,
    unique_by=lambda one: one[1],
)


@given(NAMES, st.booleans())
def test_the_rules_hold_for_any_list(parts: list[tuple[str, int, str]], diverse: bool) -> None:
    everybody = candidates(*[f"{country}{score:02}{star}" for country, score, star in parts])
    order = listed_order(everybody, diverse=diverse)
    assert sorted(order, key=lambda one: one.partner) == sorted(everybody, key=lambda one: one.partner)
    assert [one.score for one in order[5:]] == sorted((one.score for one in order[5:]), reverse=True)
    for place, one in enumerate(order[:5]):
        waiting = sorted(order[place:], key=lambda other: -other.score)
        two_there = [
            country
            for country in ("AU", "NZ", "TW")
            if diverse and [other.country for other in order[:place]].count(country) >= 2
        ]
        allowed = [other for other in waiting if other.country not in two_there] or waiting
        assert one in allowed
        if one != allowed[0]:
            assert place == 4
            assert one.requests < 3 <= min(other.requests for other in [*order[:4], allowed[0]])
            assert 100 * one.score >= 85 * allowed[0].score
