"""A year in figures: what stands behind its picture."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from members.calendars.words import year_month
from members.calendars.year import Span, YearPlan

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class MonthRow:
    """One month: its first day, the days with lessons of each side, and the days on which both have common time."""

    month: datetime.date
    days: tuple[int, ...]
    common: int

    @property
    def label(self) -> str:
        return year_month(self.month)


def months_of(
    span: Span,
    plans: Sequence[tuple[YearPlan, frozenset[int]]],
    common: Iterable[datetime.date] = (),
) -> list[MonthRow]:
    """A row a month of the span. Each plan comes with the days of the week (0 Monday) on which the side has lessons."""
    shared = set(common)
    rows: dict[datetime.date, list[datetime.date]] = {}
    day = span[0]
    while day <= span[1]:
        rows.setdefault(day.replace(day=1), []).append(day)
        day += _DAY
    return [
        MonthRow(
            month,
            tuple(sum(one.weekday() in weekdays and plan.has_lessons(one) for one in days) for plan, weekdays in plans),
            sum(one in shared for one in days),
        )
        for month, days in rows.items()
    ]
