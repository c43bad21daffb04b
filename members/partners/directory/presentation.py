"""The directory as a page: its rows, what filters can be taken off, what to loosen, its views and its map."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from casestudies.map_figure import MapWords, world_map
from members.partners.memory import UNKNOWN
from members.partners.models import PartnerSchool
from members.partners.regions import region_name
from portal.core.addresses import changed_query
from portal.core.vocabulary import LanguageLevel
from portal.core.worldmap.figure import WorldMap

from .facets import LEVEL, Facet, Sort, View, labels_of
from .query import LEAST_LEVEL, DirectoryQuery
from .search import WORDS, DirectorySearch


@dataclass(frozen=True)
class PartnerRow:
    """A partner in a list. `minutes` of shared lessons and `apart` (minutes between the clocks) are None if unknown."""

    partner: PartnerSchool
    agreed: bool
    takes_requests: bool
    minutes: int | None
    apart: int | None
    shortlisted: bool


def partner_rows(
    search: DirectorySearch, partners: Sequence[PartnerSchool], shortlisted: Collection[int] = ()
) -> list[PartnerRow]:
    """What the list shows of these partners. No query."""
    columns, sight = search.columns, search.sight
    rows = []
    for partner in partners:
        at = int(np.searchsorted(columns.ids, partner.pk))
        rows.append(
            PartnerRow(
                partner=partner,
                agreed=bool(columns.agreed[at]),
                takes_requests=bool(sight.open[at]),
                minutes=_known(sight.minutes[at]),
                apart=_known(sight.apart[at]),
                shortlisted=partner.pk in shortlisted,
            )
        )
    return rows


def _known(number: Any) -> int | None:
    return None if number == UNKNOWN else int(number)


def condition_label(query: DirectoryQuery, facet: str, value: str) -> str:
    """A chosen value in words; a language with its least level."""
    label = region_name(value) if facet == Facet.REGION else labels_of(facet)[value]
    if facet == Facet.LANGUAGE and query.level > LEAST_LEVEL:
        level = LanguageLevel(query.level).label
        return _("%(language)s (at least: %(level)s)") % {"language": label, "level": level}
    return label


def condition_labels(query: DirectoryQuery) -> list[str]:
    """The words and the labels of all values in force, the words first."""
    words = [_("“%(word)s”") % {"word": query.q}] if query.q and not query.error else []
    return words + [condition_label(query, facet, value) for facet, values in query.chosen.items() for value in values]


def chips(params: QueryDict, query: DirectoryQuery) -> list[dict[str, str]]:
    """The filters in force, each with the address without it."""
    words = []
    if query.q:
        label = _("“%(word)s”") % {"word": query.q}
        words.append({"label": label, "url": changed_query(params, {"q": None, "page": None})})
    return words + [
        {
            "label": condition_label(query, facet, value),
            "url": changed_query(params, _off(query, facet, value), drop=[(facet, value)]),
        }
        for facet, values in query.chosen.items()
        for value in values
    ]


def _off(query: DirectoryQuery, facet: str, value: str) -> dict[str, Any]:
    """What else goes with a value: the regions of a country, the level with the last language."""
    gone: dict[str, Any] = {"page": None}
    if facet == Facet.COUNTRY and Facet.REGION in query.chosen:
        gone["region"] = [code for code in query.chosen[Facet.REGION] if not code.startswith(f"{value}-")]
    if facet == Facet.LANGUAGE and len(query.chosen[facet]) == 1:
        gone[LEVEL] = None
    return gone


def clear_url(params: QueryDict) -> str:
    """The address without any condition, in the same order and view."""
    return changed_query(params, {"q": None, "page": None, LEVEL: None, **dict.fromkeys(Facet.values)})


def loosened(params: QueryDict, search: DirectorySearch) -> list[dict[str, Any]]:
    """What to leave out of a search that found nothing, the most fruitful first; nothing where it would not help."""
    if search.total:
        return []
    ways = [
        {
            "label": pgettext("search", "Words") if name == WORDS else str(Facet(name).label),
            "count": count,
            "url": changed_query(params, {name: None, "page": None}),
        }
        for name, count in search.without.items()
        if count
    ]
    return sorted(ways, key=lambda way: -way["count"])


def sorts(query: DirectoryQuery) -> list[tuple[str, str, bool]]:
    """Value, label and whether it is in force, of each order; the usual one has no value."""
    return [("" if sort == Sort.NAME else sort.value, str(sort.label), sort == query.sort) for sort in Sort]


def views(params: QueryDict, query: DirectoryQuery) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is shown, of each view."""
    return [
        (
            str(view.label),
            changed_query(params, {"view": None if view == View.LIST else view.value, "page": None}),
            view == query.view,
        )
        for view in View
    ]


def partners_label(number: int) -> str:
    return ngettext("%(number)d school", "%(number)d schools", number) % {"number": number}


def partner_map(params: QueryDict, search: DirectorySearch) -> WorldMap | None:
    """The partners found on the map of the world; None in another view or without any."""
    if search.query.view != View.MAP or not search.total:
        return None
    words = MapWords(partners_label, pgettext("column of a table", "Partner schools"))
    return world_map(search.by_country(), params, words)
