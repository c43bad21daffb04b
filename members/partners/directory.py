"""The directory's search: filters, counts and order on the column store. One pass over arrays, whatever the filters.

A partner fits a facet when it has one of the chosen values, and is found when it fits every facet. The count beside a
value says how many would be found with this value alone in its facet, under all other facets.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from django.utils import timezone
from django.utils.translation import get_language
from numpy.typing import NDArray

from members.matching.facts import STALE_MONTHS
from portal.core.search.selectors import matching

from .columns import CODES, Columns, store
from .filters import AGREED, DirectoryQuery, Facet, Sort, labels_of
from .models import PartnerSchool
from .states import earliest_confirmation

Mask = NDArray[np.bool_]
_BIT_COLUMNS = {
    Facet.EXCHANGE_TYPE: "exchange_types",
    Facet.THEME: "themes",
    Facet.LANGUAGE: "languages",
    Facet.MONTH: "months",
    Facet.TOOL: "tools",
}


@dataclass(frozen=True)
class Option:
    """A value of a facet; `count` is how many partners it would find."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class Group:
    """A facet as `components/facets.html` shows it; values that find nothing and are not chosen are left out."""

    name: str
    label: str
    options: list[Option]
    open: bool


@dataclass(frozen=True)
class Found:
    """The answer: ids in order, the facets with counts, and how many there were without each chosen facet.

    `columns` is what was searched.
    """

    columns: Columns
    ids: NDArray[np.int64]
    groups: list[Group]
    without: Mapping[str, int]


def search_directory(query: DirectoryQuery, on: datetime.date | None = None) -> Found:
    """Search the listed partners on a day (today in Tokyo). Two queries at most: the data version and the words."""
    columns = store.current()
    base = columns.listed(earliest_confirmation(STALE_MONTHS, on or timezone.localdate()))
    if query.q:
        base = base & _with_words(query, columns)
    return find(columns, base, query)


def _with_words(query: DirectoryQuery, columns: Columns) -> Mask:
    if not query.is_searchable:
        return np.zeros(len(columns), np.bool_)
    return columns.positions(matching(PartnerSchool.objects.all(), query.q).values_list("pk", flat=True))


def find(columns: Columns, base: Mask, query: DirectoryQuery) -> Found:
    """Apply the facets to the partners in `base`. Pure: no query."""
    fits = {facet: _fits(columns, facet, values) for facet, values in query.chosen.items()}
    misses = np.zeros(len(columns), np.uint8)
    for mask in fits.values():
        misses += ~mask
    found = base & (misses == 0)
    # Under all facets but one: those that fail none, or fail that one only.
    others = {facet: found | (base & (misses == 1) & ~mask) for facet, mask in fits.items()}
    return Found(
        columns=columns,
        ids=columns.ids[_order(columns, found, query.sort)],
        groups=[_group(columns, others.get(facet.value, found), facet, query) for facet in Facet],
        without={facet: int(np.count_nonzero(mask)) for facet, mask in others.items()},
    )


def _fits(columns: Columns, facet: str, values: tuple[str, ...]) -> Mask:
    """Which partners have one of the values."""
    if facet == Facet.COUNTRY:
        return np.isin(columns.country, [place for place, code in enumerate(columns.countries) if code in values])
    if facet == Facet.AGREEMENT:
        return columns.agreed
    name = _BIT_COLUMNS[Facet(facet)]
    wanted = sum(1 << place for place, code in enumerate(CODES[name]) if str(code) in values)
    return (columns.bits[name] & np.uint32(wanted)) != 0


def _counts(columns: Columns, mask: Mask, facet: Facet) -> dict[str, int]:
    """How many of the partners in the mask have each value."""
    if facet == Facet.COUNTRY:
        numbers = np.bincount(columns.country[mask], minlength=len(columns.countries))
        return dict(zip(columns.countries, numbers.tolist(), strict=True))
    if facet == Facet.AGREEMENT:
        return {AGREED: int(np.count_nonzero(columns.agreed & mask))}
    name = _BIT_COLUMNS[facet]
    bits = columns.bits[name][mask]
    return {str(code): int(np.count_nonzero(bits & np.uint32(1 << place))) for place, code in enumerate(CODES[name])}


def _group(columns: Columns, mask: Mask, facet: Facet, query: DirectoryQuery) -> Group:
    counts, chosen = _counts(columns, mask, facet), query.chosen.get(facet.value, ())
    options = [
        Option(value, label, counts.get(value, 0), value in chosen)
        for value, label in labels_of(facet).items()
        if counts.get(value) or value in chosen
    ]
    if facet in (Facet.COUNTRY, Facet.LANGUAGE):
        options.sort(key=lambda option: (-option.count, option.label))
    first_ones = facet in (Facet.COUNTRY, Facet.EXCHANGE_TYPE)
    return Group(facet.value, str(facet.label), options, open=first_ones or bool(chosen))


def _order(columns: Columns, found: Mask, sort: Sort) -> NDArray[np.int64]:
    """The positions of the found partners in the order asked for; equal ones by name."""
    language = "en" if (get_language() or "ja").startswith("en") else "ja"
    by_name = columns.by_name[language]
    positions = by_name[found[by_name]]
    if sort == Sort.CONFIRMED:
        return positions[np.argsort(-columns.confirmed[positions], kind="stable")]
    return positions
