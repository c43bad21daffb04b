"""What goes into the matching engine and what comes out: plain frozen records.

An unknown answer is `None`, or an empty set, mapping or tuple; it never excludes anybody.
The records check nothing but `Period`: `parse.py` checks what comes from outside, and the
site's own forms check what comes from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from members.matching.vocabulary import ACTIVE, WEEKDAYS

MINUTES_A_DAY = 24 * 60

Key = str | int
"""How a run names a partner: by texts or by numbers, the same for all."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A weekly period in local time.

    `weekday` is 0 (Monday) to 6 (Sunday), `start` and `end` are minutes after midnight of one day,
    `end` after `start` and before the next midnight. Raises `ValueError` otherwise.
    """

    weekday: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.weekday < len(WEEKDAYS):
            raise ValueError(f"weekday from 0 to 6 expected, not {self.weekday}")
        if not 0 <= self.start < self.end < MINUTES_A_DAY:
            raise ValueError(f"0 <= start < end < 1440 expected, not {self.start}, {self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One exchange wish of a Tokyo school.

    `ages` is (youngest, oldest) in years; `months` 1 to 12; `languages` maps ISO 639-1 codes to
    levels 0 to 4; `countries` holds the wished ISO alpha-2 codes; `minutes` is the wanted length of
    one meeting; `importance` maps criteria to marks 0 to 3; `musts` holds criteria;
    `excluded_partners` partner ids, which may be absent from the run.
    """

    id: str
    exchange_type: str
    ages: tuple[int, int] | None = None
    months: frozenset[int] = frozenset()
    languages: Mapping[str, int] = field(default_factory=dict)
    themes: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    class_size: int | None = None
    minutes: int = 45
    timezone: str = "Asia/Tokyo"
    periods: tuple[Period, ...] = ()
    tools: frozenset[str] = frozenset()
    importance: Mapping[str, int] = field(default_factory=dict)
    musts: frozenset[str] = frozenset()
    excluded_partners: frozenset[Key] = frozenset()
    waiting_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One partner school abroad; the fields mirror those of `Wish`, `id` is a text or a number.

    `capacity` is how many exchanges it takes at a time (0: nobody), `open_requests` how many
    requests wait for its answer, `requests` and `replies` how many it was ever sent and answered,
    `confirmed_on` when it last confirmed its profile. `region` (ISO 3166-2) is carried, not used.
    """

    id: Key
    exchange_types: frozenset[str]
    country: str | None = None
    region: str | None = None
    timezone: str | None = None
    ages: tuple[int, int] | None = None
    months: frozenset[int] = frozenset()
    languages: Mapping[str, int] = field(default_factory=dict)
    themes: frozenset[str] = frozenset()
    class_size: int | None = None
    tools: frozenset[str] = frozenset()
    periods: tuple[Period, ...] = ()
    capacity: int = 1
    open_requests: int = 0
    requests: int = 0
    replies: int = 0
    confirmed_on: date | None = None
    status: str = ACTIVE
    importance: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion adds to the fit: a value and both sides' weights, each 0 to 1.

    `known` is false when one side gave no answer; the value is 0.5 then.
    """

    criterion: str
    value: float
    weight_school: float
    weight_partner: float
    known: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """The start of a real common meeting: one instant, in UTC and in both sides' local time."""

    start: datetime
    school_local: datetime
    partner_local: datetime


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One partner suggested for a wish. The fits are 0 to 1; the score only orders the list."""

    partner: Key
    rank: int
    fit: float
    fit_school: float
    fit_partner: float
    score: float
    parts: tuple[Part, ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class WishSuggestions:
    """The list for one wish, by rank.

    `excluded` counts partners by the first hard rule each one fails, in the order of the rules;
    `possible` counts those that fail none. Both together are all partners of the run.
    """

    wish: str
    items: tuple[Suggestion, ...]
    excluded: Mapping[str, int]
    possible: int


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The answer of one run: every wish once, in serving order."""

    engine: str
    suggestions: tuple[WishSuggestions, ...]
