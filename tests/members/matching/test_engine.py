"""The engine as a whole: whole lists, load across wishes, limits, order of input."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest

from members.matching import DEFAULT_LIMIT, ENGINE_VERSION, match
from tests.members.matching.builders import AS_OF, EXAMPLE_PARTNER, bare_partner, bare_wish, partner, wish


def test_the_example() -> None:
    result = match([wish()], [partner()], as_of=AS_OF)
    assert result.engine == ENGINE_VERSION
    [served] = result.suggestions
    [item] = served.items
    assert (served.wish, served.possible, set(served.excluded.values())) == ("w1", 1, {0})
    assert (item.partner, item.rank) == ("p1", 1)
    assert item.fit == pytest.approx(0.6675, abs=5e-5)
    assert item.fit_school == pytest.approx(0.6717, abs=5e-5)
    assert item.fit_partner == pytest.approx(0.6634, abs=5e-5)
    assert item.score == 0.54502
    assert item.parts[1].weight_partner == pytest.approx(2 / 13.5, abs=1e-6)
    assert all(part.known for part in item.parts)
    assert [slot.start for slot in item.slots] == [datetime(2026, 10, day, 1, 45, tzinfo=UTC) for day in (6, 13, 20)]


def test_unknown_answers_are_worth_one_half() -> None:
    [served] = match([bare_wish()], [bare_partner()], as_of=AS_OF).suggestions
    [item] = served.items
    assert {(part.value, part.known) for part in item.parts} == {(0.5, False)}
    assert (item.fit, item.fit_school, item.fit_partner) == (0.5, 0.5, 0.5)
    assert item.slots == ()


@pytest.mark.parametrize(
    "changes", [{"timezone": None}, {"periods": ()}, {"exchange_types": frozenset({"live_online", "embassy"})}]
)
def test_no_slots_unless_live_and_known(changes: dict[str, object]) -> None:
    kind = "embassy" if "exchange_types" in changes else "live_online"
    [served] = match([wish(exchange_type=kind)], [partner(**changes)], as_of=AS_OF).suggestions
    assert served.items[0].slots == ()


def test_nothing_to_match() -> None:
    assert match([], [partner()], as_of=AS_OF).suggestions == ()
    [served] = match([wish()], [], as_of=AS_OF).suggestions
    assert (served.items, served.possible) == ((), 0)


def test_every_wish_is_in_the_answer() -> None:
    wishes = [bare_wish(id="w1"), bare_wish(id="w2", exchange_type="artwork", waiting_since=AS_OF)]
    result = match(wishes, [bare_partner()], as_of=AS_OF)
    assert [(one.wish, len(one.items)) for one in result.suggestions] == [("w2", 0), ("w1", 1)]
    assert result.suggestions[0].excluded["type"] == 1


def test_the_load_grows_with_each_list() -> None:
    """Two equal partners and four equal wishes: the lists take them in turn, by load."""
    wishes = [bare_wish(id=f"w{number}", waiting_since=date(2026, 9, number)) for number in (4, 1, 3, 2)]
    partners = [bare_partner(id="p1"), bare_partner(id="p2")]
    result = match(wishes, partners, as_of=AS_OF, limit=1)
    assert [one.wish for one in result.suggestions] == ["w1", "w2", "w3", "w4"]
    assert [one.items[0].partner for one in result.suggestions] == ["p1", "p2", "p1", "p2"]
    base = 0.5 * 0.5**0.5
    scores = [one.items[0].score for one in result.suggestions]
    assert scores == pytest.approx([base, base, base - 0.05, base - 0.05], abs=1e-6)


def test_capacity_and_open_requests_make_the_load() -> None:
    partners = [bare_partner(id="p1", capacity=2, open_requests=3), bare_partner(id="p2", capacity=2, open_requests=1)]
    [served] = match([bare_wish()], partners, as_of=AS_OF).suggestions
    assert [item.partner for item in served.items] == ["p2", "p1"]
    base = 0.5 * 0.5**0.5
    assert [item.score for item in served.items] == pytest.approx([base - 0.05, base - 0.15], abs=1e-6)


def test_freshness_and_replies_temper_the_fit() -> None:
    old = bare_partner(id="p1", confirmed_on=date(2025, 3, 15))
    answering = bare_partner(id="p2", requests=5, replies=5)
    [served] = match([bare_wish()], [old, answering], as_of=AS_OF).suggestions
    assert [item.partner for item in served.items] == ["p2", "p1"]
    assert [item.fit for item in served.items] == [0.5, 0.5]
    expected = [0.5 * (7 / 9) ** 0.5, 0.5 * 0.5**0.5 * 0.8]
    assert [item.score for item in served.items] == pytest.approx(expected, abs=1e-6)


def test_ties_go_to_the_later_confirmation_then_the_lower_id() -> None:
    partners = [
        bare_partner(id="p2"),
        bare_partner(id="p10"),
        bare_partner(id="p3", confirmed_on=date(2026, 9, 16)),
        bare_partner(id="p1", confirmed_on=date(2026, 9, 14)),
    ]
    [served] = match([bare_wish()], partners, as_of=AS_OF).suggestions
    assert [item.partner for item in served.items] == ["p3", "p10", "p2", "p1"]


@pytest.mark.parametrize("limit", [0, 1, 3, 4, 5, 7, 20])
def test_a_short_list_is_the_beginning_of_a_long_one(limit: int) -> None:
    partners = [
        bare_partner(
            id=f"p{number:02}",
            country="AU" if number < 8 else "NZ",
            requests=2 if number == 9 else 5,
            replies=5,
            confirmed_on=date(2026, 2, 28 - number),
        )
        for number in range(12)
    ]
    [whole] = match([bare_wish()], partners, as_of=AS_OF, limit=20).suggestions
    [served] = match([bare_wish()], partners, as_of=AS_OF, limit=limit).suggestions
    assert served.items == whole.items[:limit]
    assert [item.rank for item in whole.items] == list(range(1, 13))
    assert [item.partner for item in whole.items][:4] == ["p09", "p00", "p01", "p08"]
    assert served.possible == 12


def test_ten_by_default() -> None:
    partners = [bare_partner(id=f"p{number}") for number in range(12)]
    [served] = match([bare_wish()], partners, as_of=AS_OF).suggestions
    assert len(served.items) == DEFAULT_LIMIT == 10


@pytest.mark.parametrize(("countries", "first"), [(frozenset(), ["p1", "p2", "p4"]), ({"AU"}, ["p1", "p2", "p3"])])
def test_diversity_only_where_the_wish_lists_no_countries(countries: frozenset[str], first: list[str]) -> None:
    partners = [bare_partner(id=f"p{number}", country="AU") for number in (1, 2, 3)]
    partners.append(bare_partner(id="p4", country="NZ"))
    [served] = match([bare_wish(countries=frozenset(countries))], partners, as_of=AS_OF).suggestions
    assert [item.partner for item in served.items][:3] == first


def test_an_engine_run_does_not_depend_on_the_order_of_its_input() -> None:
    wishes = [wish(id=f"w{number}", waiting_since=None) for number in range(5)]
    partners = [
        partner(id=f"p{number}", capacity=1 + number % 2, country=["AU", "NZ"][number % 2]) for number in range(9)
    ]
    expected = match(wishes, partners, as_of=AS_OF, limit=4)
    shuffle = random.Random(7).shuffle
    for _ in range(5):
        shuffle(wishes)
        shuffle(partners)
        assert match(wishes, partners, as_of=AS_OF, limit=4) == expected


def test_twice_the_same_id() -> None:
    with pytest.raises(ValueError, match="wish ids given more than once: w1"):
        match([wish(), wish()], [], as_of=AS_OF)
    with pytest.raises(ValueError, match="partner ids given more than once: p1"):
        match([], [EXAMPLE_PARTNER, EXAMPLE_PARTNER], as_of=AS_OF)


def test_a_negative_limit() -> None:
    with pytest.raises(ValueError, match="limit"):
        match([], [], as_of=AS_OF, limit=-1)


@pytest.mark.parametrize("as_of", [date.min, date(1, 6, 1), date(1871, 3, 3), date(9998, 12, 1), date.max])
def test_the_ends_of_the_calendar(as_of: date) -> None:
    fresh = partner(confirmed_on=as_of, timezone="Pacific/Kiritimati", periods=wish().periods)
    [served] = match([wish(timezone="Pacific/Kiritimati")], [fresh], as_of=as_of).suggestions
    assert len(served.items) + served.excluded["time"] == 1
    assert bool(served.items) == (as_of != date.max)
