"""What a usual school in Tokyo shares with a usual school of a country or region: for pages that name no school."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.clock import SCHOOL_BEGINS, SCHOOL_ENDS
from members.calendars.abroad import rules_abroad
from members.calendars.standard_week import SCHOOL_DAYS, standard_week
from members.calendars.tokyo import TOKYO, tokyo_rules
from members.calendars.words import terms_in_words
from members.calendars.year import Span, engine_calendar, plan_year
from portal.core.countries import country_name
from portal.core.dates import fiscal_year_of
from portal.core.regions import Region
from portal.core.vocabulary import SchoolType

from .overlap import LONGEST_LESSON, YearView, year_of
from .overlap_day import DayView, Pair, days_of

_AROUND = datetime.timedelta(days=4)


@dataclass(frozen=True)
class UsualLesson:
    """A weekly lesson that nobody has entered; `slot` as in a school's timetable, or empty."""

    weekday: int
    starts: datetime.time
    ends: datetime.time
    slot: str = ""

    @property
    def minutes(self) -> tuple[int, int]:
        return self.starts.hour * 60 + self.starts.minute, self.ends.hour * 60 + self.ends.minute


@dataclass(frozen=True)
class UsualOverlap:
    """Usual days and the fiscal year of both sides.

    `there` is the name of the country, `own_year` the terms of its present school year in words, empty where they are
    not known.
    """

    there: str
    days: list[DayView]
    year: YearView
    own_year: str


def usual_overlap(place: Region, zone_name: str, today: datetime.date) -> UsualOverlap:
    """An elementary school of Tokyo and a school open from 8:30 to 15:30 there, in the active language. No query."""
    return _usual_overlap(place, zone_name, today, get_language() or "ja")


@lru_cache(maxsize=128)
def _usual_overlap(place: Region, zone_name: str, today: datetime.date, language: str) -> UsualOverlap:
    # Words are in the active language, which is the one given: it is part of the key of what is remembered.
    first = fiscal_year_of(today)
    span = datetime.date(first, 4, 1), datetime.date(first + 1, 3, 31)
    reach = span[0] - _AROUND, span[1] + _AROUND
    theirs_usual = rules_abroad(*place)
    plans = plan_year(tokyo_rules(""), reach, (), ()), plan_year(theirs_usual, reach, (), ())
    ours, theirs = _ours(), _theirs()
    sides = engine_calendar(TOKYO, ours, plans[0]), engine_calendar(zone_name, theirs, plans[1])
    pair = Pair(ours, theirs, sides, LONGEST_LESSON)
    there = country_name(place.country)
    return UsualOverlap(
        there=there,
        days=days_of(pair, today),
        year=year_of(pair, plans, span, (_("Tokyo"), there)),
        own_year=_own_year(place, theirs_usual.span_of(theirs_usual.year_of(today))),
    )


def _own_year(place: Region, span: Span) -> str:
    plan = plan_year(rules_abroad(*place), span, (), ())
    return "" if plan.unknown else terms_in_words(plan, span)


def _ours() -> list[UsualLesson]:
    return [UsualLesson(one.weekday, one.starts, one.ends, one.slot) for one in standard_week(SchoolType.ELEMENTARY)]


def _theirs() -> list[UsualLesson]:
    return [UsualLesson(day, SCHOOL_BEGINS, SCHOOL_ENDS) for day in SCHOOL_DAYS]
