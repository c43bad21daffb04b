"""The cases found by fiscal year and month: a table whose cells hold bars."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from portal.core.addresses import changed_query
from portal.core.dates import FISCAL_YEAR_BEGINS, MONTHS_EN, in_japanese, short_fiscal_year

BAR = 40
"""The height of the longest bar."""
_SHORTEST = 3
MONTHS = [(FISCAL_YEAR_BEGINS - 1 + place) % 12 + 1 for place in range(12)]


@dataclass(frozen=True)
class MonthBar:
    """The cases that began in a month; `height` and `top` in units of `BAR`."""

    month: str
    number: int
    height: int

    @property
    def top(self) -> int:
        return BAR - self.height


@dataclass(frozen=True)
class YearRow:
    """A fiscal year with its twelve months, April first, and the address of its cases."""

    label: str
    url: str
    number: int
    months: list[MonthBar]


@dataclass(frozen=True)
class Timeline:
    months: list[str]
    years: list[YearRow]


def timeline(counts: Mapping[tuple[int, int], int], params: QueryDict) -> Timeline:
    """The years from the last to the first with cases, of numbers of cases by (year, month) of the calendar.

    Years without any stand in between, so that gaps are seen. Links keep the other conditions of the address.
    """
    years = sorted({_fiscal_year(*month) for month in counts})
    labels = [_month_label(month) for month in MONTHS]
    longest = max(counts.values(), default=1)
    rows = []
    for year in range(years[-1], years[0] - 1, -1) if years else ():
        numbers = [counts.get((year + (month < FISCAL_YEAR_BEGINS), month), 0) for month in MONTHS]
        bars = [
            MonthBar(label, number, max(_SHORTEST, round(BAR * number / longest)) if number else 0)
            for label, number in zip(labels, numbers, strict=True)
        ]
        url = changed_query(params, put={"year": year, "page": None, "view": None})
        rows.append(YearRow(short_fiscal_year(year), url, sum(numbers), bars))
    return Timeline(labels, rows)


def _fiscal_year(year: int, month: int) -> int:
    return year if month >= FISCAL_YEAR_BEGINS else year - 1


def _month_label(month: int) -> str:
    return f"{month}月" if in_japanese() else MONTHS_EN[month - 1][:3]
