"""The matching engine on the partners that this process holds in memory."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from members import matching
from members.matching.pool import NOBODY, Bits, Pool
from members.partners.load import all_open_requests
from members.partners.memory import UNKNOWN, Columns, store
from members.partners.memory.columns import CODES, LEVELS, Mask


def pool_of_columns(columns: Columns, waiting: Mapping[int, int], on: datetime.date) -> Pool:
    """The partners as the engine reads them on a day; `waiting` are the open requests by the partner's key.

    A partner that says it is full has no place, whatever its capacity.
    """
    return _with_load(_pool(columns), columns, waiting, on)


def _pool(columns: Columns) -> Pool:
    """All but what hangs on the day and on requests."""
    nothing = np.zeros(len(columns), np.int64)
    pairs = columns.pairs
    country = columns.country_of_place[columns.place] if len(columns) else np.zeros(0, np.int32)
    ages = [np.where(ages == UNKNOWN, np.nan, ages) for ages in (columns.youngest, columns.oldest)]
    return Pool(
        ids=columns.ids.tolist(),
        active=columns.active,
        types=columns.exchange_types,
        youngest=ages[0],
        oldest=ages[1],
        months=_months(columns),
        languages=_languages(columns),
        speaks=columns.speaks,
        themes=columns.themes,
        tools=columns.tools,
        countries=columns.countries,
        country=country,
        size=np.where(columns.class_size == UNKNOWN, np.nan, columns.class_size),
        timetables=tuple((columns.zones[zone], columns.timetables[table]) for table, zone in pairs),
        timetable=np.where(columns.pair == UNKNOWN, NOBODY, columns.pair),
        markings=tuple(dict(marking) for marking in columns.markings),
        marks=columns.marks,
        capacity=nothing,
        open_requests=nothing,
        requests=columns.requests.astype(np.int64),
        replies=columns.replies.astype(np.int64),
        confirmed=columns.confirmed,
    )


def _months(columns: Columns) -> Bits:
    """The months of the columns, which are in the order of a school year, as the engine's bits 1 to 12."""
    found = np.zeros(len(columns), np.uint32)
    for place, month in enumerate(CODES["months"]):
        found |= (columns.months >> np.uint32(place) & np.uint32(1)) << np.uint32(month)
    return found


def _languages(columns: Columns) -> dict[str, NDArray[np.int8]]:
    found = {}
    for place, code in enumerate(CODES["languages"]):
        levels = np.zeros(len(columns), np.int8)
        for level, spoken in zip(LEVELS, columns.levels, strict=True):
            levels[_has(spoken, place)] = level
        found[code] = levels
    return found


def _has(bits: Bits, place: int) -> Mask:
    found: Mask = (bits >> np.uint32(place) & 1) != 0
    return found


def _with_load(pool: Pool, columns: Columns, waiting: Mapping[int, int], on: datetime.date) -> Pool:
    open_requests = np.zeros(len(columns), np.int64)
    keys = np.array(sorted(waiting), np.int64)
    places = np.searchsorted(columns.ids, keys).clip(max=max(len(columns) - 1, 0))
    # Who was deleted since may still be waited for.
    known = columns.ids[places] == keys if len(columns) else np.zeros(len(keys), np.bool_)
    open_requests[places[known]] = [waiting[key] for key in keys[known].tolist()]
    capacity = np.where(columns.full_until >= on.toordinal(), 0, columns.capacity).astype(np.int64)
    return replace(pool, capacity=capacity, open_requests=open_requests)


class Engines:
    """One engine a process, for questions; it follows the partners, the requests and the day."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._columns: Columns | None = None
        self._pool: Pool | None = None
        self._key: object = None
        self._engine: matching.Engine | None = None

    @contextmanager
    def asking(self, on: datetime.date) -> Iterator[matching.Engine]:
        """The engine as of a day, for `count`, `why_not` and `weigh`, one thread at a time.

        Two queries, and some more where partners have changed.
        """
        columns, waiting = store.current(), dict(all_open_requests())
        with self._lock:
            key = (columns.version, on, sorted(waiting.items()))
            if self._engine is None or key != self._key:
                self._engine = matching.Engine(_with_load(self._held(columns), columns, waiting, on), on)
                self._key = key
            yield self._engine

    def run(self, on: datetime.date) -> matching.Engine:
        """An engine of its own as of a day, for lists: it counts whom it has listed."""
        columns, waiting = store.current(), dict(all_open_requests())
        with self._lock:
            pool = self._held(columns)
        return matching.Engine(_with_load(pool, columns, waiting, on), on)

    def _held(self, columns: Columns) -> Pool:
        if self._pool is None or self._columns is not columns:
            self._columns, self._pool = columns, _pool(columns)
        return self._pool


engines = Engines()
