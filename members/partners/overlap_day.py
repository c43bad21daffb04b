"""A usual day of a school in Tokyo and a partner on one line of Japan time, terms left aside."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from members.calendars.day_picture import DayPicture, Lesson, draw_day
from members.calendars.tokyo import TOKYO
from members.calendars.words import clock_span, day_words, length_words
from members.calendars.year import WeeklyLesson
from members.matching.intervals import Stretch, common, joined
from members.matching.local_time import day_begins, day_stretches, utc_datetime
from members.matching.records import Period
from members.matching.slots import Calendar
from members.matching.zones import zone
from portal.core.dates import short_date
from portal.core.vocabulary import Weekday

from .clocks import ahead_of_tokyo, next_change

_DAY = datetime.timedelta(days=1)
_WEEK = 7 * _DAY
_MINUTES = 24 * 60
_ONE_DAY = [(0, _MINUTES)]


@dataclass(frozen=True)
class Pair:
    """Both sides' lessons, their calendars (ours first), and how many minutes a meeting takes."""

    ours: Sequence[WeeklyLesson]
    theirs: Sequence[WeeklyLesson]
    sides: tuple[Calendar, Calendar]
    minutes: int


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

    @property
    def label(self) -> str:
        """The day of the week, and for which part of the year it stands."""
        if self.since:
            return _("%(day)s, from %(date)s") % {"day": self.weekday, "date": short_date(self.since)}
        if self.until:
            return _("%(day)s, before %(date)s") % {"day": self.weekday, "date": short_date(self.until)}
        return self.weekday


def days_of(pair: Pair, today: datetime.date) -> list[DayView]:
    """A usual day now, and one after the next change of the clocks there."""
    changes_on = next_change(zone(pair.sides[1].timezone), today)
    monday = today - today.weekday() * _DAY
    if changes_on is not None and changes_on < monday + _WEEK:
        monday -= _WEEK
    views = [_day(pair, monday, until=changes_on)]
    if changes_on is not None:
        views.append(_day(pair, changes_on + (-changes_on.weekday() % 7) * _DAY, since=changes_on))
    return views


def _day(
    pair: Pair, monday: datetime.date, since: datetime.date | None = None, until: datetime.date | None = None
) -> DayView:
    """The day of a week on which both share most; where nothing is shared, one on which both have lessons."""
    there = pair.sides[1]
    dates = [monday + weekday * _DAY for weekday in sorted({period.weekday for period in pair.ours})]
    day = max(
        dates,
        key=lambda one: (_length(_usable(pair, one)), _length(_on_the_date(there.timezone, there.periods, one))),
    )
    usable = _usable(pair, day)
    lessons = [list(_lessons(TOKYO, pair.ours, day)), list(_lessons(there.timezone, pair.theirs, day))]
    ahead = ahead_of_tokyo(zone(there.timezone), day)
    picture = draw_day(lessons[0], lessons[1], usable, round(ahead.total_seconds() / 60))
    weekday = str(Weekday(day.weekday()).label)
    return DayView(
        weekday=weekday,
        picture=picture,
        length=length_words(picture.overlap),
        text=_sentence(usable, day, weekday),
        rows=_rows(lessons, usable, day, there.timezone),
        ahead=ahead,
        since=since,
        until=until,
    )


def _sentence(usable: Sequence[Stretch], day: datetime.date, weekday: str) -> str:
    if not usable:
        return _("No common lesson time.")
    times = _(", ").join(clock_span(_clock(day, start), end - start) for start, end in usable)
    words = _("Both schools have time on %(day)s at %(times)s, Japan time.")
    return words % {"day": weekday, "times": times}


def _usable(pair: Pair, day: datetime.date) -> list[Stretch]:
    """The stretches of a date in Tokyo in which both are free for a meeting, margins counted, in minutes."""
    free = [
        joined((one - side.before, end + side.after) for one, end in _on_the_date(side.timezone, side.periods, day))
        for side in pair.sides
    ]
    return common(common(free[0], _ONE_DAY, 1), common(free[1], _ONE_DAY, 1), pair.minutes)


def _length(stretches: Iterable[Stretch]) -> int:
    """The minutes of a date that lie in some stretches."""
    return sum(max(0, min(end, _MINUTES) - max(start, 0)) for start, end in stretches)


def _lessons(zone_name: str, periods: Iterable[WeeklyLesson], day: datetime.date) -> Iterable[Lesson]:
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
