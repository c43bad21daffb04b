"""The facets as `components/facets.html` shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from members.partners.regions import region_name
from portal.core.vocabulary import LanguageLevel

from .facets import LEVEL, Facet, labels_of
from .query import LEAST_LEVEL, DirectoryQuery
from .search import DirectorySearch

SHOWN_AT_FIRST = 8
"""So many values of a facet are shown; the rest stands behind “more”."""
_OPEN = {Facet.COUNTRY, Facet.EXCHANGE_TYPE, Facet.AGE, Facet.OVERLAP}
_BY_NUMBER = {Facet.COUNTRY, Facet.LANGUAGE, Facet.REGION}


@dataclass(frozen=True)
class Option:
    """A value of a facet; `count` is how many partners it would find."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class Select:
    """A select box that belongs to a facet: its key in the address, and value, label, chosen of each row."""

    name: str
    label: str
    rows: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class Group:
    """A facet; values that find nothing and are not chosen are left out, `more` are folded away."""

    name: str
    label: str
    options: list[Option]
    more: list[Option]
    open: bool
    select: Select | None = None
    hint: str = ""


def facet_groups(search: DirectorySearch) -> list[Group]:
    """All facets with something to choose, in their order. Regions are offered within the countries chosen only."""
    found = []
    for facet in Facet:
        if facet == Facet.REGION and not {Facet.COUNTRY, Facet.REGION} & set(search.query.chosen):
            continue
        group = _group(search, facet)
        if group.options:
            found.append(group)
    return found


def _group(search: DirectorySearch, facet: Facet) -> Group:
    counts, chosen = search.counts(facet), search.query.chosen.get(facet.value, ())
    options = [
        Option(value, label, counts.get(value, 0), value in chosen)
        for value, label in _labels(facet, counts).items()
        if counts.get(value) or value in chosen
    ]
    if facet in _BY_NUMBER:
        options.sort(key=lambda option: (-option.count, option.label))
    shown, more = _folded(options)
    select = _levels(search.query) if facet == Facet.LANGUAGE else None
    is_open = facet in _OPEN or facet == Facet.REGION or bool(chosen)
    return Group(facet.value, str(facet.label), shown, more, is_open, select, _hint(facet))


def _labels(facet: Facet, counts: Mapping[str, int]) -> dict[str, str]:
    if facet == Facet.REGION:
        return {code: region_name(code) for code in counts}
    return labels_of(facet)


def _folded(options: list[Option]) -> tuple[list[Option], list[Option]]:
    """The options shown and those behind “more”; a single one is not worth the click, and what is chosen is seen."""
    if len(options) <= SHOWN_AT_FIRST + 1:
        return options, []
    shown = [option for place, option in enumerate(options) if place < SHOWN_AT_FIRST or option.checked]
    return shown, [option for option in options if option not in shown]


def _levels(query: DirectoryQuery) -> Select:
    levels: list[Any] = [level for level in LanguageLevel if level >= LEAST_LEVEL]
    usual = ""  # the address need not say it
    rows = [
        (usual if level == LEAST_LEVEL else str(level.value), str(level.label), level.value == query.level)
        for level in levels
    ]
    return Select(LEVEL, _("At least"), rows)


def _hint(facet: Facet) -> str:
    if facet == Facet.OVERLAP:
        return _("Lessons of both schools at the same time, on the best day of this week.")
    if facet == Facet.REPLIES:
        return _("Counts the requests that the office has sent. How fast the answers came is not recorded.")
    return ""
