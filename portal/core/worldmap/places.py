"""Where countries and time zones lie and how their clocks differ from Tokyo's, from the pinned `tzdata` package."""

import datetime
import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")
_NOON = datetime.time(12)
_MONTH = datetime.timedelta(days=30)
# The table lists a country's zones from one side to the other. These stand for the country where the first does not.
_MAIN_ZONES = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "FM": "Pacific/Pohnpei",
    "KI": "Pacific/Tarawa",
    "MH": "Pacific/Majuro",
    "RU": "Europe/Moscow",
    "UM": "Pacific/Wake",
}
# Zones whose clock hardly any school keeps: the clocks in Urumqi's schools show the time of Beijing.
_LEFT_OUT = {"Antarctica/Macquarie", "Asia/Urumqi", "Europe/Simferopol", "Pacific/Chatham"}
_COORDINATES = re.compile(r"([+-])(\d{2})(\d{2})\d{0,2}([+-])(\d{3})(\d{2})\d{0,2}")


class Place(NamedTuple):
    """A point on the globe in degrees; north and east are positive."""

    latitude: float
    longitude: float


class TimeDifference(NamedTuple):
    """Hours to add to the clock in Tokyo, the least and the most over a country's zones and a year."""

    least: float
    most: float


class _Zone(NamedTuple):
    name: str
    place: Place


@lru_cache(maxsize=1)
def _zones() -> dict[str, list[_Zone]]:
    """The time zones of each country by its ISO 3166-1 code, in the order of the table."""
    found: dict[str, list[_Zone]] = {}
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, coordinates, name = line.split("\t")[:3]
            if name not in _LEFT_OUT:
                found.setdefault(country, []).append(_Zone(name, _place(coordinates)))
    return found


def _place(coordinates: str) -> Place:
    match = _COORDINATES.fullmatch(coordinates)
    if match is None:
        raise ValueError(f"not ISO 6709: {coordinates}")
    south_north, degrees, minutes, west_east, degrees_east, minutes_east = match.groups()
    latitude = int(degrees) + int(minutes) / 60
    longitude = int(degrees_east) + int(minutes_east) / 60
    return Place(latitude if south_north == "+" else -latitude, longitude if west_east == "+" else -longitude)


def place_of(country: str) -> Place | None:
    """A point that stands for a country (mostly its largest city); None for a code the table does not have."""
    zones = _zones().get(country)
    if not zones:
        return None
    main = _MAIN_ZONES.get(country, zones[0].name)
    return next(zone.place for zone in zones if zone.name == main)


@lru_cache(maxsize=512)
def place_of_zone(name: str) -> Place | None:
    """Where the city lies that a time zone is named after; None for a name the table does not have."""
    return next((zone.place for zones in _zones().values() for zone in zones if zone.name == name), None)


@lru_cache(maxsize=512)
def zone_difference(name: str, day: datetime.date) -> TimeDifference:
    """How far the clock of a time zone is from Tokyo's in the year that begins on a day, summer time included."""
    hours = [hours_from_tokyo(name, day + month * _MONTH) for month in range(12)]
    return TimeDifference(min(hours), max(hours))


@lru_cache(maxsize=512)
def time_difference(country: str, year: int) -> TimeDifference | None:
    """How far the clocks of a country are from Tokyo's in a year, summer time included; None for an unknown code."""
    zones = _zones().get(country)
    if not zones:
        return None
    hours = [hours_from_tokyo(zone.name, datetime.date(year, month, 15)) for zone in zones for month in (1, 7)]
    return TimeDifference(min(hours), max(hours))


def hours_from_tokyo(zone: str, day: datetime.date) -> float:
    """Hours to add to the clock in Tokyo at noon of a day."""
    moment = datetime.datetime.combine(day, _NOON, TOKYO)
    there = moment.astimezone(ZoneInfo(zone)).utcoffset() or datetime.timedelta()
    here = moment.utcoffset() or datetime.timedelta()
    return (there - here).total_seconds() / 3600
