"""A school's years as its pages show them: this school year and the next, usual and own."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import pgettext

from members.calendars.words import terms_in_words
from members.calendars.year import YearPlan, plan_year
from members.calendars.year_picture import YearPicture, draw_year
from members.calendars.year_table import MonthRow, months_of
from portal.core.dates import fiscal_year_of

from .models import School, SchoolDay, SchoolTerm


@dataclass(frozen=True)
class ShownYear:
    """A school year: its number, its plan, its picture and the figures behind it.

    `own` is True for own terms, `words` tells the terms.
    """

    year: int
    plan: YearPlan
    own: bool
    words: str
    picture: YearPicture
    months: list[MonthRow]

    @property
    def closed_on_weekdays(self) -> Mapping[datetime.date, str]:
        """The closed days of the terms that would have lessons otherwise: Monday to Friday."""
        terms = self.plan.terms
        return {
            day: name
            for day, name in self.plan.closed.items()
            if day.weekday() <= 4 and any(first <= day <= last for first, last in terms)
        }


def editable_years(today: datetime.date) -> tuple[int, int]:
    """The school years a school lays down: the present one and the next."""
    year = fiscal_year_of(today)
    return year, year + 1


def shown_years(school: School, today: datetime.date) -> list[ShownYear]:
    """Both years. Three queries."""
    weekdays = frozenset(period.weekday for period in school.periods.all()) or frozenset(range(5))
    terms, days = list(school.terms.all()), list(school.special_days.all())
    return [_shown(school, year, weekdays, (terms, days)) for year in editable_years(today)]


def this_year(school: School, today: datetime.date) -> ShownYear:
    """The present year. Three queries."""
    return shown_years(school, today)[0]


def _shown(
    school: School, year: int, weekdays: frozenset[int], own: tuple[list[SchoolTerm], list[SchoolDay]]
) -> ShownYear:
    span = school.rules.span_of(year)
    plan = plan_year(school.rules, span, *own)
    return ShownYear(
        year=year,
        plan=plan,
        own=not plan.assumed,
        words=terms_in_words(plan, span),
        picture=draw_year(span, [(pgettext("of a picture", "Our school"), "a", plan)], ()),
        months=months_of(span, [(plan, weekdays)]),
    )
