"""What holds for any wishes and partners."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.matching import MatchResult, Partner, Period, Wish, match
from members.matching.contract import as_json
from members.matching.vocabulary import CRITERIA, EXCHANGE_TYPES
from tests.members.matching.builders import AS_OF
from tests.members.matching.by_the_book import match_by_the_book

TYPES = ["live_online", "letter_card", "embassy"]
COUNTRIES = ["AU", "NZ", "TW", "KR"]
COMMON: dict[str, st.SearchStrategy[Any]] = {
    "ages": st.none() | st.tuples(st.integers(6, 14), st.integers(0, 4)).map(lambda one: (one[0], sum(one))),
    "months": st.frozensets(st.integers(4, 12), max_size=6),
    "languages": st.dictionaries(st.sampled_from(["en", "ja", "zh"]), st.integers(0, 4), max_size=3),
    "themes": st.frozensets(st.sampled_from(["food", "sdgs", "steam", "career"]), max_size=3),
    "class_size": st.none() | st.integers(5, 40),
    "tools": st.frozensets(st.sampled_from(["zoom", "teams", "meet"]), max_size=2),
    "importance": st.dictionaries(st.sampled_from(CRITERIA), st.integers(0, 3), max_size=8),
    "periods": st.lists(
        st.builds(lambda day, start: Period(day, start, start + 45), st.integers(0, 4), st.integers(480, 900)),
        max_size=4,
    ).map(tuple),
}
WISHES = st.lists(
    st.builds(
        Wish,
        id=st.integers(0, 99).map("w{}".format),
        exchange_type=st.sampled_from(TYPES),
        minutes=st.integers(10, 45),
        countries=st.frozensets(st.sampled_from(COUNTRIES), max_size=2),
        musts=st.frozensets(st.sampled_from(CRITERIA), max_size=2),
        excluded_partners=st.frozensets(st.integers(0, 30).map("p{}".format), max_size=3),
        waiting_since=st.none() | st.dates(date(2026, 9, 1), date(2026, 9, 4)),
        **COMMON,
    ),
    max_size=4,
    unique_by=lambda one: one.id,
)
PARTNERS = st.lists(
    st.builds(
        Partner,
        id=st.integers(0, 30).map("p{}".format),
        exchange_types=st.frozensets(st.sampled_from(TYPES), min_size=1),
        country=st.none() | st.sampled_from(COUNTRIES),
        timezone=st.none() | st.sampled_from(["Australia/Sydney", "Asia/Taipei", "America/New_York"]),
        capacity=st.integers(0, 3),
        open_requests=st.integers(0, 3),
        requests=st.integers(0, 6),
        replies=st.integers(0, 6),
        confirmed_on=st.none() | st.dates(date(2025, 1, 1), date(2026, 10, 1)),
        status=st.sampled_from(["active", "active", "active", "paused"]),
        **COMMON,
    ),
    max_size=14,
    unique_by=lambda one: one.id,
)


def ran(wishes: list[Wish], partners: list[Partner], limit: int = 10) -> MatchResult:
    return match(wishes, partners, as_of=AS_OF, limit=limit)


@settings(max_examples=60, deadline=None)
@given(WISHES, PARTNERS, st.integers(0, 12))
def test_counters_and_possible_partners_are_all_partners(
    wishes: list[Wish], partners: list[Partner], limit: int
) -> None:
    result = ran(wishes, partners, limit)
    assert sorted(one.wish for one in result.suggestions) == sorted(one.id for one in wishes)
    for one in result.suggestions:
        assert sum(one.excluded.values()) + one.possible == len(partners)
        assert len(one.items) == min(one.possible, limit)
        assert len({item.partner for item in one.items}) == len(one.items)
        assert [item.rank for item in one.items] == list(range(1, len(one.items) + 1))


@settings(max_examples=60, deadline=None)
@given(WISHES, PARTNERS)
def test_parts_make_the_fits(wishes: list[Wish], partners: list[Partner]) -> None:
    for item in (item for one in ran(wishes, partners).suggestions for item in one.items):
        assert [part.criterion for part in item.parts] == list(CRITERIA)
        for part in item.parts:
            assert 0 <= part.value <= 1
            assert part.known or part.value == 0.5
        for fit, weights in (
            (item.fit_school, [part.weight_school for part in item.parts]),
            (item.fit_partner, [part.weight_partner for part in item.parts]),
        ):
            assert 0 <= fit <= 1
            assert sum(weights) == pytest.approx(1, abs=1e-5)
            products = [part.value * weight for part, weight in zip(item.parts, weights, strict=True)]
            assert fit == pytest.approx(sum(products), abs=1e-5)
        low, high = sorted((item.fit_school, item.fit_partner))
        assert low - 1e-6 <= item.fit <= high + 1e-6
        assert item.fit * (low + high) == pytest.approx(2 * low * high, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(WISHES, PARTNERS, st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(wishes: list[Wish], partners: list[Partner], rng: random.Random) -> None:
    expected = as_json(ran(wishes, partners, 6))
    rng.shuffle(wishes)
    rng.shuffle(partners)
    assert as_json(ran(wishes, partners, 6)) == expected


@settings(max_examples=40, deadline=None)
@given(WISHES, PARTNERS)
def test_slots_are_in_both_timetables(wishes: list[Wish], partners: list[Partner]) -> None:
    wish_of, partner_of = {one.id: one for one in wishes}, {one.id: one for one in partners}
    for one in ran(wishes, partners).suggestions:
        wish = wish_of[one.wish]
        for item in one.items:
            partner = partner_of[item.partner]
            known = wish.periods and partner.periods and partner.timezone
            assert bool(item.slots) == bool(known and wish.exchange_type == "live_online")
            assert list(item.slots) == sorted(item.slots, key=lambda slot: slot.start)
            for slot in item.slots:
                assert slot.start == slot.school_local == slot.partner_local
                assert slot.school_local.date() > AS_OF
                month = slot.school_local.month
                assert month in (wish.months or {month})
                assert month in (partner.months or {month})
                for local, periods in ((slot.school_local, wish.periods), (slot.partner_local, partner.periods)):
                    minute = local.hour * 60 + local.minute
                    assert any(one.weekday == local.weekday() and one.start <= minute < one.end for one in periods)


def test_the_strategies_use_real_codes() -> None:
    assert set(TYPES) <= EXCHANGE_TYPES


@settings(max_examples=150, deadline=None)
@given(WISHES, PARTNERS, st.integers(0, 12))
def test_the_answer_is_that_of_the_book(wishes: list[Wish], partners: list[Partner], limit: int) -> None:
    expected = match_by_the_book(wishes, partners, AS_OF, limit)
    found = [
        (
            one.wish,
            {name: count for name, count in one.excluded.items() if count},
            [
                (item.partner, item.rank, round(item.score * 1_000_000), item.fit, item.fit_school, item.fit_partner)
                for item in one.items
            ],
        )
        for one in ran(wishes, partners, limit).suggestions
    ]
    assert found == expected
