"""A facet on the columns: which partners have one of its values, and how many have each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from members.partners.memory.columns import CODES, LEVELS, Columns, Mask
from members.partners.regions import REGIONS
from members.partners.states import earliest_confirmation
from portal.core.vocabulary import GradeBand

from .facets import (
    CONFIRMED_STEPS,
    OVERLAP_STEPS,
    RELIABLE_REQUESTS,
    RELIABLE_SHARE,
    YES,
    Facet,
    ages_of_band,
)
from .sight import Sight


class FacetColumn(Protocol):
    """What the search asks of a facet."""

    def having(self, values: Iterable[str]) -> Mask: ...

    def count(self, among: Mask) -> dict[str, int]: ...


class Numbered:
    """One value a partner: the index of its value, or of none (`len(values)`)."""

    def __init__(self, values: Sequence[str], index: NDArray[np.int32]) -> None:
        self.values, self.index = values, index

    def having(self, values: Iterable[str]) -> Mask:
        wanted = set(values)
        table = np.array([value in wanted for value in self.values] + [False], np.bool_)
        return table[self.index]

    def count(self, among: Mask) -> dict[str, int]:
        numbers = np.bincount(self.index[among], minlength=len(self.values))
        return dict(zip(self.values, numbers.tolist(), strict=False))


class Bits:
    """Several values a partner: bit `n` for the `n`th."""

    def __init__(self, codes: Sequence[object], bits: NDArray[np.uint32]) -> None:
        self.values, self.bits = [str(code) for code in codes], bits

    def having(self, values: Iterable[str]) -> Mask:
        wanted = set(values)
        mask = sum(1 << place for place, value in enumerate(self.values) if value in wanted)
        return (self.bits & np.uint32(mask)) != 0

    def count(self, among: Mask) -> dict[str, int]:
        bits = self.bits[among]
        return {value: int(np.count_nonzero(bits & np.uint32(1 << place))) for place, value in enumerate(self.values)}


class Marks:
    """A mask a value, made when it is asked for."""

    def __init__(self, masks: Mapping[str, Callable[[], Mask]]) -> None:
        self._make = masks
        self._made: dict[str, Mask] = {}

    def _mask(self, value: str) -> Mask:
        if value not in self._made:
            self._made[value] = self._make[value]()
        return self._made[value]

    def having(self, values: Iterable[str]) -> Mask:
        return np.logical_or.reduce([self._mask(value) for value in values])

    def count(self, among: Mask) -> dict[str, int]:
        return {value: int(np.count_nonzero(self._mask(value) & among)) for value in self._make}


def facet_columns(sight: Sight, level: int) -> dict[Facet, FacetColumn]:
    """All facets as they are seen from a standpoint; `level` is the least level of a language."""
    columns = sight.columns
    return {
        Facet.COUNTRY: Numbered(columns.countries, _of_place(columns, columns.country_of_place)),
        Facet.REGION: Numbered(tuple(REGIONS), _of_place(columns, _regions(columns))),
        Facet.EXCHANGE_TYPE: Bits(CODES["exchange_types"], columns.exchange_types),
        Facet.AGE: Marks({band.value: partial(_in_band, columns, band) for band in GradeBand}),
        Facet.OVERLAP: Marks({str(minutes): partial(_shares, sight, minutes) for minutes in OVERLAP_STEPS}),
        Facet.LANGUAGE: Bits(CODES["languages"], columns.levels[LEVELS.index(level)]),
        Facet.THEME: Bits(CODES["themes"], columns.themes),
        Facet.MONTH: Bits(CODES["months"], columns.months),
        Facet.TOOL: Bits(CODES["tools"], columns.tools),
        Facet.REQUESTS: Marks({YES: lambda: sight.open}),
        Facet.REPLIES: Marks({YES: lambda: _reliable(columns)}),
        Facet.CONFIRMED: Marks({str(months): partial(_confirmed, sight, months) for months in CONFIRMED_STEPS}),
        Facet.AGREEMENT: Marks({YES: lambda: columns.agreed}),
    }


def _of_place(columns: Columns, table: NDArray[np.int32]) -> NDArray[np.int32]:
    return table[columns.place] if len(table) else np.zeros(len(columns), np.int32)


def _regions(columns: Columns) -> NDArray[np.int32]:
    """For each place the number of its region, one more than the last for a region without a name."""
    number = {code: at for at, code in enumerate(REGIONS)}
    return np.array([number.get(region, len(REGIONS)) for _country, region in columns.places], np.int32)


def _in_band(columns: Columns, band: str) -> Mask:
    """Which partners' ages overlap those of a band; nobody's whose ages are not known."""
    youngest, oldest = ages_of_band(band)
    return (columns.youngest <= oldest) & (columns.oldest >= youngest)


def _reliable(columns: Columns) -> Mask:
    enough = columns.requests >= RELIABLE_REQUESTS
    answered, sent = RELIABLE_SHARE
    return enough & (columns.replies * sent >= columns.requests * answered)


def _shares(sight: Sight, minutes: int) -> Mask:
    return sight.minutes >= minutes


def _confirmed(sight: Sight, months: int) -> Mask:
    return sight.columns.confirmed >= earliest_confirmation(months, sight.day).toordinal()
