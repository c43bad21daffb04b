"""The facts of a generated case, distributed as those of real ones: much online and from near, little from far."""

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from portal.core.dates import fiscal_year_of
from portal.core.municipalities import MUNICIPALITIES
from portal.core.vocabulary import Founder, GroupScale, SchoolType

from .. import content
from .dice import dice_for, weighted

_TYPES = {
    "live_online": 50,
    "letter_card": 24,
    "video_mail": 11,
    "artwork": 9,
    "joint_project": 8,
    "embassy": 5,
    "guests_in_japan": 12,
    "inbound_visit": 6,
    "outbound_visit": 3,
    "sister_school": 3,
    "programme": 3,
}
WITHOUT_PARTNER = {"embassy", "guests_in_japan", "programme"}
_SCHOOL_TYPES = {
    "elementary": 59,
    "junior_high": 24,
    "compulsory": 1.5,
    "high": 11,
    "secondary": 2,
    "special_needs": 2.5,
}
_GRADES = {
    "elementary": ("e1", "e2", "e3", "e4", "e4", "e5", "e5", "e5", "e6", "e6", "e6"),
    "junior_high": ("j1", "j2", "j2", "j3"),
    "compulsory": ("e4", "e5", "e6", "j1", "j2", "j3"),
    "high": ("h1", "h1", "h2", "h2", "h3"),
    "secondary": ("j1", "j2", "j3", "h1", "h2"),
    "special_needs": ("e3", "e5", "j1", "j2", "h1", "h2"),
}
_FIRST_AGE = {"e": 6, "j": 12, "h": 15}
_THEME_SUBJECTS = {
    "music_dance": "music",
    "steam": "science",
    "food": "home_tech",
    "peace_history": "social",
    "community": "social",
    "sdgs": "integrated",
    "disaster": "special_activities",
    "traditional_culture": "japanese",
    "career": "integrated",
    "business": "integrated",
}
_SIZES = {"small_group": (4, 10), "class": (18, 38), "year": (55, 120), "school": (120, 420), "volunteers": (8, 30)}
_SCALES = {"small_group": 8, "class": 55, "year": 22, "school": 4, "volunteers": 11}
_YEARS = dict(zip(range(2015, 2026), (2, 3, 4, 6, 7, 5, 9, 13, 16, 18, 17), strict=True))
_MONTHS = {4: 1, 5: 4, 6: 8, 7: 6, 8: 1, 9: 7, 10: 12, 11: 14, 12: 10, 1: 9, 2: 12, 3: 4}
_TOOLS = {"zoom": 55, "teams": 22, "meet": 14, "webex": 4, "other": 5}
_EARLY_TOOLS = {"other": 70, "webex": 20, "zoom": 10}
_NEAR, _FAR = 3, 7  # hours of difference
_SINCE = 2020


@dataclass(frozen=True)
class Facts:
    """One generated exchange: the columns of its page, and what its sentences need to know beyond them."""

    number: int
    dice: random.Random
    columns: dict[str, Any]
    place: int
    """Which of the country's cities."""
    topic: tuple[str, str]
    kind: tuple[str, str]
    school_name: tuple[str, str]
    partner_name: str
    traits: tuple[str, ...] = field(default=())
    """The keys of the lists of sentences that fit."""


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The words of the content: countries, themes, kinds, schools."""
    return content.read("sentences_words")


def facts_of(number: int) -> Facts:
    """The facts of the case of this number."""
    dice = dice_for("case", number)
    country = weighted(dice, {code: row["weight"] for code, row in words()["countries"].items()})
    land = words()["countries"][country]
    types = _exchange_types(dice)
    themes = _themes(dice)
    school_type = weighted(dice, _SCHOOL_TYPES)
    grades = _grades(dice, school_type)
    day = _day(dice)
    columns = {
        **_school(dice, school_type, grades),
        **_partner(dice, country, grades, bool(set(types) - WITHOUT_PARTNER)),
        "exchange_types": types,
        "themes": themes,
        "subjects": _subjects(dice, grades[0], themes[0], types),
        "languages": _languages(dice, land["language"]),
        "tools": _tools(dice, types, day.year),
        "lesson_slots": _slots(dice, abs(land["hours"])),
        "date_from": day,
        "date_until": day + datetime.timedelta(days=dice.randint(20, 150)) if dice.random() < 0.4 else None,
        "fiscal_year": fiscal_year_of(day),
        "minutes": dice.choice((30, 45, 45, 45, 50, 50, 60, 90)),
        "meetings": dice.choice((1, 1, 2, 2, 3, 3, 4, 6)),
        "approved_on": day + datetime.timedelta(days=dice.randint(20, 90)),
    }
    return Facts(
        number=number,
        dice=dice,
        columns=columns,
        place=dice.randrange(len(land["cities"])),
        topic=tuple(dice.choice(words()["themes"][themes[0]]["topics"])),
        kind=tuple(dice.choice(words()["kinds"][types[0]])),
        school_name=tuple(dice.choice(words()["schools"]["here"])),
        partner_name=dice.choice(words()["schools"]["abroad"]),
        traits=_traits(columns, abs(land["hours"])),
    )


def _exchange_types(dice: random.Random) -> list[str]:
    """One type, sometimes a second; the first is what the case is about."""
    first = weighted(dice, _TYPES)
    second = weighted(dice, _TYPES) if dice.random() < 0.25 else first
    return list(dict.fromkeys((first, second)))


def _themes(dice: random.Random) -> list[str]:
    weights = {code: row["weight"] for code, row in words()["themes"].items()}
    return list(dict.fromkeys(weighted(dice, weights) for _ in range(dice.choice((1, 2, 2, 3)))))


def _grades(dice: random.Random, school_type: str) -> list[str]:
    first = dice.choice(_GRADES[school_type])
    if dice.random() < 0.75:
        return [first]
    order = sorted(set(_GRADES[school_type]))
    return order[order.index(first) : order.index(first) + 2]


def _school(dice: random.Random, school_type: str, grades: list[str]) -> dict[str, Any]:
    scale = weighted(dice, _SCALES)
    metropolitan = school_type in {SchoolType.HIGH, SchoolType.SECONDARY, SchoolType.SPECIAL_NEEDS}
    return {
        "school_type": school_type,
        "school_unnamed": dice.random() < 0.15,
        "founder": (Founder.METROPOLITAN if metropolitan else Founder.MUNICIPAL).value,
        "municipality": dice.choice(list(MUNICIPALITIES)),
        "grades": grades,
        "pupils": dice.randint(*_SIZES[scale]),
        "teachers": dice.randint(1, 3 if scale in {GroupScale.SMALL_GROUP, GroupScale.SCHOOL_CLASS} else 8),
        "group_scale": scale,
        "first_timer": dice.random() < 0.35,
        "leading_school": dice.random() < 0.05,
    }


def _partner(dice: random.Random, country: str, grades: list[str], with_school: bool) -> dict[str, Any]:
    if not with_school:
        return {"countries": [country]}
    youngest = _FIRST_AGE[grades[0][0]] + int(grades[0][1]) - 1 + dice.choice((-1, 0, 0, 1))
    return {
        "countries": [country],
        "partner_unnamed": dice.random() < 0.1,
        "partner_age_min": youngest,
        "partner_age_max": youngest + dice.randint(1, 3),
        "partner_pupils": dice.randint(8, 60),
    }


def _subjects(dice: random.Random, grade: str, theme: str, types: list[str]) -> list[str]:
    if grade in {"e1", "e2"}:
        main = dice.choice(("special_activities", "moral", "music"))
    elif grade in {"e3", "e4"}:
        main = dice.choice(("foreign_activities", "foreign_activities", "integrated"))
    else:
        main = dice.choice(("foreign_language", "foreign_language", "integrated", "club"))
    more = "art" if "artwork" in types else _THEME_SUBJECTS.get(theme, main)
    return [main, more] if more != main and dice.random() < 0.6 else [main]


def _languages(dice: random.Random, own: str) -> list[str]:
    spoken = ["en"] if dice.random() < 0.9 else []
    spoken += ["ja"] if dice.random() < 0.4 or not spoken else []
    return spoken + ([own] if own not in spoken and dice.random() < 0.3 else [])


def _tools(dice: random.Random, types: list[str], year: int) -> list[str]:
    tools = (
        [weighted(dice, _TOOLS if year >= _SINCE else _EARLY_TOOLS)] if {"live_online", "video_mail"} & {*types} else []
    )
    if {"letter_card", "artwork"} & {*types}:
        tools.append("post")
    return tools


def _slots(dice: random.Random, hours: int) -> list[str]:
    if hours >= _FAR:
        return [dice.choice(("p1", "p1", "p2", "after_school", "evening", "saturday"))]
    return [dice.choice(("p1", "p2", "p3", "p4", "p5", "p5", "p6", "after_school"))]


def _day(dice: random.Random) -> datetime.date:
    year, month = weighted(dice, _YEARS), weighted(dice, _MONTHS)
    return datetime.date(year + (month < 4), month, dice.randint(1, 28))


def _traits(columns: dict[str, Any], hours: int) -> tuple[str, ...]:
    checks: dict[str, Callable[[], bool]] = {
        "any": lambda: True,
        "partner": lambda: bool(set(columns["exchange_types"]) - WITHOUT_PARTNER),
        "near": lambda: hours <= _NEAR,
        "far": lambda: hours >= _FAR,
        "since_2020": lambda: columns["fiscal_year"] >= _SINCE,
    }
    traits = [name for name, check in checks.items() if check()]
    return (*traits, *columns["exchange_types"], *columns["themes"], *columns["subjects"])
