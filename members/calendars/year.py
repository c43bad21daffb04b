"""The year of one side: its terms and closed days, its own words laid over the defaults.

A school year is named by the calendar year in which it begins. Whoever has entered terms for a school year has its
own terms in that year and the default ones in all others.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from members.calendars.year_models import DayKind, Margins, SpecialDay, Term
from members.matching.records import Period
from members.matching.slots import Calendar

Span = tuple[datetime.date, datetime.date]
"""First and last day, both included."""

_DAY = datetime.timedelta(days=1)


class WeeklyLesson(Protocol):
    """A lesson that comes back every week: `LessonPeriod` of a school, or one that is only assumed."""

    @property
    def weekday(self) -> int: ...

    @property
    def minutes(self) -> tuple[int, int]: ...


@dataclass(frozen=True)
class Rules:
    """What is usual where a school stands.

    `begins` is (month, day) of the first day of the school year. `terms` gives the spans of a school year, nothing
    when they are not known. `closed` gives the single closed days of a calendar year with their names.
    """

    begins: tuple[int, int]
    terms: Callable[[int], tuple[Span, ...]]
    closed: Callable[[int], Mapping[datetime.date, str]]

    def year_of(self, day: datetime.date) -> int:
        """The school year in which a day lies."""
        return day.year if (day.month, day.day) >= self.begins else day.year - 1

    def span_of(self, year: int) -> Span:
        """The first and last day of a school year."""
        return datetime.date(year, *self.begins), datetime.date(year + 1, *self.begins) - _DAY


@dataclass(frozen=True)
class YearPlan:
    """The days with lessons between two dates.

    `terms` are the spans with lessons as far as they touch the dates; `closed` single days with their reason; `opened`
    days with lessons in spite of all. `assumed` is True when terms come from a default, `unknown` when there is none:
    then every day counts as term.
    """

    terms: tuple[Span, ...]
    closed: Mapping[datetime.date, str] = field(default_factory=dict)
    opened: Mapping[datetime.date, str] = field(default_factory=dict)
    assumed: bool = False
    unknown: bool = False

    def has_lessons(self, day: datetime.date) -> bool:
        """Whether a day is one of lessons, leaving the day of the week aside."""
        if day in self.opened:
            return True
        return day not in self.closed and any(first <= day <= last for first, last in self.terms)


def plan_year(rules: Rules, span: Span, terms: Iterable[Term], days: Iterable[SpecialDay]) -> YearPlan:
    """The plan between two dates, from what is usual and from what the side has entered itself."""
    own: dict[int, list[Span]] = {}
    for term in terms:
        own.setdefault(rules.year_of(term.starts_on), []).append(term.dates)
    found: list[Span] = []
    assumed = unknown = False
    for year in range(rules.year_of(span[0]), rules.year_of(span[1]) + 1):
        usual = () if year in own else rules.terms(year)
        assumed = assumed or bool(usual)
        unknown = unknown or not (usual or year in own)
        found += own.get(year) or usual or [rules.span_of(year)]
    special = list(days)
    opened = {one.day: one.note for one in special if one.kind == DayKind.OPEN}
    closed: dict[datetime.date, str] = {}
    for calendar_year in range(span[0].year, span[1].year + 1):
        closed |= rules.closed(calendar_year)
    closed |= {one.day: one.note for one in special if one.kind == DayKind.CLOSED}
    return YearPlan(
        terms=tuple(sorted(one for one in found if one[0] <= span[1] and one[1] >= span[0])),
        closed={day: name for day, name in sorted(closed.items()) if span[0] <= day <= span[1] and day not in opened},
        opened={day: note for day, note in sorted(opened.items()) if span[0] <= day <= span[1]},
        assumed=assumed,
        unknown=unknown,
    )


def engine_calendar(
    zone: str, periods: Iterable[WeeklyLesson], plan: YearPlan, margins: Margins | None = None
) -> Calendar:
    """The same as the slot finder reads it. The plan covers at least the days around the window asked for.

    Without margins an exchange lies inside the lessons.
    """
    return Calendar(
        timezone=zone,
        periods=tuple(Period(period.weekday, *period.minutes) for period in periods),
        # A side without one single day of lessons must not read as "always in term".
        terms=(*plan.terms, *((day, day) for day in plan.opened)) or ((datetime.date.min, datetime.date.min),),
        closed=frozenset(plan.closed),
        before=margins.minutes_before if margins else 0,
        after=margins.minutes_after if margins else 0,
    )
