"""Calendar months."""

from __future__ import annotations

from datetime import date

import pytest

from members.matching.months import ALL_MONTHS, add_months, month_bits


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        (date(2026, 6, 1), 6, date(2026, 12, 1)),
        (date(2026, 6, 1), 7, date(2027, 1, 1)),
        (date(2026, 8, 31), 18, date(2028, 2, 29)),
        (date(2025, 8, 31), 18, date(2027, 2, 28)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 12, 15), 0, date(2026, 12, 15)),
        (date(9998, 12, 31), 12, date(9999, 12, 31)),
        (date(9998, 12, 31), 13, date.max),
        (date.max, 18, date.max),
    ],
)
def test_adding_months(day: date, count: int, later: date) -> None:
    assert add_months(day, count) == later


def test_months_as_bits() -> None:
    assert month_bits([]) == 0
    assert month_bits([1, 12, 1]) == 0b1_0000_0000_0010
    assert month_bits(range(1, 13)) == ALL_MONTHS
