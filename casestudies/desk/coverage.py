"""What the published cases cover: how many there are of each school type, exchange type and country, and which lack.

Runs on the Japanese cases in memory (`casestudies.columns`): one cheap query when nothing has changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from casestudies.columns import CaseColumns, FacetColumn, Mask, store
from casestudies.facets import Facet
from portal.core.countries import country_name
from portal.core.vocabulary import ExchangeType, SchoolType

Counts = NDArray[np.int64]
# Sums of zeros and ones are exact in floating point, which is multiplied far quicker than whole numbers.
Held = NDArray[np.float64]
SCHOOL_TYPES: tuple[str, ...] = tuple(SchoolType.values)
EXCHANGE_TYPES: tuple[str, ...] = tuple(ExchangeType.values)


@dataclass(frozen=True)
class Combination:
    """A school type with an exchange type and a country: how many cases, and how many one would expect.

    `expected` is what there would be if the three had nothing to do with each other: the shares of the school type, the
    exchange type and the country among all cases, multiplied with their number. The higher it is where there is none,
    the more readers look for such a case in vain.
    """

    school_type: str
    exchange_type: str
    country: str
    count: int
    expected: float

    @property
    def school_label(self) -> str:
        return str(SchoolType(self.school_type).label)

    @property
    def exchange_label(self) -> str:
        return str(ExchangeType(self.exchange_type).label)

    @property
    def country_label(self) -> str:
        return country_name(self.country)

    @property
    def expected_rounded(self) -> float:
        return round(self.expected, 2)


class Coverage:
    """The published Japanese cases of some fiscal years (all when there are none), and their counts."""

    def __init__(self, years: Iterable[str] = ()) -> None:
        self.columns: CaseColumns = store.of("ja")
        chosen = tuple(years)
        everything = np.ones(len(self.columns), np.bool_)
        self.among: Mask = self.columns.facets[Facet.YEAR].having(chosen) if chosen else everything

    @cached_property
    def total(self) -> int:
        return int(np.count_nonzero(self.among))

    @cached_property
    def countries(self) -> list[tuple[str, int]]:
        """The countries with the number of cases, most first, by name where equal."""
        counts = self.columns.facets[Facet.COUNTRY].count(self.among)
        return sorted(counts.items(), key=lambda item: (-item[1], country_name(item[0])))

    @cached_property
    def cube(self) -> Counts:
        """Cases by school type, exchange type and country, in the orders of the vocabularies and of `countries`."""
        codes = [code for code, _number in self.countries]
        schools = self._matrix(Facet.SCHOOL_TYPE, SCHOOL_TYPES)
        exchanges = self._matrix(Facet.EXCHANGE_TYPE, EXCHANGE_TYPES)
        countries = self._matrix(Facet.COUNTRY, codes)
        return _counts(np.einsum("ns,ne,nc->sec", schools, exchanges, countries, optimize=True))

    def matrix(self, country: str = "") -> Counts:
        """Cases by exchange type (rows) and school type (columns), of one country when one is given."""
        schools = self._matrix(Facet.SCHOOL_TYPE, SCHOOL_TYPES)
        exchanges = self._matrix(Facet.EXCHANGE_TYPE, EXCHANGE_TYPES)
        if country:
            rows = self.columns.facets[Facet.COUNTRY].having([country])[self.among]
            schools, exchanges = schools[rows], exchanges[rows]
        return _counts(exchanges.T @ schools)

    def by_country(self) -> list[tuple[str, Sequence[int], int]]:
        """Each country with its cases by school type and in all."""
        codes = [code for code, _number in self.countries]
        counts = _counts(self._matrix(Facet.COUNTRY, codes).T @ self._matrix(Facet.SCHOOL_TYPE, SCHOOL_TYPES))
        return [(code, counts[place].tolist(), number) for place, (code, number) in enumerate(self.countries)]

    def combinations(self) -> list[Combination]:
        """All combinations of the three, those without a case first, the most expected first."""
        if not self.total:
            return []
        schools = self._matrix(Facet.SCHOOL_TYPE, SCHOOL_TYPES).sum(axis=0)
        exchanges = self._matrix(Facet.EXCHANGE_TYPE, EXCHANGE_TYPES).sum(axis=0)
        numbers = np.array([number for _code, number in self.countries], np.float64)
        expected = np.einsum("s,e,c->sec", schools, exchanges, numbers) / self.total**2
        found = [
            Combination(school, exchange, country, int(self.cube[s, e, c]), float(expected[s, e, c]))
            for s, school in enumerate(SCHOOL_TYPES)
            for e, exchange in enumerate(EXCHANGE_TYPES)
            for c, (country, _number) in enumerate(self.countries)
        ]
        return sorted(found, key=lambda one: (one.count > 0, -one.expected))

    def _matrix(self, facet: str, codes: Sequence[str]) -> Held:
        """For each case (rows) whether it has each of these values (columns), as 0 and 1."""
        column: FacetColumn = self.columns.facets[facet]
        held = np.zeros((column.size, len(codes)))
        place = {code: number for number, code in enumerate(codes)}
        places = np.array([place.get(value, -1) for value in column.values], np.int64)
        if len(column.rows):
            known = places[column.codes] >= 0
            held[column.rows[known], places[column.codes[known]]] = 1
        return held[self.among]


def _counts(sums: Held) -> Counts:
    return sums.astype(np.int64)
