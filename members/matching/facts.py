"""Wishes and partners made ready for a run: what the rules ask for, worked out once a side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from members.matching.meetings import Meetings
from members.matching.months import add_months, month_bits
from members.matching.parameters import PARAMETERS, Vector
from members.matching.pool import (
    THEME_ORDER,
    TOOL_ORDER,
    TYPE_ORDER,
    Bits,
    Mask,
    Pool,
    Real,
    Whole,
    bits_of,
)
from members.matching.records import Wish
from members.matching.score import freshness
from members.matching.timetables import Timetable, Weeks
from members.matching.vocabulary import CRITERIA, LIVE, SPOKEN_TYPES
from members.matching.weights import partner_weights, school_weights

Number = TypeVar("Number", bound="np.generic[Any]")


@dataclass(frozen=True, eq=False)
class WishFacts:
    """A wish with its derived facts.

    `months`, `themes`, `tools` and `type_bit` are bits as in a `Pool` (0: unknown), `meetings` is
    `None` unless the type is live and the school's periods are known, `weights` are the school's,
    in the order of the criteria.
    """

    wish: Wish
    type_bit: int
    months: int
    themes: int
    tools: int
    spoken: bool
    meetings: Meetings | None
    weights: Vector


class PartnerFacts:
    """The partners of a run with what depends on its day."""

    def __init__(self, pool: Pool, as_of: date) -> None:
        self.pool = pool
        self.as_of = as_of
        self.weeks = Weeks(as_of)
        self._weights: dict[str, Real] = {}
        self._meetings: dict[tuple[Timetable, int], Meetings] = {}

    @cached_property
    def full(self) -> Mask:
        """Who has two open requests for each exchange it can take, or takes nobody."""
        return self.pool.open_requests >= PARAMETERS.requests_a_place * self.pool.capacity

    @cached_property
    def _days(self) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
        """The different days of confirmation, and for each partner the place of its day among them."""
        days, places = np.unique(self.pool.confirmed, return_inverse=True)
        return days, places

    @cached_property
    def stale(self) -> Mask:
        """Whose profile was never confirmed, or last more than 18 months ago."""
        days, places = self._days
        return np.array([self._is_stale(int(day)) for day in days], np.bool_)[places]

    def _is_stale(self, day: int) -> bool:
        return day == 0 or add_months(date.fromordinal(day), PARAMETERS.stale_months) < self.as_of

    @cached_property
    def temper(self) -> Real:
        """What the reply rate and the freshness of the profile leave of a fit: root((replies + 2) / (requests + 4))
        times freshness."""
        days, places = self._days
        fresh = [freshness(date.fromordinal(int(day)) if day else None, self.as_of) for day in days]
        answered = self.pool.replies + PARAMETERS.prior_replies
        replies = np.sqrt(answered / (self.pool.requests + PARAMETERS.prior_requests))
        found: Real = replies * np.array(fresh, np.float64)[places]
        return found

    @cached_property
    def timetables(self) -> list[Timetable]:
        """The pool's timetables on the weeks of the run."""
        made = (self.weeks.timetable(zone, periods) for zone, periods in self.pool.timetables)
        return [one for one in made if one is not None]

    def weights(self, exchange_type: str) -> Real:
        """The partners' weights for a type: a row for each of `pool.markings`, a column a criterion."""
        if exchange_type not in self._weights:
            rows = [partner_weights(exchange_type, marking) for marking in self.pool.markings]
            self._weights[exchange_type] = np.array(rows, np.float64).reshape(-1, len(CRITERIA))
        return self._weights[exchange_type]

    def wish(self, wish: Wish) -> WishFacts:
        """The facts of a wish in this run."""
        timetable = self.weeks.timetable(wish.timezone, wish.periods) if wish.exchange_type == LIVE else None
        return WishFacts(
            wish=wish,
            type_bit=1 << TYPE_ORDER.index(wish.exchange_type),
            months=month_bits(wish.months),
            themes=bits_of(wish.themes, THEME_ORDER),
            tools=bits_of(wish.tools, TOOL_ORDER),
            spoken=wish.exchange_type in SPOKEN_TYPES,
            meetings=self._meetings_of(timetable, wish.minutes) if timetable else None,
            weights=school_weights(wish.exchange_type, wish.importance),
        )

    def _meetings_of(self, timetable: Timetable, minutes: int) -> Meetings:
        """The same ones for wishes with the same lessons: what they find is remembered."""
        key = (timetable, minutes)
        if key not in self._meetings:
            while len(self._meetings) >= _REMEMBERED:
                del self._meetings[next(iter(self._meetings))]
            self._meetings[key] = Meetings(self.weeks, timetable, minutes)
        return self._meetings[key]


_REMEMBERED = 256
"""Of so many timetables of schools the meetings are kept."""


class Some:
    """Some of the partners of a run, by their places in the pool; all of them when `at` is `None`."""

    def __init__(self, facts: PartnerFacts, at: Whole | None = None) -> None:
        self.facts = facts
        self.pool = facts.pool
        self._at = at

    def __len__(self) -> int:
        return len(self.pool) if self._at is None else len(self._at)

    @property
    def at(self) -> Whole:
        """Their places, ascending."""
        return np.arange(len(self.pool)) if self._at is None else self._at

    def of(self, column: NDArray[Number]) -> NDArray[Number]:
        """The entries that they have in a column of the pool."""
        return column if self._at is None else column[self._at]

    def where(self, mask: Mask) -> Some:
        """Those of them for which the mask, one entry each, holds."""
        kept = np.flatnonzero(mask)
        return Some(self.facts, kept if self._at is None else self._at[kept])

    def levels(self, code: str) -> NDArray[np.int8]:
        """How well each speaks a language, 0 for those that did not name it."""
        levels = self.pool.languages.get(code)
        return np.zeros(len(self), np.int8) if levels is None else self.of(levels)


def known_bits(bits: Bits, ours: int) -> Mask:
    """Where both sides gave an answer."""
    known: Mask = (bits != 0) & (ours != 0)
    return known


def listed_in(pool: Pool, countries: Iterable[str]) -> Mask:
    """For each of the pool's countries whether it is among these; one entry more, for the unknown one."""
    wanted = set(countries)
    return np.array([country in wanted for country in pool.countries] + [False], np.bool_)
