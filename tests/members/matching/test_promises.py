"""What a school may rely on, for any wishes and partners. Without the rules about the first five places, which move
partners on purpose: the wishes name countries and the partners are no newcomers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from members.matching import Engine, Partner, Suggestion, Wish
from members.matching.pool import pool_of
from members.matching.vocabulary import CRITERIA
from tests.members.matching.builders import AS_OF
from tests.members.matching.test_properties import COMMON, COUNTRIES, TYPES

PERFECT: dict[str, Any] = {
    "ages": lambda wish: wish.ages,
    "months": lambda wish: wish.months,
    "languages": lambda wish: dict.fromkeys(wish.languages, 4),
    "themes": lambda wish: wish.themes,
    "class_size": lambda wish: wish.class_size,
    "tools": lambda wish: wish.tools,
    "country": lambda wish: min(wish.countries),
}
"""The answer of a partner that suits a wish best, by field."""

CRITERION_OF = {
    "ages": "age",
    "months": "months",
    "languages": "language",
    "themes": "theme",
    "class_size": "size",
    "tools": "tool",
    "country": "region",
}

ONE_WISH = st.builds(
    Wish,
    id=st.just("w"),
    exchange_type=st.sampled_from(TYPES),
    countries=st.frozensets(st.sampled_from(COUNTRIES), min_size=1, max_size=2),
    musts=st.frozensets(st.sampled_from(CRITERIA), max_size=1),
    **COMMON,
)
A_PARTNER = st.builds(
    Partner,
    id=st.just(""),
    exchange_types=st.just(frozenset(TYPES)),
    country=st.none() | st.sampled_from(COUNTRIES),
    timezone=st.none() | st.sampled_from(["Australia/Sydney", "Asia/Taipei"]),
    capacity=st.integers(1, 3),
    open_requests=st.integers(0, 2),
    requests=st.integers(3, 6),
    replies=st.integers(0, 3),
    confirmed_on=st.dates(date(2025, 6, 1), AS_OF),
    **COMMON,
)
SOME = st.lists(A_PARTNER, min_size=1, max_size=8).map(
    lambda rows: [replace(one, id=f"p{number}") for number, one in enumerate(rows)]
)


def listed(wish: Wish, partners: list[Partner]) -> list[Suggestion]:
    return list(Engine(pool_of(partners), AS_OF).serve(wish, len(partners)).items)


def ranks(wish: Wish, partners: list[Partner]) -> dict[Any, int]:
    return {one.partner: one.rank for one in listed(wish, partners)}


@settings(max_examples=120, deadline=None)
@given(ONE_WISH, SOME, st.sampled_from(sorted(PERFECT)))
def test_to_suit_better_in_one_thing_never_lowers_a_rank(wish: Wish, partners: list[Partner], field: str) -> None:
    before = ranks(wish, partners)
    ideal = PERFECT[field](wish)
    assume(ideal and "p0" in before)
    changed = replace(partners[0], **{field: ideal})
    values = [one.parts for one in listed(wish, [partners[0]])] + [one.parts for one in listed(wish, [changed])]
    # Other months may move the lessons that meet, and an answer where none was may say less than the half it counted.
    assume(len(values) == 2 and all(old.value <= new.value for old, new in zip(*values, strict=True)))
    assert ranks(wish, [changed, *partners[1:]])["p0"] <= before["p0"]


@settings(max_examples=80, deadline=None)
@given(ONE_WISH, SOME)
def test_other_names_change_nothing_but_ties(wish: Wish, partners: list[Partner]) -> None:
    before = listed(wish, partners)
    names = {one.id: f"q{len(partners) - number}" for number, one in enumerate(partners)}
    after = listed(wish, [replace(one, id=names[one.id]) for one in partners])
    renamed = sorted((one.score, names[one.partner]) for one in before)
    assert renamed == sorted((one.score, one.partner) for one in after)
    different = {one.score for one in before if [other.score for other in before].count(one.score) == 1}
    assert [names[one.partner] for one in before if one.score in different] == [
        one.partner for one in after if one.score in different
    ]


@settings(max_examples=80, deadline=None)
@given(ONE_WISH, SOME, A_PARTNER)
def test_who_is_not_possible_changes_nothing(wish: Wish, partners: list[Partner], another: Partner) -> None:
    impossible = replace(another, id="x", status="paused")
    assert listed(wish, [*partners, impossible]) == listed(wish, partners)


@settings(max_examples=80, deadline=None)
@given(ONE_WISH, SOME, st.integers(1, 3))
def test_a_longer_queue_never_raises_a_partner(wish: Wish, partners: list[Partner], more: int) -> None:
    before = ranks(wish, partners)
    busier = replace(partners[0], open_requests=partners[0].open_requests + more)
    after = ranks(wish, [busier, *partners[1:]])
    assert after.get("p0", len(partners) + 1) >= before.get("p0", len(partners) + 1)


@settings(max_examples=80, deadline=None)
@given(ONE_WISH, SOME)
def test_without_the_first_the_others_move_up(wish: Wish, partners: list[Partner]) -> None:
    before = listed(wish, partners)
    assume(before)
    left = [one for one in partners if one.id != before[0].partner]
    assert [one.partner for one in listed(wish, left)] == [one.partner for one in before[1:]]


@settings(max_examples=80, deadline=None)
@given(ONE_WISH, SOME, st.integers(0, 3))
def test_to_mark_everything_alike_is_to_mark_nothing(wish: Wish, partners: list[Partner], mark: int) -> None:
    bare = replace(wish, importance={})
    same = replace(wish, importance=dict.fromkeys(CRITERIA, mark))
    assert listed(same, partners) == listed(bare, partners)


@settings(max_examples=120, deadline=None)
@given(ONE_WISH, SOME, st.sampled_from(sorted(PERFECT)))
def test_no_answer_is_never_better_than_the_perfect_one(wish: Wish, partners: list[Partner], field: str) -> None:
    ideal = PERFECT[field](wish)
    assume(ideal)
    empty: Any = {"languages": {}, "ages": None, "class_size": None, "country": None}.get(field, frozenset())
    silent, perfect = replace(partners[0], **{field: empty}), replace(partners[0], **{field: ideal})
    found = {one.partner: one for one in listed(wish, [replace(silent, id="a"), replace(perfect, id="b")])}
    # Without months a partner is free in any, so it may have lessons in common that the perfect one has not. And where
    # the wish itself allows no full value, as with one word of a language, not to know counts more.
    assume(set(found) == {"a", "b"} and field != "months")
    values = {part.criterion: part.value for part in found["b"].parts}
    assume(values[CRITERION_OF[field]] == 1)
    assert found["b"].score >= found["a"].score
    assert found["b"].fit_school >= found["a"].fit_school
