"""Every hard rule: what it refuses, where it begins, and that unknown answers pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from members.matching import Partner, Period, Wish
from members.matching.rules import MUSTS, count_with_musts, first_refusal, rules_for, sift
from members.matching.vocabulary import CARD_TYPES, CRITERIA, SPOKEN_TYPES
from tests.members.matching.builders import AS_OF, bare_partner, bare_wish, facts, partner, wish

MORNINGS = tuple(Period(weekday, 540, 600) for weekday in range(5))
NIGHTS = tuple(Period(weekday, 60, 120) for weekday in range(5))


def refused_by(of_wish: Wish, of_partner: Partner, as_of: date = AS_OF) -> str | None:
    """The rule that refuses the pair, `None` when it is possible."""
    ours, partners = facts(of_wish, of_partner, as_of=as_of)
    possible, counters = sift(ours, partners)
    refusing = [name for name, count in counters.items() if count]
    assert len(possible) + sum(counters.values()) == 1
    assert first_refusal(ours, partners, 0) == (refusing[0] if refusing else None)
    return refusing[0] if refusing else None


def bare(ours: dict[str, Any], theirs: dict[str, Any]) -> str | None:
    return refused_by(bare_wish(**ours), bare_partner(**theirs))


def test_the_example_is_possible() -> None:
    assert refused_by(wish(), partner()) is None


def test_a_pair_that_knows_nothing_of_each_other_is_possible() -> None:
    for kind in ("live_online", "embassy", "letter_card"):
        assert bare({"exchange_type": kind, "musts": frozenset(CRITERIA)}, {}) is None


@pytest.mark.parametrize(("status", "rule"), [("active", None), ("paused", "status"), ("closed", "status")])
def test_status(status: str, rule: str | None) -> None:
    assert bare({}, {"status": status}) == rule


def test_type() -> None:
    assert bare({}, {"exchange_types": frozenset({"artwork"})}) == "type"
    assert bare({}, {"exchange_types": frozenset()}) == "type"


@pytest.mark.parametrize(
    ("theirs", "rule"), [((13, 15), None), ((14, 15), "age"), ((6, 8), None), ((6, 7), "age"), ((5, 20), None)]
)
def test_age(theirs: tuple[int, int], rule: str | None) -> None:
    assert bare({"ages": (10, 11)}, {"ages": theirs}) == rule


@pytest.mark.parametrize("kind", sorted(SPOKEN_TYPES))
def test_people_who_speak_need_a_language(kind: str) -> None:
    theirs = {"exchange_types": frozenset({kind})}
    english = {"exchange_type": kind, "languages": {"en": 1, "ja": 4}}
    assert bare(english, theirs | {"languages": {"fr": 4}}) == "language"
    assert bare(english, theirs | {"languages": {"en": 0, "fr": 4}}) == "language"
    assert bare(english, theirs | {"languages": {"en": 1}}) is None


@pytest.mark.parametrize("kind", sorted(CARD_TYPES))
def test_cards_need_none(kind: str) -> None:
    theirs = {"exchange_types": frozenset({kind}), "languages": {"fr": 4}}
    assert bare({"exchange_type": kind, "languages": {"en": 4}}, theirs) is None


def test_months() -> None:
    assert bare({"months": frozenset({4, 5})}, {"months": frozenset({6, 7})}) == "months"
    assert bare({"months": frozenset({4, 5})}, {"months": frozenset({5, 6})}) is None


def live(ours: dict[str, Any], theirs: dict[str, Any]) -> str | None:
    return bare(
        {"exchange_type": "live_online", "periods": MORNINGS} | ours,
        {"timezone": "Asia/Seoul", "periods": MORNINGS} | theirs,
    )


def test_time() -> None:
    assert live({}, {}) is None
    assert live({}, {"periods": NIGHTS}) == "time"
    assert live({"minutes": 60}, {}) is None
    assert live({"minutes": 61}, {}) == "time"


def test_time_is_asked_of_live_exchanges_only() -> None:
    for kind in ("letter_card", "embassy"):
        assert live({"exchange_type": kind, "musts": frozenset({"time"})}, {"periods": NIGHTS}) is None


@pytest.mark.parametrize("unknown", [{"timezone": None, "periods": NIGHTS}, {"periods": ()}])
def test_time_passes_where_it_is_unknown(unknown: dict[str, Any]) -> None:
    assert live({}, unknown) is None
    assert live({"periods": ()}, {"periods": NIGHTS}) is None


def test_time_in_the_months_of_the_side_that_named_some() -> None:
    # Nine in the morning in Sydney is seven in Tokyo in January, eight in June.
    ours = {"periods": (Period(2, 480, 525),)}
    theirs = {"timezone": "Australia/Sydney", "periods": (Period(2, 540, 585),)}
    assert live(ours, theirs) is None
    assert live(ours, theirs | {"months": frozenset({6})}) is None
    assert live(ours, theirs | {"months": frozenset({1})}) == "time"
    assert live(ours | {"months": frozenset({1})}, theirs) == "time"


def test_touching_periods_are_long_enough_together() -> None:
    touching = (Period(2, 540, 570), Period(2, 570, 600))
    parted = (Period(2, 540, 570), Period(2, 571, 600))
    assert live({"minutes": 45, "periods": touching}, {}) is None
    assert live({"minutes": 45, "periods": parted}, {}) == "time"


def must(criterion: str, ours: dict[str, Any], theirs: dict[str, Any]) -> str | None:
    """What refuses the pair with the must; without it nothing does."""
    assert bare(ours, theirs) is None
    return bare(ours | {"musts": frozenset({criterion})}, theirs)


def test_must_region() -> None:
    ours = {"countries": frozenset({"AU"})}
    assert must("region", ours, {"country": "NZ"}) == "must:region"
    assert must("region", ours, {"country": "AU"}) is None
    assert must("region", ours, {}) is None
    assert must("region", {}, {"country": "NZ"}) is None


@pytest.mark.parametrize(("criterion", "field"), [("theme", "themes"), ("tool", "tools")])
def test_must_theme_and_tool(criterion: str, field: str) -> None:
    one, other = ("food", "sdgs") if criterion == "theme" else ("zoom", "teams")
    assert must(criterion, {field: frozenset({one})}, {field: frozenset({other})}) == f"must:{criterion}"
    assert must(criterion, {field: frozenset({one})}, {field: frozenset({one, other})}) is None


def test_must_age() -> None:
    assert must("age", {"ages": (10, 11)}, {"ages": (12, 13)}) == "must:age"
    assert must("age", {"ages": (10, 11)}, {"ages": (11, 13)}) is None


@pytest.mark.parametrize(("level", "rule"), [(2, "must:language"), (3, None), (4, None)])
def test_must_language(level: int, rule: str | None) -> None:
    assert must("language", {"languages": {"en": level}}, {"languages": {"en": 4}}) == rule


@pytest.mark.parametrize(
    ("ours", "theirs", "rule"),
    [(30, 40, None), (40, 30, None), (29, 39, "must:size"), (40, 29, "must:size"), (3, 4, None), (2, 3, "must:size")],
)
def test_must_size(ours: int, theirs: int, rule: str | None) -> None:
    assert must("size", {"class_size": ours}, {"class_size": theirs}) == rule


@pytest.mark.parametrize(
    ("waiting", "capacity", "rule"),
    [(0, 1, None), (1, 1, None), (2, 1, "capacity"), (3, 2, None), (4, 2, "capacity"), (0, 0, "capacity")],
)
def test_capacity(waiting: int, capacity: int, rule: str | None) -> None:
    assert bare({}, {"open_requests": waiting, "capacity": capacity}) == rule


@pytest.mark.parametrize(
    ("confirmed_on", "as_of", "rule"),
    [
        (date(2025, 3, 15), date(2026, 9, 15), None),
        (date(2025, 3, 14), date(2026, 9, 15), "stale"),
        (date(2025, 8, 31), date(2027, 2, 28), None),
        (date(2025, 8, 31), date(2027, 3, 1), "stale"),
        (date(2026, 12, 1), date(2026, 9, 15), None),
        (date.max, date.max, None),
        (None, date(2026, 9, 15), "stale"),
    ],
)
def test_stale(confirmed_on: date | None, as_of: date, rule: str | None) -> None:
    assert refused_by(bare_wish(), bare_partner(confirmed_on=confirmed_on), as_of) == rule


def test_asked() -> None:
    assert bare({"excluded_partners": frozenset({"p0", "p1"})}, {}) == "asked"
    assert bare({"excluded_partners": frozenset({"p0", "p11"})}, {}) is None


def test_all_rules_in_their_order() -> None:
    assert [name for name, _ in rules_for(CRITERIA)] == [
        *("status", "type", "age", "language", "months", "time"),
        *("must:region", "must:theme", "must:tool", "must:age"),
        *("must:language", "must:months", "must:time", "must:size"),
        *("capacity", "stale", "asked"),
    ]


def test_only_stated_musts_have_a_counter() -> None:
    _, counters = sift(*facts(bare_wish(musts=frozenset({"size"})), bare_partner()))
    assert [name for name in counters if name.startswith("must:")] == ["must:size"]
    assert set(counters.values()) == {0}


def test_the_first_rule_counts() -> None:
    """A partner that fails everything; repaired rule by rule, it is counted under the next one."""
    of_wish = wish(musts=frozenset(MUSTS) - {"months", "time"}, excluded_partners=frozenset({"p1"}), minutes=45)
    wrong: dict[str, Any] = {
        "status": "paused",
        "exchange_types": frozenset({"artwork"}),
        "ages": (17, 18),
        "languages": {"fr": 4},
        "months": frozenset({5}),
        "periods": (Period(6, 0, 60),),
        "country": "NZ",
        "themes": frozenset({"career"}),
        "tools": frozenset({"meet"}),
        "class_size": 5,
        "capacity": 0,
        "confirmed_on": None,
    }
    repairs: list[tuple[str, dict[str, Any]]] = [
        ("status", {"status": "active"}),
        ("type", {"exchange_types": frozenset({"live_online"})}),
        ("age", {"ages": (13, 14)}),
        ("language", {"languages": {"ja": 2}}),
        ("months", {"months": frozenset({10})}),
        ("time", {"periods": partner().periods}),
        ("must:region", {"country": "AU"}),
        ("must:theme", {"themes": frozenset({"food"})}),
        ("must:tool", {"tools": frozenset({"zoom"})}),
        ("must:age", {"ages": (11, 12)}),
        ("must:language", {"languages": {"ja": 3}}),
        ("must:size", {"class_size": 30}),
        ("capacity", {"capacity": 1}),
        ("stale", {"confirmed_on": AS_OF}),
    ]
    for rule, repair in repairs:
        assert refused_by(of_wish, partner(**wrong)) == rule
        wrong |= repair
    assert refused_by(of_wish, partner(**wrong)) == "asked"
    assert refused_by(of_wish, partner(**wrong | {"id": "p2"})) is None


def test_counting_with_other_musts_is_sifting_with_them() -> None:
    everybody = [
        bare_partner(id=f"p{number}", country=country, themes=frozenset({theme}), status=status)
        for number, (country, theme, status) in enumerate(
            [("AU", "food", "active"), ("NZ", "food", "active"), ("AU", "sdgs", "active"), ("AU", "food", "paused")]
        )
    ]
    of_wish = bare_wish(countries=frozenset({"AU"}), themes=frozenset({"food"}), musts=frozenset({"theme"}))
    choices = [frozenset[str](), frozenset({"region"}), frozenset({"region", "theme"})]
    counted = count_with_musts(*facts(of_wish, *everybody), choices)

    assert [one["possible"] for one in counted] == [3, 2, 1]
    for musts, one in zip(choices, counted, strict=True):
        possible, counters = sift(*facts(replace(of_wish, musts=musts), *everybody))
        assert one == {**counters, "possible": len(possible)}
