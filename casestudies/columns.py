"""All live cases of a language in memory: what the archive's filters, counts and orders run on.

The database stays the only truth: the columns are read anew when the data version of the cases has moved. Arrays are
never written to after they were built, so that all requests of a process share them.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casestudies.facets import FACT_FIELDS, Facet, facet_values
from casestudies.models import CaseStudyPage
from portal.core.versions import current_version

DATA_VERSION = "casestudies"
"""The name under which `portal.core.versions` counts the changes of live cases."""

Mask = NDArray[np.bool_]
_CHUNK = 2_000
_UNKNOWN = -1


@dataclass(frozen=True, eq=False)
class FacetColumn:
    """The values of one facet: the case at position `rows[i]` has the value `values[codes[i]]`, each pair once."""

    values: tuple[str, ...]
    rows: NDArray[np.int32]
    codes: NDArray[np.int32]
    size: int

    def having(self, chosen: Iterable[str]) -> Mask:
        """Which cases have one of these values."""
        wanted = np.isin(np.array(self.values, dtype=str), list(chosen))
        found = np.zeros(self.size, np.bool_)
        if len(self.rows):
            found[self.rows[wanted[self.codes]]] = True
        return found

    def count(self, among: Mask) -> dict[str, int]:
        """How many of these cases have each value; values that none has are left out."""
        numbers = np.bincount(self.codes[among[self.rows]], minlength=len(self.values))
        return {value: int(number) for value, number in zip(self.values, numbers, strict=True) if number}


@dataclass(frozen=True, eq=False)
class CaseColumns:
    """The live cases of one language, newest first (by first day, then key).

    `ids` int64; `days` datetime64[D], the first day; `pupils` int32, -1 where not known; `facets` by code.
    """

    version: int
    ids: NDArray[np.int64]
    days: NDArray[np.datetime64]
    pupils: NDArray[np.int32]
    facets: Mapping[str, FacetColumn]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def _by_id(self) -> NDArray[np.int64]:
        return np.argsort(self.ids)

    def among(self, keys: NDArray[np.int64]) -> Mask:
        """Which cases have one of these primary keys; keys of anything else are passed over."""
        found = np.zeros(len(self), np.bool_)
        if len(self) and len(keys):
            ordered = self.ids[self._by_id]
            places = np.searchsorted(ordered, keys).clip(max=len(self) - 1)
            found[self._by_id[places[ordered[places] == keys]]] = True
        return found

    @cached_property
    def by_pupils(self) -> NDArray[np.int64]:
        """The positions of all cases, most pupils first, the newest of equals first, unknown numbers last."""
        return np.argsort(-self.pupils, kind="stable")


def build_columns(version: int) -> dict[str, CaseColumns]:
    """The columns by code of the language, in one query. Takes the version as given: read it before the data."""
    fields = ("pk", "locale__language_code", "date_from", *FACT_FIELDS)
    rows: dict[str, list[Any]] = {}
    cases = CaseStudyPage.objects.live().order_by("-date_from", "-pk").values_list(*fields, named=True)
    for row in cases.iterator(chunk_size=_CHUNK):
        rows.setdefault(row.locale__language_code, []).append(row)
    return {language: _columns(version, found) for language, found in rows.items()}


def _columns(version: int, rows: list[Any]) -> CaseColumns:
    return CaseColumns(
        version=version,
        ids=np.array([row.pk for row in rows], np.int64),
        days=np.array([row.date_from for row in rows], "datetime64[D]"),
        pupils=np.array([_UNKNOWN if row.pupils is None else row.pupils for row in rows], np.int32),
        facets=_facet_columns(rows),
    )


def _facet_columns(rows: list[Any]) -> dict[str, FacetColumn]:
    places: dict[str, list[int]] = {facet: [] for facet in Facet.values}
    codes: dict[str, list[int]] = {facet: [] for facet in Facet.values}
    known: dict[str, dict[str, int]] = {facet: {} for facet in Facet.values}
    for position, row in enumerate(rows):
        for facet, value in facet_values(row):
            numbers = known[facet]
            places[facet].append(position)
            codes[facet].append(numbers.setdefault(value, len(numbers)))
    return {
        facet: FacetColumn(
            tuple(known[facet]), np.array(places[facet], np.int32), np.array(codes[facet], np.int32), len(rows)
        )
        for facet in Facet.values
    }


class CaseStore:
    """Keeps the columns of one process and builds them anew when the cases' data version has moved."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: tuple[int, dict[str, CaseColumns]] | None = None

    def of(self, language: str) -> CaseColumns:
        """The columns of a language (`ja`, `en`) as they are now: one cheap query, a build when something changed.

        While one thread builds, the others wait for it instead of building too.
        """
        version = current_version(DATA_VERSION)
        held = self._held
        if held is None or held[0] != version:
            with self._lock:
                held = self._held
                if held is None or held[0] != version:
                    held = self._held = (version, build_columns(version))
        found = held[1].get(language)
        return found if found is not None else _columns(version, [])


store = CaseStore()
