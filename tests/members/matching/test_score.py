"""Fits, reply rate, freshness, load, score."""

from __future__ import annotations

from datetime import date

import pytest

from members.matching.score import fit_of, freshness, load_of, mutual_fit, reply_factor, score_in_millionths


def test_fit_is_the_sum_of_value_times_weight() -> None:
    assert fit_of([1, 0.5, 0], [0.25, 0.5, 0.25]) == 0.5


@pytest.mark.parametrize(("school", "partner", "fit"), [(0.5, 0.5, 0.5), (0.25, 0.75, 0.375), (0, 0, 0), (0, 1, 0)])
def test_mutual_fit_is_the_harmonic_mean(school: float, partner: float, fit: float) -> None:
    assert mutual_fit(school, partner) == pytest.approx(fit)


@pytest.mark.parametrize(("replies", "requests", "factor"), [(0, 0, 0.5**0.5), (4, 5, (6 / 9) ** 0.5), (0, 4, 0.5)])
def test_reply_factor(replies: int, requests: int, factor: float) -> None:
    assert reply_factor(replies, requests) == pytest.approx(factor)


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
    assert load_of(listed, waiting, capacity) == load


def test_score_is_rounded_to_a_millionth() -> None:
    assert score_in_millionths(0.5, 1.0, 0.25) == 475_000
    assert score_in_millionths(0.1234564, 1.0, 0.0) == 123_456
    assert score_in_millionths(0.1234566, 1.0, 0.0) == 123_457
    assert score_in_millionths(0.0, 1.0, 1.5) == -150_000
