"""Fits, reply rate, freshness, load, score."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from members.matching.score import fit_of, freshness, load_of, mutual_fit, score_in_millionths
from tests.members.matching.builders import AS_OF, bare_partner, bare_wish, facts


def test_fit_is_the_sum_of_value_times_weight() -> None:
    values = [np.array(column) for column in ([1, 0], [0.5, 1.0], [0, 1])]
    assert fit_of(values, [0.25, 0.5, 0.25]).tolist() == [0.5, 0.75]
    theirs = [np.array(column) for column in ([0.5, 0.5], [0.5, 0.25], [0.0, 0.25])]
    assert fit_of(values, theirs).tolist() == [0.75, 0.5]


@pytest.mark.parametrize(("school", "partner", "fit"), [(0.5, 0.5, 0.5), (0.25, 0.75, 0.375), (0, 0, 0), (0, 1, 0)])
def test_mutual_fit_is_the_harmonic_mean(school: float, partner: float, fit: float) -> None:
    assert mutual_fit(np.array([school]), np.array([partner])) == pytest.approx(fit)


@pytest.mark.parametrize(("replies", "requests", "factor"), [(0, 0, 0.5**0.5), (4, 5, (6 / 9) ** 0.5), (0, 4, 0.5)])
@pytest.mark.parametrize("confirmed_on", [date(2026, 9, 1), date(2025, 9, 1), None])
def test_temper_is_reply_factor_times_freshness(
    replies: int, requests: int, factor: float, confirmed_on: date | None
) -> None:
    one = bare_partner(replies=replies, requests=requests, confirmed_on=confirmed_on)
    _, partners = facts(bare_wish(), one)
    assert partners.temper == pytest.approx(factor * freshness(confirmed_on, AS_OF))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2024, 12, 31), 1),
        (date(2025, 1, 15), 1),
        (date(2025, 7, 15), 1),
        (date(2025, 7, 16), 1 - 0.2 / 365),
        (date(2026, 1, 13), 1 - 0.2 * 182 / 365),
        (date(2026, 7, 14), 0.8 + 0.2 / 365),
        (date(2026, 7, 15), 0.8),
        (date(2030, 1, 1), 0.8),
    ],
)
def test_freshness(as_of: date, expected: float) -> None:
    assert freshness(date(2025, 1, 15), as_of) == pytest.approx(expected, abs=1e-12)


def test_freshness_at_the_end_of_a_month() -> None:
    assert freshness(date(2025, 8, 31), date(2026, 2, 28)) == 1
    assert freshness(date(2025, 8, 31), date(2026, 3, 1)) < 1
    assert freshness(date(2025, 8, 31), date(2027, 2, 28)) == 0.8


def test_freshness_at_the_ends_of_the_calendar() -> None:
    assert freshness(None, date(2026, 9, 15)) == 0.8
    assert freshness(date.max, date.max) == 1
    assert freshness(date.min, date.max) == 0.8


@pytest.mark.parametrize(("listed", "waiting", "capacity", "load"), [(0, 0, 1, 0), (1, 0, 2, 0.25), (3, 1, 2, 1.25)])
def test_load(listed: int, waiting: int, capacity: int, load: float) -> None:
    assert load_of(np.array([listed]), np.array([waiting]), np.array([capacity])) == load


def test_score_is_rounded_to_a_millionth() -> None:
    fits, loads = np.array([0.5, 0.1234564, 0.1234566, 0.0]), np.array([0.25, 0, 0, 1.5])
    assert score_in_millionths(fits, np.ones(4), loads).tolist() == [475_000, 123_456, 123_457, -150_000]
