"""The usual school years abroad, by country or region. Where each comes from is told in docs/calendars.md.

They are patterns: real terms shift by a week or two from year to year, so a partner's own dates always win.
"""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from members.calendars.public_holidays import public_holidays
from members.calendars.year import Rules, Span


class _Pattern(NamedTuple):
    """(month, day) of the school year's first day, and of the first and last day of each term."""

    begins: tuple[int, int]
    terms: tuple[tuple[int, int, int, int], ...]


_PATTERNS = {
    "AU-NSW": _Pattern((1, 1), ((1, 28, 4, 9), (4, 28, 7, 3), (7, 20, 9, 25), (10, 12, 12, 18))),
    "AU-QLD": _Pattern((1, 1), ((1, 25, 4, 2), (4, 20, 6, 26), (7, 13, 9, 18), (10, 6, 12, 11))),
    "AU": _Pattern((1, 1), ((1, 28, 4, 2), (4, 20, 6, 26), (7, 13, 9, 18), (10, 5, 12, 18))),
    "NZ": _Pattern((1, 1), ((2, 2, 4, 2), (4, 20, 7, 3), (7, 20, 9, 25), (10, 12, 12, 16))),
    "TW": _Pattern((8, 1), ((8, 30, 1, 20), (2, 11, 6, 30))),
    "CA": _Pattern((8, 1), ((9, 8, 12, 18), (1, 4, 3, 12), (3, 29, 6, 25))),
    "US": _Pattern((8, 1), ((9, 1, 12, 18), (1, 5, 6, 10))),
    "TH": _Pattern((5, 1), ((5, 16, 10, 10), (11, 1, 3, 25))),
    "KR": _Pattern((3, 1), ((3, 2, 7, 20), (8, 25, 12, 31))),
    "CN": _Pattern((8, 1), ((9, 1, 1, 15), (2, 25, 7, 5))),
    "FR": _Pattern((8, 1), ((9, 1, 10, 17), (11, 3, 12, 19), (1, 4, 2, 12), (3, 1, 4, 9), (4, 26, 7, 4))),
}
# Where nothing is known the calendar year will do: every day counts as term.
_UNKNOWN = _Pattern((1, 1), ())


def rules_abroad(country: str, region: str) -> Rules:
    """What is usual in a country (ISO 3166-1 alpha-2) or, where it differs, in a region of it (ISO 3166-2)."""
    pattern = _PATTERNS.get(region) or _PATTERNS.get(country) or _UNKNOWN

    def terms(year: int) -> tuple[Span, ...]:
        return tuple((_date(year, pattern, *term[:2]), _date(year, pattern, *term[2:])) for term in pattern.terms)

    def closed(year: int) -> Mapping[datetime.date, str]:
        return public_holidays(country, region, year)

    return Rules(pattern.begins, terms, closed)


def _date(year: int, pattern: _Pattern, month: int, day: int) -> datetime.date:
    """A day of the school year that begins in `year`."""
    return datetime.date(year if (month, day) >= pattern.begins else year + 1, month, day)
