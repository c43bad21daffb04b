"""Dates, years and fiscal years as Japanese public offices write them, and their English counterparts.

Every function takes a `datetime.date` or `datetime.datetime` (an aware one is read in the current time zone) and the
language to write in (None: the active one). Anything that is neither Japanese nor English is written in English.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language

# An era's first calendar day. Its first year is written 元年.
ERAS = (
    (datetime.date(2019, 5, 1), "令和"),
    (datetime.date(1989, 1, 8), "平成"),
    (datetime.date(1926, 12, 25), "昭和"),
)
WEEKDAYS_JA = ("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FISCAL_YEAR_BEGINS = 4  # April


@dataclass(frozen=True)
class Era:
    """A year within an era."""

    name: str
    year: int

    def __str__(self) -> str:
        return f"{self.name}{'元' if self.year == 1 else self.year}"


def in_japanese(language: str | None = None) -> bool:
    """Whether to write Japanese; outside any language (a command) the site's first language counts."""
    return (language or get_language() or "ja").startswith("ja")


def day_of(value: datetime.date) -> datetime.date:
    """The calendar day, in the current time zone for an aware datetime."""
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def era_of(day: datetime.date) -> Era | None:
    """The era and its year on that day; None before 昭和."""
    for begins, name in ERAS:
        if day >= begins:
            return Era(name, day.year - begins.year + 1)
    return None


def era_of_year(year: int) -> Era | None:
    """The era that most of us name for a whole year: the one in force when the year ends (2019 is 令和元)."""
    return era_of(datetime.date(year, 12, 31))


def long_date(value: datetime.date, language: str | None = None) -> str:
    """令和8年11月20日（金曜日） / Friday 20 November 2026."""
    day = day_of(value)
    if in_japanese(language):
        return f"{short_date(day, 'ja')}（{WEEKDAYS_JA[day.weekday()]}）"
    return f"{WEEKDAYS_EN[day.weekday()]} {short_date(day, 'en')}"


def short_date(value: datetime.date, language: str | None = None) -> str:
    """令和8年11月20日 / 20 November 2026: where the day of the week does not matter."""
    day = day_of(value)
    if in_japanese(language):
        return f"{era_of(day) or day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def day_month(value: datetime.date, language: str | None = None) -> str:
    """11月20日（金曜日） / Friday 20 November: where the year is plain from what stands around it."""
    day = day_of(value)
    if in_japanese(language):
        return f"{day.month}月{day.day}日（{WEEKDAYS_JA[day.weekday()]}）"
    return f"{WEEKDAYS_EN[day.weekday()]} {day.day} {MONTHS_EN[day.month - 1]}"


def filed_date(value: datetime.date, language: str | None = None) -> str:
    """令和8（2026）年11月20日 / 20 November 2026: with the western year, where a reader may file the paper."""
    day = day_of(value)
    if in_japanese(language):
        return f"{era_year(day, 'ja')}{day.month}月{day.day}日"
    return short_date(day, "en")


def era_year(value: datetime.date | int, language: str | None = None) -> str:
    """令和8（2026）年 / 2026, of a date or of a year's number."""
    if isinstance(value, int):
        era, year = era_of_year(value), value
    else:
        day = day_of(value)
        era, year = era_of(day), day.year
    if not in_japanese(language):
        return str(year)
    return f"{era}（{year}）年" if era else f"{year}年"


def fiscal_year_of(value: datetime.date) -> int:
    """The fiscal year (年度, April to March) a day falls in, named by the western year it begins in."""
    day = day_of(value)
    return day.year if day.month >= FISCAL_YEAR_BEGINS else day.year - 1


def fiscal_year(value: datetime.date | int, language: str | None = None) -> str:
    """令和8年度（2026年度） / fiscal year 2026, of a date or of the year's number."""
    year = value if isinstance(value, int) else fiscal_year_of(value)
    if not in_japanese(language):
        return f"fiscal year {year}"
    era = era_of_year(year)
    return f"{era}年度（{year}年度）" if era else f"{year}年度"


def short_fiscal_year(value: datetime.date | int, language: str | None = None) -> str:
    """令和8年度 / FY 2026: for a label that stands beside many others."""
    year = value if isinstance(value, int) else fiscal_year_of(value)
    if not in_japanese(language):
        return f"FY {year}"
    return f"{era_of_year(year) or year}年度"
