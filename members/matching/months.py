"""Calendar months: adding them to a date, and sets of them as bits."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, date

ALL_MONTHS = 0b1_1111_1111_1110
"""The bits of January (bit 1) to December (bit 12)."""


def add_months(day: date, count: int) -> date:
    """The same day `count` (0 or more) months later, or the last day of a shorter month.

    Past the last year that `date` can hold, it is the last date there is.
    """
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_bits(months: Iterable[int]) -> int:
    """The months 1 to 12 as bits 1 to 12; nothing (unknown) gives 0."""
    bits = 0
    for month in months:
        bits |= 1 << month
    return bits
