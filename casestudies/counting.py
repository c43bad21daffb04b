"""How many cases each facet value would show, and which values are worth offering."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np

from casestudies.columns import CaseColumns, Mask
from casestudies.facets import Facet, known_values, value_label
from casestudies.filters import CaseQuery

# The facets an archive visitor sees unfolded; the others are a click away, or open when something in them is chosen.
OPEN_FACETS = {Facet.SCHOOL_TYPE, Facet.EXCHANGE_TYPE, Facet.COUNTRY}
SHOWN_AT_FIRST = 8
"""So many values of a facet are shown; the rest stands behind “more”."""


@dataclass(frozen=True)
class FacetOption:
    """One value of a facet: its label, how many cases it would show, and whether it is chosen."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class FacetGroup:
    """A facet with the values worth offering, as `components/facets.html` takes it; `more` are folded away."""

    name: str
    label: str
    options: list[FacetOption]
    more: list[FacetOption]
    open: bool


def chosen_masks(query: CaseQuery, columns: CaseColumns) -> dict[str, Mask]:
    """For each facet with a choice, which cases have one of the values chosen."""
    return {facet: columns.facets[facet].having(values) for facet, values in query.chosen.items()}


def all_of(masks: Iterable[Mask], columns: CaseColumns) -> Mask:
    """Which cases are in all of these; all cases without any."""
    return reduce(np.logical_and, masks, np.ones(len(columns), np.bool_))


def count_values(chosen: Mapping[str, Mask], found: Mask, columns: CaseColumns) -> dict[str, dict[str, int]]:
    """Cases by facet and value, among `found` (what the words find).

    A facet's own choice does not count for its own values: they say what ticking them would show.
    """
    everything = found & all_of(chosen.values(), columns)
    counts = {}
    for facet, column in columns.facets.items():
        among = everything
        if facet in chosen:
            among = found & all_of((mask for name, mask in chosen.items() if name != facet), columns)
        counts[facet] = column.count(among)
    return counts


def facet_groups(query: CaseQuery, counts: Mapping[str, Mapping[str, int]]) -> list[FacetGroup]:
    """All facets with their values in the order in which they are offered.

    A value that would show nothing is left out, unless it is chosen: then it must be possible to take it off.
    """
    groups = []
    for facet in Facet:
        chosen = query.chosen.get(facet, ())
        numbers = counts.get(facet, {})
        values = [value for value in _ordered(facet, {*numbers, *chosen}) if numbers.get(value) or value in chosen]
        options = [
            FacetOption(value, value_label(facet, value), numbers.get(value, 0), value in chosen) for value in values
        ]
        if facet == Facet.COUNTRY:
            options.sort(key=lambda option: -option.count)
        shown, more = _folded(options)
        groups.append(FacetGroup(facet.value, str(facet.label), shown, more, bool(chosen) or facet in OPEN_FACETS))
    return groups


def _folded(options: list[FacetOption]) -> tuple[list[FacetOption], list[FacetOption]]:
    """The options shown and those behind “more”; a single one is not worth the click, and what is chosen is seen."""
    if len(options) <= SHOWN_AT_FIRST + 1:
        return options, []
    shown = [option for place, option in enumerate(options) if place < SHOWN_AT_FIRST or option.checked]
    return shown, [option for option in options if option not in shown]


def _ordered(facet: Facet, values: Iterable[str]) -> list[str]:
    if facet == Facet.YEAR:
        return sorted(values, reverse=True)
    present = set(values)
    return [code for code in known_values(facet) if code in present]
