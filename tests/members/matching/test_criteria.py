"""Each criterion's formula, and what is unknown."""

from __future__ import annotations

from math import isnan, sqrt
from typing import Any

import pytest

from members.matching import Partner, Period, Wish
from members.matching.criteria import values_of
from members.matching.rules import everybody
from members.matching.vocabulary import CRITERIA
from tests.members.matching.builders import bare_partner, bare_wish, facts, partner, wish


def value(criterion: str, ours: dict[str, Any], theirs: dict[str, Any]) -> float | None:
    return values(bare_wish(**ours), bare_partner(**theirs))[CRITERIA.index(criterion)]


def values(of_wish: Wish, of_partner: Partner) -> tuple[float | None, ...]:
    """The values of a pair, `None` where unknown."""
    ours, partners = facts(of_wish, of_partner)
    found = [float(value[0]) for value in values_of(ours, everybody(partners))]
    return tuple(None if isnan(value) else value for value in found)


def test_the_example() -> None:
    expected = [1, 1 / 3, 1 / 4, 2 / 3, 1 / sqrt(2), 1, 25 / 30, 1]
    assert values(wish(), partner()) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ((10, 11), (11, 14), 1),
        ((10, 11), (9, 12), 1),
        ((10, 11), (12, 14), 2 / 3),
        ((10, 11), (6, 8), 1 / 3),
        ((10, 10), (13, 13), 0),
        ((6, 6), (18, 18), 0),
    ],
)
def test_age(ours: tuple[int, int], theirs: tuple[int, int], expected: float) -> None:
    assert value("age", {"ages": ours}, {"ages": theirs}) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({"en": 4}, {"en": 4}, 1),
        ({"en": 3}, {"en": 4}, 1),
        ({"en": 2, "ja": 4}, {"en": 4, "ja": 1}, 2 / 3),
        ({"en": 1, "ja": 4}, {"en": 4, "ja": 3}, 1),
        ({"en": 1}, {"fr": 4}, 0),
        ({"en": 0}, {"en": 4}, 0),
    ],
)
def test_language(ours: dict[str, int], theirs: dict[str, int], expected: float) -> None:
    assert value("language", {"languages": ours}, {"languages": theirs}) == pytest.approx(expected)


@pytest.mark.parametrize(("days", "expected"), [(1, 0.25), (3, 0.75), (4, 1), (7, 1)])
def test_time(days: int, expected: float) -> None:
    periods = tuple(Period(weekday, 600, 645) for weekday in range(days))
    ours = {"exchange_type": "live_online", "periods": periods}
    assert value("time", ours, {"timezone": "Asia/Seoul", "periods": periods}) == expected


@pytest.mark.parametrize(("shared", "expected"), [(1, 1 / 3), (2, 2 / 3), (3, 1), (5, 1)])
def test_months(shared: int, expected: float) -> None:
    ours = {"months": frozenset(range(4, 4 + shared)) | {1}}
    theirs = {"months": frozenset(range(4, 4 + shared)) | {12}}
    assert value("months", ours, theirs) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({"food"}, {"food"}, 1),
        ({"food"}, {"sdgs"}, 0),
        ({"food", "sdgs"}, {"food", "sdgs"}, 1),
        ({"food", "sdgs", "steam"}, {"food", "career"}, 1 / sqrt(6)),
    ],
)
def test_theme(ours: set[str], theirs: set[str], expected: float) -> None:
    assert value("theme", {"themes": frozenset(ours)}, {"themes": frozenset(theirs)}) == pytest.approx(expected)


@pytest.mark.parametrize(("country", "expected"), [("AU", 1), ("TW", 1), ("NZ", 0)])
def test_region(country: str, expected: float) -> None:
    assert value("region", {"countries": frozenset({"AU", "TW"})}, {"country": country}) == expected


@pytest.mark.parametrize(("ours", "theirs", "expected"), [(30, 25, 25 / 30), (25, 30, 25 / 30), (1, 1, 1)])
def test_size(ours: int, theirs: int, expected: float) -> None:
    assert value("size", {"class_size": ours}, {"class_size": theirs}) == pytest.approx(expected)


@pytest.mark.parametrize(("theirs", "expected"), [({"teams"}, 1), ({"teams", "meet"}, 1), ({"webex"}, 0.3)])
def test_tool(theirs: set[str], expected: float) -> None:
    assert value("tool", {"tools": frozenset({"zoom", "teams"})}, {"tools": frozenset(theirs)}) == expected


def test_a_side_that_says_nothing_leaves_everything_unknown() -> None:
    unknown = (None,) * len(CRITERIA)
    assert values(wish(), bare_partner()) == unknown
    assert values(bare_wish(exchange_type="live_online"), partner()) == unknown


def test_time_is_unknown_unless_live() -> None:
    kind = "embassy"
    assert values(wish(exchange_type=kind), partner(exchange_types=frozenset({kind})))[2] is None


def test_time_is_unknown_without_the_partners_zone() -> None:
    assert values(wish(), partner(timezone=None))[2] is None
