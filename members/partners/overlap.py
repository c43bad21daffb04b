"""What a school in Tokyo and a partner share: on a usual day, over the year, and the next real dates."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from members.calendars.models import LessonPeriod
from members.calendars.sides import CalendarSide
from members.calendars.tokyo import TOKYO
from members.calendars.words import meeting_words, terms_in_words
from members.calendars.year import Span, YearPlan, engine_calendar
from members.calendars.year_picture import YearPicture, draw_year
from members.calendars.year_table import MonthRow, months_of
from members.matching.slots import find_slots
from members.matching.zones import zone
from portal.core.dates import fiscal_year_of

from .models import PartnerSchool
from .overlap_day import DayView, Pair, days_of

LONGEST_LESSON = 45
"""Minutes of the meetings looked for, where the lessons of both sides are as long: a lesson of an elementary school."""
MOST_DATES = 3
_DAY = datetime.timedelta(days=1)
_AROUND = 4 * _DAY
_YEAR = 365 * _DAY


@dataclass(frozen=True)
class YearView:
    """The year with its picture, the terms of both in words, and the figures by month."""

    year: int
    picture: YearPicture
    ours: str
    theirs: str
    months: list[MonthRow]
    assumed: bool
    unknown: bool
    common: int


@dataclass(frozen=True)
class Overlap:
    """All that the partner's page shows of it. `dates` are rows of `components/slots.html`."""

    minutes: int
    days: list[DayView]
    year: YearView
    dates: list[dict[str, str]]
    none_because: str | None


def overlap_of(school: CalendarSide, partner: PartnerSchool, today: datetime.date) -> Overlap | None:
    """What both share from a day on; None when the lessons of one side or the partner's zone are not known.

    Six queries.
    """
    ours, theirs = list(school.periods.all()), list(partner.periods.all()) if partner.timezone else []
    if not ours or not theirs:
        return None
    year = fiscal_year_of(today)
    span = datetime.date(year, 4, 1), datetime.date(year + 1, 3, 31)
    reach = span[0] - _AROUND, max(span[1], today + _YEAR) + _AROUND
    plans = school.plan(reach), partner.plan(reach)
    sides = engine_calendar(TOKYO, ours, plans[0], school), engine_calendar(partner.timezone, theirs, plans[1], partner)
    pair = Pair(ours, theirs, sides, min(LONGEST_LESSON, _longest(ours), _longest(theirs)))
    ahead = find_slots(*sides, (today + _DAY, today + _YEAR), pair.minutes)
    return Overlap(
        minutes=pair.minutes,
        days=days_of(pair, today),
        year=year_of(pair, plans, span, (pgettext("of a picture", "Our school"), pgettext("of a picture", "Partner"))),
        dates=[meeting_words(one) for one in sorted(ahead.best, key=lambda one: one.start)[:MOST_DATES]],
        none_because=ahead.none_because,
    )


@dataclass(frozen=True)
class TermsView:
    """The terms of both in a fiscal year, in words; `theirs` is empty where they are not known."""

    year: int
    ours: str
    theirs: str
    assumed: bool


def terms_of_both(
    school: CalendarSide, partner: PartnerSchool, today: datetime.date, overlap: Overlap | None
) -> TermsView:
    """The terms side by side, out of what was found already where it was. Four queries at most."""
    if overlap is not None:
        year = overlap.year
        return TermsView(year.year, year.ours, year.theirs, year.assumed)
    first = fiscal_year_of(today)
    span = datetime.date(first, 4, 1), datetime.date(first + 1, 3, 31)
    ours, theirs = school.plan(span), partner.plan(span)
    return TermsView(first, terms_in_words(ours, span), terms_in_words(theirs, span), theirs.assumed)


def _longest(periods: Sequence[LessonPeriod]) -> int:
    """The minutes of the longest lesson."""
    return max(end - start for start, end in (period.minutes for period in periods))


def year_of(pair: Pair, plans: tuple[YearPlan, YearPlan], span: Span, names: tuple[str, str]) -> YearView:
    """The fiscal year of Tokyo with the terms of both, under these names, and the weeks in which they have time."""
    found = find_slots(*pair.sides, span, pair.minutes)
    days = {one.start.astimezone(zone(TOKYO)).date() for one in found.intervals}
    weekdays = [frozenset(period.weekday for period in each) for each in (pair.ours, pair.theirs)]
    ours, theirs = plans
    rows = [(names[0], "a", ours), (names[1], "b", theirs)]
    return YearView(
        year=span[0].year,
        picture=draw_year(span, rows, days),
        ours=terms_in_words(ours, span),
        theirs=terms_in_words(theirs, span),
        months=months_of(span, list(zip(plans, weekdays, strict=True)), days),
        assumed=theirs.assumed,
        unknown=theirs.unknown and not theirs.assumed,
        common=len(days),
    )
