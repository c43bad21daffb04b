"""The catalogue as a page: its filters with numbers, what can be taken off, and one page of programmes."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from home.models import ProgrammeIndexPage, ProgrammePage
from home.programme_facts import short_facts
from home.programme_filters import Chosen, Facet, count_values, keys_found, known_values, parse_query, programmes_of
from portal.core.addresses import changed_query
from portal.core.pagination import paginate

PER_PAGE = 10


@dataclass(frozen=True)
class Row:
    """A programme in the list."""

    page: ProgrammePage
    url: str
    facts: list[str]


def listing_context(request: HttpRequest, index: ProgrammeIndexPage) -> dict[str, Any]:
    """Everything the template of the catalogue shows for this request. Two queries, however many programmes."""
    query = parse_query(request.GET)
    programmes = programmes_of(index)
    keys = keys_found(programmes, query.chosen)
    found = paginate(request, keys, PER_PAGE)
    return {
        "query": query,
        "total": len(keys),
        "any": bool(programmes),
        "page_obj": found,
        "rows": _rows(list(found), request),
        "facets": _groups(query.chosen, count_values(programmes, query.chosen)),
        "active": sum(len(values) for values in query.chosen.values()),
        "chips": _chips(query.chosen, request.GET),
        "clear_url": "?",
        "labels": [known_values(facet)[value] for facet, values in query.chosen.items() for value in values],
    }


def _rows(keys: list[int], request: HttpRequest) -> list[Row]:
    pages = ProgrammePage.objects.live().defer("overview", "aims", "flow", "remarks").in_bulk(keys)
    found = [pages[key] for key in keys if key in pages]
    return [Row(page, page.get_url(request) or "", short_facts(page)) for page in found]


def _groups(chosen: Chosen, counts: dict[str, Counter[str]]) -> list[dict[str, Any]]:
    """The filters for `components/facets.html`. A value that would show nothing is left out, unless it is chosen."""
    groups = []
    for facet in Facet:
        ticked, numbers = chosen.get(facet, ()), counts[facet]
        options = [
            {"value": value, "label": label, "count": numbers[value], "checked": value in ticked}
            for value, label in known_values(facet).items()
            if numbers[value] or value in ticked
        ]
        groups.append({"name": facet.value, "label": facet.label, "options": options})
    return groups


def _chips(chosen: Chosen, params: QueryDict) -> list[dict[str, str]]:
    """The values in force, each with the address without it."""
    return [
        {
            "label": known_values(facet)[value],
            "url": changed_query(params, put={"page": None}, drop=[(facet, value)]),
        }
        for facet, values in chosen.items()
        for value in values
    ]
