"""What is held of the partners. An array is never written to after it was made: all requests of a process share it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from members.matching.pool import THEME_ORDER, TOOL_ORDER, TYPE_ORDER
from members.matching.records import Period
from portal.core.countries import LANGUAGES
from portal.core.vocabulary import LanguageLevel, Month

UNKNOWN = -1
CODES: Mapping[str, tuple[Any, ...]] = {
    "exchange_types": TYPE_ORDER,
    "themes": THEME_ORDER,
    "months": tuple(Month.values),
    "tools": TOOL_ORDER,
    "languages": LANGUAGES,
}
"""The vocabularies whose values are the bits of one number: bit `n` stands for the `n`th code, as in the engine."""
LEVELS = tuple(level for level in LanguageLevel.values if level > 0)

Mask = NDArray[np.bool_]
Place = tuple[str, str]
"""Country and region by ISO code, the region empty where it is not known."""
Timetable = tuple[Period, ...]
Marking = tuple[tuple[str, int], ...]
"""What matters to a partner: criteria with their marks, sorted."""


@dataclass(frozen=True, eq=False)
class Columns:
    """The partners under one data version, by ascending id; `UNKNOWN` where an answer is missing.

    One entry a partner, in the order of `ids`: `place` is an index into `places`, `zone` into `zones`, `pair` into
    `pairs`, which holds indices into (`timetables`, `zones`), `marks` into `markings`; days are ordinals, 0 for none;
    `levels` has the languages spoken at each of `LEVELS` or better, `speaks` tells who named any at all. What the first
    tuples hold may be used by nobody any more.

    By language: `names` is what partners are sorted by, `by_name` their positions in that order.
    """

    version: int
    places: tuple[Place, ...]
    zones: tuple[str, ...]
    timetables: tuple[Timetable, ...]
    pairs: tuple[tuple[int, int], ...]
    markings: tuple[Marking, ...]
    ids: NDArray[np.int64]
    place: NDArray[np.int32]
    zone: NDArray[np.int32]
    pair: NDArray[np.int32]
    exchange_types: NDArray[np.uint32]
    themes: NDArray[np.uint32]
    months: NDArray[np.uint32]
    tools: NDArray[np.uint32]
    levels: tuple[NDArray[np.uint32], ...]
    speaks: Mask
    youngest: NDArray[np.int16]
    oldest: NDArray[np.int16]
    class_size: NDArray[np.int32]
    marks: NDArray[np.int32]
    capacity: NDArray[np.int32]
    confirmed: NDArray[np.int32]
    full_until: NDArray[np.int32]
    requests: NDArray[np.int32]
    replies: NDArray[np.int32]
    active: Mask
    agreed: Mask
    names: Mapping[str, list[str]]
    by_name: Mapping[str, NDArray[np.int32]]

    def __len__(self) -> int:
        return len(self.ids)

    def listed(self, earliest: datetime.date) -> Mask:
        """Which partners are active and were confirmed on `earliest` or later."""
        return self.active & (self.confirmed >= earliest.toordinal())

    def among(self, ids: Iterable[int] | NDArray[np.int64]) -> Mask:
        """Which partners have one of these ids; ids of nobody are passed over."""
        wanted = ids if isinstance(ids, np.ndarray) else np.fromiter(ids, np.int64)
        found = np.zeros(len(self), np.bool_)
        if len(self) and len(wanted):
            places = np.searchsorted(self.ids, wanted).clip(max=len(self) - 1)
            found[places[self.ids[places] == wanted]] = True
        return found

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries of all partners, sorted."""
        return tuple(sorted({country for country, _region in self.places}))

    @cached_property
    def country_of_place(self) -> NDArray[np.int32]:
        """For each of `places` the index of its country in `countries`."""
        index = {code: at for at, code in enumerate(self.countries)}
        return np.array([index[country] for country, _region in self.places], np.int32)

    @property
    def bytes_held(self) -> int:
        """How much memory the arrays and the names take, about."""
        arrays = [value for value in vars(self).values() if isinstance(value, np.ndarray)]
        arrays += [*self.levels, *self.by_name.values()]
        texts = {id(text): text for names in self.names.values() for text in names}
        return sum(array.nbytes for array in arrays) + sum(text.__sizeof__() for text in texts.values())
