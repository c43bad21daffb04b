"""A month as a calendar. Pure: days and things with a beginning and an end in, weeks out."""

import calendar
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

FIRST, LAST = 2000, 2099
"""The years whose months are shown."""
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.month, 1)

    def shifted(self, by: int) -> "Month | None":
        """The month so many later or earlier; None beyond the years that are shown."""
        year, month = divmod(self.year * 12 + self.month - 1 + by, 12)
        return Month(year, month + 1) if FIRST <= year <= LAST else None


@dataclass(frozen=True)
class Day:
    """A cell of the calendar: `date` is None before the first and after the last day of the month."""

    date: datetime.date | None
    things: tuple[Any, ...] = ()
    is_today: bool = False


def month_of(text: str, default: datetime.date) -> Month:
    """The month of `2026-12`; that of `default` for anything else."""
    found = _MONTH.fullmatch(text.strip()[:10])
    if found:
        year, month = int(found[1]), int(found[2])
        if FIRST <= year <= LAST and 1 <= month <= 12:
            return Month(year, month)
    return Month(default.year, default.month)


def weeks(
    month: Month, spans: Iterable[tuple[datetime.date, datetime.date, Any]], today: datetime.date
) -> list[list[Day]]:
    """The weeks of a month, Sunday first as Japanese calendars have it. A thing stands on each of its days."""
    things: dict[datetime.date, list[Any]] = {}
    for begins, ends, thing in spans:
        for number in range((ends - begins).days + 1):
            things.setdefault(begins + datetime.timedelta(days=number), []).append(thing)
    rows = calendar.Calendar(firstweekday=calendar.SUNDAY).monthdatescalendar(month.year, month.month)
    return [[_day(day, month, things, today) for day in row] for row in rows]


def _day(day: datetime.date, month: Month, things: dict[datetime.date, list[Any]], today: datetime.date) -> Day:
    if day.month != month.month:
        return Day(None)
    return Day(day, tuple(things.get(day, ())), day == today)
