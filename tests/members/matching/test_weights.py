"""The weights of both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.matching.vocabulary import CARD_TYPES, CRITERIA, EXCHANGE_TYPES, VISIT_TYPES
from members.matching.weights import base_weights, partner_weights, school_weights

IMPORTANCE = st.dictionaries(st.sampled_from(CRITERIA), st.integers(0, 3))
TYPES = st.sampled_from(sorted(EXCHANGE_TYPES))


@pytest.mark.parametrize(
    ("types", "base"),
    [
        ({"live_online"}, (3, 2, 2.5, 2, 2, 2, 0.5, 1.5)),
        (VISIT_TYPES, (3, 2, 0, 3, 1, 2, 1, 0)),
        (CARD_TYPES, (2, 1, 0, 2, 2, 2, 1, 0)),
    ],
)
def test_base_weights(types: set[str], base: tuple[float, ...]) -> None:
    assert {base_weights(kind) for kind in types} == {base}


def test_the_examples_weights() -> None:
    marks = {"age": 1, "language": 2, "time": 1, "months": 1, "theme": 3, "region": 1, "size": 0, "tool": 1}
    expected = [weight / 23 for weight in (3, 4, 2.5, 2, 8, 2, 0, 1.5)]
    assert school_weights("live_online", marks) == pytest.approx(expected)
    expected = [weight / 13.5 for weight in (3, 2, 2.5, 2, 2, 0, 0.5, 1.5)]
    assert partner_weights("live_online", {}) == pytest.approx(expected)


@pytest.mark.parametrize("mark", [0, 1, 2, 3])
@pytest.mark.parametrize("kind", sorted(EXCHANGE_TYPES))
def test_marking_everything_alike_changes_nothing(kind: str, mark: int) -> None:
    alike = dict.fromkeys(CRITERIA, mark)
    assert school_weights(kind, alike) == pytest.approx(school_weights(kind, {}))
    assert partner_weights(kind, alike) == pytest.approx(partner_weights(kind, {}))


def test_a_criterion_not_marked_is_normal() -> None:
    assert school_weights("artwork", {"age": 2}) == school_weights("artwork", dict.fromkeys(CRITERIA, 1) | {"age": 2})


@pytest.mark.parametrize(("mark", "weight"), [(0, 0 / 8), (1, 2 / 10), (2, 4 / 12), (3, 8 / 16)])
def test_marks_count_0_1_2_4(mark: int, weight: float) -> None:
    assert school_weights("letter_card", {"age": mark})[0] == pytest.approx(weight)


def test_marks_on_what_weighs_nothing_leave_the_base() -> None:
    only_time = dict.fromkeys(CRITERIA, 0) | {"time": 3}
    assert school_weights("embassy", only_time) == school_weights("embassy", {})
    only_region = dict.fromkeys(CRITERIA, 0) | {"region": 3}
    assert partner_weights("live_online", only_region) == partner_weights("live_online", {})
    assert school_weights("live_online", only_region) == (0, 0, 0, 0, 0, 1, 0, 0)


@given(TYPES, IMPORTANCE)
def test_weights_sum_to_1(kind: str, importance: dict[str, int]) -> None:
    for weights in (school_weights(kind, importance), partner_weights(kind, importance)):
        assert sum(weights) == pytest.approx(1)
        assert min(weights) >= 0


@given(TYPES, IMPORTANCE)
def test_region_weighs_nothing_to_the_partner(kind: str, importance: dict[str, int]) -> None:
    assert partner_weights(kind, importance)[CRITERIA.index("region")] == 0
