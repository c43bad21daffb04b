"""Events in words: their times on both clocks, and that one is cancelled."""

import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from home.clock import TOKYO
from home.models import EventPage
from portal.core.dates import MONTHS_EN, WEEKDAYS_EN, WEEKDAYS_JA, day_month, era_year, in_japanese, long_date


def told_title(event: EventPage) -> str:
    """The title, with the word where the event is cancelled."""
    return _("[Cancelled] %(title)s") % {"title": event.title} if event.is_cancelled else event.title


def times_in_words(event: EventPage) -> str:
    """令和8年12月10日（木曜日）10:00〜11:30: the date and the times in Tokyo, the second date only where it differs."""
    return _span(event.starts_at, event.ends_at, TOKYO)


def second_times(event: EventPage) -> str:
    """The same on the other clock; empty without a second zone."""
    zone = event.second_clock
    return _span(event.starts_at, event.ends_at, zone) if zone else ""


def second_in_short(event: EventPage) -> str:
    """パリでは9:00〜10:00: for a list, with the date only where it is not Tokyo's; empty without a second zone."""
    zone = event.second_clock
    if zone is None:
        return ""
    first, last = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    is_same_day = first.date() == last.date() == event.starts_at.astimezone(TOKYO).date()
    times = _times(first, last) if is_same_day else second_times(event)
    return _("%(times)s in %(place)s") % {"times": times, "place": event.second_place or event.second_zone}


def clock_span(event: EventPage) -> str:
    """10:00〜11:30, Tokyo."""
    return _times(event.starts_at.astimezone(TOKYO), event.ends_at.astimezone(TOKYO))


def month_name(day: datetime.date) -> str:
    """令和8（2026）年12月 / December 2026."""
    year = era_year(day)
    return f"{year}{short_month(day.month)}" if in_japanese() else f"{MONTHS_EN[day.month - 1]} {year}"


def short_month(month: int) -> str:
    """12月 / Dec."""
    return f"{month}月" if in_japanese() else MONTHS_EN[month - 1][:3]


def short_weekday(day: datetime.date) -> str:
    """金 / Fri."""
    return WEEKDAYS_JA[day.weekday()][0] if in_japanese() else WEEKDAYS_EN[day.weekday()][:3]


def weekday_heads() -> list[tuple[str, str]]:
    """Short and long names of the weekdays, Sunday first."""
    names = WEEKDAYS_JA if in_japanese() else WEEKDAYS_EN
    return [(name[: 1 if in_japanese() else 3], name) for name in (names[-1], *names[:-1])]


def _span(begins: datetime.datetime, ends: datetime.datetime, zone: ZoneInfo) -> str:
    first, last = begins.astimezone(zone), ends.astimezone(zone)
    # The day is told as that zone's: a date without a zone is not converted once more.
    parts = {"date": long_date(first.date()), "begins": _clock(first), "ends": _clock(last)}
    if first.date() == last.date():
        return _("%(date)s, %(begins)s–%(ends)s") % parts
    return _("%(date)s, %(begins)s – %(last)s, %(ends)s") % {**parts, "last": day_month(last.date())}


def _times(begins: datetime.datetime, ends: datetime.datetime) -> str:
    return _("%(begins)s–%(ends)s") % {"begins": _clock(begins), "ends": _clock(ends)}


def _clock(moment: datetime.datetime) -> str:
    return f"{moment.hour}:{moment.minute:02d}"
