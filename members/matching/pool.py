"""All partners of a run as arrays, so that a rule or a criterion is one step over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from members.matching.months import month_bits
from members.matching.records import Key, Partner, Period
from members.matching.vocabulary import ACTIVE, EXCHANGE_TYPES, THEMES, TOOLS

NOBODY = -1
"""Stands where an index points to nothing."""

TYPE_ORDER = tuple(sorted(EXCHANGE_TYPES))
THEME_ORDER = tuple(sorted(THEMES))
TOOL_ORDER = tuple(sorted(TOOLS))

Whole = NDArray[np.int64]
Bits = NDArray[np.uint32]
Real = NDArray[np.float64]
Mask = NDArray[np.bool_]
LocalTimetable = tuple[str, tuple[Period, ...]]
"""A zone and the weekly periods in it, sorted."""


@dataclass(frozen=True, eq=False)
class Pool:
    """The partners, one entry each in the order of `ids`; the lower place breaks the last ties.

    Bits: `types`, `themes` and `tools` have bit `n` for the `n`th code of `TYPE_ORDER` and so on,
    `months` bits 1 to 12; no bit means unknown, except of `types`, which then offer nothing.
    `youngest`, `oldest` and `size` are NaN where unknown. `languages` has the levels 0 to 4 of each
    language that anybody named, `speaks` tells who named any. `country` is an index into
    `countries`, `timetable` into `timetables`, `marks` into `markings`; `NOBODY` is unknown.
    `confirmed` is the ordinal of a day, 0 for never.
    """

    ids: Sequence[Key]
    active: Mask
    types: Bits
    youngest: Real
    oldest: Real
    months: Bits
    languages: Mapping[str, NDArray[np.int8]]
    speaks: Mask
    themes: Bits
    tools: Bits
    countries: tuple[str, ...]
    country: NDArray[np.int32]
    size: Real
    timetables: tuple[LocalTimetable, ...]
    timetable: NDArray[np.int32]
    markings: tuple[Mapping[str, int], ...]
    marks: NDArray[np.int32]
    capacity: Whole
    open_requests: Whole
    requests: Whole
    replies: Whole
    confirmed: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def _places(self) -> dict[Key, int]:
        return {key: place for place, key in enumerate(self.ids)}

    def places(self, ids: Iterable[Key]) -> Whole:
        """Where the partners of these ids stand, ascending; ids of nobody are passed over."""
        wanted = list(ids)
        known = self._places if wanted else {}
        return np.array(sorted({known[one] for one in wanted if one in known}), np.int64)


def bits_of(codes: Iterable[str], order: Sequence[str]) -> int:
    """The codes as bits; every code must be in `order`."""
    return sum(1 << order.index(code) for code in set(codes))


def pool_of(partners: Iterable[Partner]) -> Pool:
    """The pool of these records, by ascending id."""
    rows = sorted(partners, key=lambda one: one.id)
    countries, country = _numbered([one.country for one in rows])
    timetables, timetable = _numbered([_timetable(one) for one in rows])
    markings, marks = _numbered([tuple(sorted(one.importance.items())) for one in rows])
    days = [one.confirmed_on.toordinal() if one.confirmed_on else 0 for one in rows]
    return Pool(
        ids=tuple(one.id for one in rows),
        active=np.array([one.status == ACTIVE for one in rows], np.bool_),
        types=_bits(bits_of(one.exchange_types, TYPE_ORDER) for one in rows),
        youngest=_real(one.ages and one.ages[0] for one in rows),
        oldest=_real(one.ages and one.ages[1] for one in rows),
        months=_bits(month_bits(one.months) for one in rows),
        languages=_levels(rows),
        speaks=np.array([bool(one.languages) for one in rows], np.bool_),
        themes=_bits(bits_of(one.themes, THEME_ORDER) for one in rows),
        tools=_bits(bits_of(one.tools, TOOL_ORDER) for one in rows),
        countries=countries,
        country=country,
        size=_real(one.class_size for one in rows),
        timetables=timetables,
        timetable=timetable,
        markings=tuple(dict(one) for one in markings),
        marks=marks,
        capacity=_whole(one.capacity for one in rows),
        open_requests=_whole(one.open_requests for one in rows),
        requests=_whole(one.requests for one in rows),
        replies=_whole(one.replies for one in rows),
        confirmed=np.array(days, np.int32),
    )


def _whole(values: Iterable[int]) -> Whole:
    return np.array(list(values), np.int64)


def _real(values: Iterable[float | None]) -> Real:
    return np.array([np.nan if one is None else one for one in values], np.float64)


def _bits(values: Iterable[int]) -> Bits:
    return np.array(list(values), np.uint32)


def _timetable(partner: Partner) -> LocalTimetable | None:
    periods = tuple(sorted(set(partner.periods)))
    return (partner.timezone, periods) if partner.timezone is not None and periods else None


def _numbered(things: Sequence[Any]) -> tuple[tuple[Any, ...], NDArray[np.int32]]:
    """The different things but None, and for each of all its number among them."""
    numbers: dict[Any, int] = {}
    found = [NOBODY if one is None else numbers.setdefault(one, len(numbers)) for one in things]
    return tuple(numbers), np.array(found, np.int32)


def _levels(rows: Sequence[Partner]) -> dict[str, NDArray[np.int8]]:
    codes = sorted({code for one in rows for code in one.languages})
    levels = {code: np.zeros(len(rows), np.int8) for code in codes}
    for place, one in enumerate(rows):
        for code, level in one.languages.items():
            levels[code][place] = level
    return levels
