"""All partners of the database in memory, a numpy array a fact: what the directory's filters and counts run on.

Several values of a vocabulary are the bits of one number: bit `n` stands for the vocabulary's `n`th code. Every array
has one entry a partner, in the order of `ids`. An array is never written to after it was built, so that all requests of
a process share it.
"""

import datetime
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from portal.core.countries import LANGUAGES
from portal.core.versions import current_version
from portal.core.vocabulary import ExchangeType, Month, Theme, Tool

from .models import DATA_VERSION, Agreement, PartnerSchool
from .states import PartnerStatus

UNKNOWN = -1
CODES: Mapping[str, tuple[Any, ...]] = {
    "exchange_types": tuple(ExchangeType.values),
    "themes": tuple(Theme.values),
    "months": tuple(Month.values),
    "tools": tuple(Tool.values),
    "languages": LANGUAGES,
}
_FIELDS = (
    "pk",
    "country",
    "region",
    "age_min",
    "age_max",
    "exchange_types",
    "themes",
    "months",
    "tools",
    "languages",
    "class_size",
    "capacity",
    "status",
    "confirmed_on",
    "name",
    "name_en",
)
_CHUNK = 5_000


@dataclass(frozen=True, eq=False)
class Columns:
    """The partners under one data version. `n` partners, `UNKNOWN` where an answer is missing.

    `ids` int64, ascending; `country` int16, index into `countries`; `bits` uint32 by name of `CODES` (a language counts
    from level 1); `levels` int8 of shape (n, languages); `ages` int16 of shape (n, 2), youngest and oldest;
    `class_size` and `capacity` int32; `confirmed` int32, ordinal of the day, 0 for never; `active` and `agreed` (an
    agreement covers it) bool; `by_name` int64 of shape (n,) by language: positions in the order of the shown names.
    """

    version: int
    ids: NDArray[np.int64]
    countries: tuple[str, ...]
    country: NDArray[np.int16]
    bits: Mapping[str, NDArray[np.uint32]]
    levels: NDArray[np.int8]
    ages: NDArray[np.int16]
    class_size: NDArray[np.int32]
    capacity: NDArray[np.int32]
    confirmed: NDArray[np.int32]
    active: NDArray[np.bool_]
    agreed: NDArray[np.bool_]
    by_name: Mapping[str, NDArray[np.int64]]

    def __len__(self) -> int:
        return len(self.ids)

    def listed(self, earliest: datetime.date) -> NDArray[np.bool_]:
        """Which partners are active and were confirmed on `earliest` or later."""
        return self.active & (self.confirmed >= earliest.toordinal())

    def positions(self, ids: Iterable[int]) -> NDArray[np.bool_]:
        """Which partners have one of these ids."""
        wanted = np.fromiter(ids, np.int64)
        return np.isin(self.ids, wanted)


def build_columns(version: int) -> Columns:
    """Read all partners in one pass (two queries). Takes the version as given: read it before the data, never after."""
    rows = list(PartnerSchool.objects.order_by("pk").values_list(*_FIELDS).iterator(chunk_size=_CHUNK))
    column = dict(zip(_FIELDS, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(_FIELDS, ())
    countries = tuple(sorted(set(column["country"])))
    place = {code: index for index, code in enumerate(countries)}
    levels = _levels(column["languages"])
    bits = {name: _bits(column[name], CODES[name]) for name in CODES if name != "languages"}
    bits["languages"] = _bits_of_levels(levels)
    return Columns(
        version=version,
        ids=np.array(column["pk"], np.int64),
        countries=countries,
        country=np.array([place[code] for code in column["country"]], np.int16),
        bits=bits,
        levels=levels,
        ages=np.stack([_numbers(column["age_min"], np.int16), _numbers(column["age_max"], np.int16)], axis=1),
        class_size=_numbers(column["class_size"], np.int32),
        capacity=_numbers(column["capacity"], np.int32),
        confirmed=np.array([day.toordinal() if day else 0 for day in column["confirmed_on"]], np.int32),
        active=np.array([status == PartnerStatus.ACTIVE for status in column["status"]], np.bool_),
        agreed=_agreed(column["country"], column["region"]),
        by_name=_orders(column["name"], column["name_en"]),
    )


def _numbers(values: Iterable[int | None], kind: Any) -> NDArray[Any]:
    return np.array([UNKNOWN if value is None else value for value in values], kind)


def _bits(lists: Iterable[Iterable[Any]], codes: tuple[Any, ...]) -> NDArray[np.uint32]:
    bit = {code: 1 << index for index, code in enumerate(codes)}
    return np.array([sum({bit[code] for code in chosen if code in bit}) for chosen in lists], np.uint32)


def _levels(languages: Iterable[Mapping[str, int]]) -> NDArray[np.int8]:
    rows = [[spoken.get(code, UNKNOWN) for code in LANGUAGES] for spoken in languages]
    return np.array(rows, np.int8).reshape(len(rows), len(LANGUAGES))


def _bits_of_levels(levels: NDArray[np.int8]) -> NDArray[np.uint32]:
    weights = (1 << np.arange(len(LANGUAGES), dtype=np.uint32)).astype(np.uint32)
    return ((levels >= 1) @ weights).astype(np.uint32)


def _agreed(countries: Iterable[str], regions: Iterable[str]) -> NDArray[np.bool_]:
    covered = set(Agreement.objects.values_list("country", "region"))
    places = zip(countries, regions, strict=True)
    return np.array([(country, "") in covered or (country, region) in covered for country, region in places], np.bool_)


def _orders(names: tuple[str, ...], names_en: tuple[str, ...]) -> Mapping[str, NDArray[np.int64]]:
    """For each language the positions of the partners sorted by the name that is shown in it."""
    shown = {
        "ja": [name.casefold() for name in names],
        "en": [(english or name).casefold() for name, english in zip(names, names_en, strict=True)],
    }
    return {
        language: np.array(sorted(range(len(texts)), key=texts.__getitem__), np.int64)
        for language, texts in shown.items()
    }


class ColumnStore:
    """Keeps the columns of one process and builds them anew when the partners' data version has moved."""

    def __init__(self, build: Callable[[int], Columns] = build_columns) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._held: Columns | None = None

    def current(self) -> Columns:
        """The columns of the present version: one cheap query, and a build when something has changed.

        While one thread builds, the others wait for it instead of building too.
        """
        version = current_version(DATA_VERSION)
        held = self._held
        if held is not None and held.version == version:
            return held
        with self._lock:
            held = self._held
            if held is None or held.version != version:
                held = self._held = self._build(version)
            return held


store = ColumnStore()
