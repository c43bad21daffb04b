"""What a school in Tokyo and a partner share: on a usual day, over the year, and the next real dates."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from members.calendars.day_picture import DayPicture, Lesson, draw_day
from members.calendars.models import LessonPeriod
from members.calendars.sides import CalendarSide
from members.calendars.words import clock_span, day_words, length_words, meeting_words, terms_in_words
from members.calendars.year import Span, YearPlan, engine_calendar
from members.calendars.year_picture import YearPicture, draw_year
from members.calendars.year_table import MonthRow, months_of
from members.matching.intervals import Stretch, common, joined
from members.matching.local_time import day_begins, day_stretches, utc_datetime
from members.matching.records import Period
from members.matching.slots import Calendar, Slots, find_slots
from members.matching.zones import zone
from portal.core.dates import fiscal_year_of
from portal.core.vocabulary import Weekday

from .clocks import TOKYO, ahead_of_tokyo, next_change
from .models import PartnerSchool

LESSON = 45
"""Minutes of the meetings looked for: a lesson of an elementary school."""
MOST_DATES = 3
_DAY = datetime.timedelta(days=1)
_WEEK = 7 * _DAY
_AROUND = 4 * _DAY
_YEAR = 365 * _DAY
_MINUTES = 24 * 60
_ONE_DAY = [(0, _MINUTES)]


@dataclass(frozen=True)
class DayRow:
    """A lesson in the table behind the picture of a day: whose, its time in Tokyo, its time there."""

    ours: bool
    here: str
    there: str
    usable: bool


@dataclass(frozen=True)
class DayView:
    """A usual day between two changes of the clocks. `until` and `since` are the changes around it, where there are."""

    weekday: str
    picture: DayPicture
    length: str
    text: str
    rows: list[DayRow]
    ahead: datetime.timedelta
    since: datetime.date | None = None
    until: datetime.date | None = None


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
    ahead = find_slots(*sides, (today + _DAY, today + _YEAR), LESSON)
    return Overlap(
        days=_days(ours, theirs, sides, today),
        year=_year(span, plans, (ours, theirs), find_slots(*sides, span, LESSON)),
        dates=[meeting_words(one) for one in sorted(ahead.best, key=lambda one: one.start)[:MOST_DATES]],
        none_because=ahead.none_because,
    )


def _days(
    ours: Sequence[LessonPeriod], theirs: Sequence[LessonPeriod], sides: tuple[Calendar, Calendar], today: datetime.date
) -> list[DayView]:
    """A usual day now, and one after the next change of the clocks there."""
    there = zone(sides[1].timezone)
    changes_on = next_change(there, today)
    monday = today - today.weekday() * _DAY
    if changes_on is not None and changes_on < monday + _WEEK:
        monday -= _WEEK
    views = [_day(ours, theirs, sides, monday, until=changes_on)]
    if changes_on is not None:
        later = changes_on + (-changes_on.weekday() % 7) * _DAY
        views.append(_day(ours, theirs, sides, later, since=changes_on))
    return views


def _day(
    ours: Sequence[LessonPeriod],
    theirs: Sequence[LessonPeriod],
    sides: tuple[Calendar, Calendar],
    monday: datetime.date,
    **changes: datetime.date | None,
) -> DayView:
    """The day of a week on which both share most, whatever the terms say."""
    taught = sorted({period.weekday for period in ours})
    day = max((monday + number * _DAY for number in taught), key=lambda one: _length(_usable(sides, one)))
    usable = _usable(sides, day)
    lessons = [list(_lessons(TOKYO, ours, day)), list(_lessons(sides[1].timezone, theirs, day))]
    ahead = ahead_of_tokyo(zone(sides[1].timezone), day)
    picture = draw_day(lessons[0], lessons[1], usable, round(ahead.total_seconds() / 60))
    times = _(", ").join(clock_span(_clock(day, start), end - start) for start, end in usable)
    found = _("Both schools have time on %(day)s at %(times)s, Japan time.") if usable else _("No common lesson time.")
    weekday = str(Weekday(day.weekday()).label)
    return DayView(
        weekday=weekday,
        picture=picture,
        length=length_words(picture.overlap),
        text=found % {"day": weekday, "times": times} if usable else found,
        rows=_rows(lessons, usable, day, sides[1].timezone),
        ahead=ahead,
        **changes,
    )


def _usable(sides: tuple[Calendar, Calendar], day: datetime.date) -> list[Stretch]:
    """The stretches of a date in Tokyo in which both are free for a lesson, as minutes; terms left aside."""
    free = [
        joined((one - side.before, end + side.after) for one, end in _on_the_date(side.timezone, side.periods, day))
        for side in sides
    ]
    return common(common(free[0], _ONE_DAY, 1), common(free[1], _ONE_DAY, 1), LESSON)


def _length(stretches: Iterable[Stretch]) -> int:
    return sum(end - start for start, end in stretches)


def _lessons(zone_name: str, periods: Iterable[LessonPeriod], day: datetime.date) -> Iterable[Lesson]:
    """The lessons that touch a date in Tokyo, as far as they lie in it."""
    for period in periods:
        number = str(getattr(period, "slot", ""))
        mark = number[1:] if number[:1] == "p" else ""
        for start, end in _on_the_date(zone_name, [Period(period.weekday, *period.minutes)], day):
            if start < _MINUTES and end > 0:
                yield Lesson(max(start, 0), min(end, _MINUTES), mark)


def _on_the_date(zone_name: str, periods: Iterable[Period], day: datetime.date) -> Iterable[Stretch]:
    """Periods around a date in Tokyo as minutes since its midnight."""
    midnight = day_begins(TOKYO, day.toordinal())
    for ordinal in range(day.toordinal() - 1, day.toordinal() + 2):
        for start, end in day_stretches(zone_name, periods, ordinal):
            yield (start - midnight) // 60, (end - midnight) // 60


def _rows(
    lessons: Sequence[Sequence[Lesson]], usable: Sequence[Stretch], day: datetime.date, zone_name: str
) -> list[DayRow]:
    """The lessons of both sides by their time."""
    found = [(one.start, one.end, side == 0) for side, each in enumerate(lessons) for one in each]
    rows = []
    for start, end, ours in sorted(found, key=lambda one: (one[0], not one[2])):
        here = _clock(day, start)
        there = here.astimezone(zone(zone_name))
        shift = (there.date() - here.date()).days
        rows.append(
            DayRow(
                ours=ours,
                here=clock_span(here, end - start),
                there=clock_span(there, end - start) + day_words(shift),
                usable=any(begin < end and start < stop for begin, stop in usable),
            )
        )
    return rows


def _clock(day: datetime.date, minute: int) -> datetime.datetime:
    """A minute of a date in Tokyo."""
    return utc_datetime(day_begins(TOKYO, day.toordinal()) + minute * 60).astimezone(zone(TOKYO))


def _year(
    span: Span, plans: tuple[YearPlan, YearPlan], periods: tuple[Iterable[LessonPeriod], ...], found: Slots
) -> YearView:
    """The fiscal year of Tokyo with the terms of both and the weeks in which they have common time."""
    days = {one.start.astimezone(zone(TOKYO)).date() for one in found.intervals}
    weekdays = [frozenset(period.weekday for period in each) for each in periods]
    ours, theirs = plans
    sides = [(pgettext("of a picture", "Our school"), "a", ours), (pgettext("of a picture", "Partner"), "b", theirs)]
    return YearView(
        year=span[0].year,
        picture=draw_year(span, sides, days),
        ours=terms_in_words(ours, span),
        theirs=terms_in_words(theirs, span),
        months=months_of(span, list(zip(plans, weekdays, strict=True)), days),
        assumed=theirs.assumed,
        unknown=theirs.unknown and not theirs.assumed,
        common=len(days),
    )
