"""What time it is elsewhere while Tokyo is in its second period, and how much of the school day both share.

Pure: a date in, plain facts out. School is taken to last from 8:30 to 15:30 by the clock of each place; real timetables
are asked when a partner is suggested.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from portal.core.vocabulary import ExchangeType

TOKYO = ZoneInfo("Asia/Tokyo")
SECOND_PERIOD = datetime.time(9, 40)
SCHOOL_BEGINS = datetime.time(8, 30)
SCHOOL_ENDS = datetime.time(15, 30)
ONE_LESSON = datetime.timedelta(minutes=45)
# Shared time that ends by then or begins after it is worth saying: it decides which lessons can be used.
NOON = datetime.time(12, 30)

CITIES = (
    ("seoul", "Asia/Seoul"),
    ("taipei", "Asia/Taipei"),
    ("sydney", "Australia/Sydney"),
    ("auckland", "Pacific/Auckland"),
    ("vancouver", "America/Vancouver"),
    ("paris", "Europe/Paris"),
)


class DayPart(StrEnum):
    """The part of Tokyo's day in which the shared time lies."""

    WHOLE = "whole"
    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True)
class CityClock:
    """One city beside Tokyo.

    `local` is its clock at 9:40 in Tokyo, `days_off` how many days its date differs (−1 is the day before), `shared`
    the longest time on that day in which both are in school.
    """

    code: str
    local: datetime.datetime
    days_off: int
    shared: datetime.timedelta
    part: DayPart

    @property
    def suited(self) -> tuple[ExchangeType, ...]:
        """The exchange types that fit: live where a lesson fits in, otherwise those that need no common hour."""
        if self.shared >= ONE_LESSON:
            return (ExchangeType.LIVE_ONLINE,)
        return (ExchangeType.VIDEO_MAIL, ExchangeType.LETTER_CARD)


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """All IANA names that are known."""
    return frozenset(available_timezones())


def world_clock(day: datetime.date) -> list[CityClock]:
    """The six cities on a school day of Tokyo, in the order in which they are shown."""
    return [city_clock(code, ZoneInfo(zone), day) for code, zone in CITIES]


def city_clock(code: str, zone: ZoneInfo, day: datetime.date) -> CityClock:
    """One city by its time zone, on a day of Tokyo."""
    local = datetime.datetime.combine(day, SECOND_PERIOD, TOKYO).astimezone(zone)
    begins, ends = _longest_overlap(zone, day)
    shared = max(ends - begins, datetime.timedelta(0))
    return CityClock(code, local, (local.date() - day).days, shared, _part(begins, ends))


def _school_day(zone: ZoneInfo, day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """Begin and end of school in UTC: the difference of two local times would miss a change of the clocks."""
    begins = datetime.datetime.combine(day, SCHOOL_BEGINS, zone).astimezone(datetime.UTC)
    return begins, datetime.datetime.combine(day, SCHOOL_ENDS, zone).astimezone(datetime.UTC)


def _longest_overlap(zone: ZoneInfo, day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """The longest time both are in school. East of the date line the other school may be in yesterday's lessons."""
    ours = _school_day(TOKYO, day)
    found = []
    for shift in (-1, 0, 1):
        theirs = _school_day(zone, day + datetime.timedelta(days=shift))
        found.append((max(ours[0], theirs[0]), min(ours[1], theirs[1])))
    return max(found, key=lambda span: span[1] - span[0])


def _part(begins: datetime.datetime, ends: datetime.datetime) -> DayPart:
    if ends.astimezone(TOKYO).time() <= NOON:
        return DayPart.MORNING
    return DayPart.AFTERNOON if begins.astimezone(TOKYO).time() >= NOON else DayPart.WHOLE
