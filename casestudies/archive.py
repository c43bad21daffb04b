"""The archive as a page: what its title says, which filters can be taken off, what to loosen."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from casestudies.cards import CaseCard, case_card
from casestudies.facets import value_label
from casestudies.filters import CaseQuery, Sort
from casestudies.map_figure import world_map
from casestudies.selectors import CaseSearch, Loosening, search_cases
from casestudies.timeline_figure import timeline
from portal.core.addresses import changed_query
from portal.core.pagination import paginate
from portal.core.search.highlight import Marker
from portal.core.search.query import MAX_LENGTH

PER_PAGE = 10
_NAMED_IN_TITLE = 3


class View(models.TextChoices):
    """What stands above the list of results; the codes are values of `view` in the archive's address."""

    LIST = "list", pgettext_lazy("view of results", "List")
    MAP = "map", pgettext_lazy("view of results", "Map")
    TIMELINE = "timeline", pgettext_lazy("view of results", "Timeline")

    @classmethod
    def asked(cls, params: QueryDict) -> "View":
        """The view of an address; the list for none and for nonsense."""
        asked = params.get("view", "")
        return cls(asked) if asked in cls.values else cls.LIST


@dataclass(frozen=True)
class Chip:
    """A condition in force and the address without it."""

    label: str
    url: str


@dataclass(frozen=True)
class WayOut:
    """A sentence that proposes what to leave out, and where that leads."""

    text: str
    url: str


@dataclass(frozen=True)
class MeantLink:
    """Words to search for instead, where that leads, and how many cases it shows."""

    label: str
    url: str
    count: int


def archive_context(request: HttpRequest, page: Any) -> dict[str, Any]:
    """Everything the template of the archive shows for this request."""
    search = search_cases(request.GET, page.locale).reachable()
    query = search.query
    found = paginate(request, search.cases, PER_PAGE)
    view = View.asked(request.GET)
    return {
        "query": query,
        "is_wordless": search.is_wordless,
        "total": found.paginator.count,
        "heading": "" if search.is_wordless else result_heading(query, found.paginator.count),
        "page_obj": found,
        "cards": _cards(found, query, request),
        "facets": search.facets,
        "active": sum(len(values) for values in query.chosen.values()),
        "chips": chips(query, request.GET),
        "clear_url": changed_query(QueryDict(), put=_kept(query, view)),
        "sorts": _sorts(query),
        "view": view,
        "views": _views(view, request.GET),
        **_figure(view, search, request.GET),
        "meant": meant(search, request.GET),
        "ways_out": [] if found.paginator.count else ways_out(search, request.GET),
        "max_length": MAX_LENGTH,
        "taken_query": changed_query(request.GET, put={"page": None, "view": None}).rstrip("?"),
    }


def _sorts(query: CaseQuery) -> list[tuple[str, Any, bool]]:
    """Value, label and whether it is in force, of each order. The usual one has no value, so that words typed later
    bring the order of relevance with them."""
    usual = Sort.RELEVANCE if query.q else Sort.NEWEST
    offered = [sort for sort in Sort if query.q or sort != Sort.RELEVANCE]
    return [("" if sort == usual else sort.value, sort.label, sort == query.sort) for sort in offered]


def _views(current: View, params: QueryDict) -> list[tuple[Any, str, bool]]:
    """Label, address and whether it is shown, of each view."""
    return [
        (view.label, changed_query(params, put={"view": _unless_usual(view), "page": None}), view == current)
        for view in View
    ]


def _unless_usual(view: View) -> str | None:
    return None if view == View.LIST else view.value


def _figure(view: View, search: CaseSearch, params: QueryDict) -> dict[str, Any]:
    """What the figure of the view is drawn from: `world` or `timeline`, nothing without results."""
    if not search.total:
        return {}
    if view == View.MAP:
        return {"world": world_map(search.by_country(), params)}
    return {"timeline": timeline(search.by_month(), params)} if view == View.TIMELINE else {}


def _kept(query: CaseQuery, view: View) -> dict[str, object]:
    """What stays in the address when all conditions are taken off: the order and the view, unless the usual ones."""
    sort = None if query.sort in (Sort.RELEVANCE, Sort.NEWEST) else query.sort.value
    return {"sort": sort, "view": _unless_usual(view)}


def _cards(found: Any, query: CaseQuery, request: HttpRequest) -> list[CaseCard]:
    marker = Marker(query.q) if query.is_searchable else None
    return [case_card(case, request, marker) for case in found]


def condition_labels(query: CaseQuery) -> list[str]:
    """The words and the labels of all values in force, the words first."""
    words = [query.q] if query.q and not query.error else []
    return words + [value_label(facet, value) for facet, values in query.chosen.items() for value in values]


def result_heading(query: CaseQuery, total: int) -> str:
    """What was searched and how much was found, for the title of the page; empty without a search."""
    labels = condition_labels(query)
    if not labels:
        return ""
    quoted = _quoted(labels[:_NAMED_IN_TITLE])
    if len(labels) > _NAMED_IN_TITLE:
        quoted = _("%(conditions)s and more") % {"conditions": quoted}
    return ngettext("%(number)d case study for %(conditions)s", "%(number)d case studies for %(conditions)s", total) % {
        "number": total,
        "conditions": quoted,
    }


def _quoted(labels: list[str]) -> str:
    first, *others = [_("“%(word)s”") % {"word": label} for label in labels]
    for other in others:
        # Translators: conditions in quotation marks; nothing stands between them in Japanese: 「小学校」「台湾」.
        first = pgettext("quoted conditions", "%(first)s, %(second)s") % {"first": first, "second": other}
    return first


def chips(query: CaseQuery, params: QueryDict) -> list[Chip]:
    """The conditions in force, each with the address without it."""
    found = []
    if query.q and not query.error:
        found.append(Chip(query.q, changed_query(params, put={"q": None, "page": None})))
    for facet, values in query.chosen.items():
        for value in values:
            url = changed_query(params, put={"page": None}, drop=[(facet, value)])
            found.append(Chip(value_label(facet, value), url))
    return found


def meant(search: CaseSearch, params: QueryDict) -> MeantLink | None:
    """The words that may be meant where the typed ones find nothing, with the other conditions of the address."""
    found = search.meant
    if found is None:
        return None
    return MeantLink(found.q, changed_query(params, put={"q": found.q, "page": None}), found.count)


def ways_out(search: CaseSearch, params: QueryDict) -> list[WayOut]:
    """Links that leave one condition out of a search without results."""
    return [_way_out(way, search.query, params) for way in search.loosenings]


def _way_out(way: Loosening, query: CaseQuery, params: QueryDict) -> WayOut:
    labels = [query.q] if way.name == "q" else [value_label(way.name, value) for value in query.chosen[way.name]]
    text = ngettext(
        "Without %(condition)s there is %(number)d", "Without %(condition)s there are %(number)d", way.count
    ) % {"condition": _quoted(labels), "number": way.count}
    return WayOut(text, changed_query(params, put={way.name: None, "page": None}))
