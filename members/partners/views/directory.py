"""The partner directory and a partner's page, for schools."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from members.partners.clocks import clocks_of
from members.partners.directory import Found, search_directory
from members.partners.facts import facts_of
from members.partners.filters import DirectoryQuery, Facet, Sort, labels_of, parse_query
from members.partners.load import open_requests
from members.partners.overlap import overlap_of
from members.partners.selectors import agreements_of, get_partner_or_404, partners_in_order
from portal.core.access import MemberRequest, member_required
from portal.core.addresses import changed_query
from portal.core.pagination import paginate
from portal.core.search.query import MAX_LENGTH

PER_PAGE = 20


@member_required
def partner_list(request: MemberRequest) -> HttpResponse:
    """Search the partners that take part. Everything is in the address, so that it can be kept and passed on."""
    query = parse_query(request.GET)
    found = search_directory(query)
    page = paginate(request, found.ids, PER_PAGE)
    agreed = set(found.columns.ids[found.columns.agreed].tolist())
    context = {
        "membership": request.membership,
        "query": query,
        "total": len(found.ids),
        "page_obj": page,
        "partners": [(partner, partner.pk in agreed) for partner in partners_in_order(list(page.object_list))],
        "groups": found.groups,
        "chips": _chips(request, query),
        "clear_url": changed_query(request.GET, {"q": None, "page": None, **dict.fromkeys(Facet.values)}),
        "loosened": _loosened(request, query, found),
        "sorts": Sort.choices,
        "max_length": MAX_LENGTH,
    }
    return render(request, "members/partner_list.html", context, status=422 if query.error else 200)


def _chips(request: MemberRequest, query: DirectoryQuery) -> list[dict[str, str]]:
    """The filters in force, each with the address without it."""
    words = [{"label": f"“{query.q}”", "url": changed_query(request.GET, {"q": None, "page": None})}] if query.q else []
    return words + [
        {
            "label": labels_of(facet)[value],
            "url": changed_query(request.GET, {"page": None}, drop=[(facet, value)]),
        }
        for facet, values in query.chosen.items()
        for value in values
    ]


def _loosened(request: MemberRequest, query: DirectoryQuery, found: Found) -> list[dict[str, Any]]:
    """What to leave out of a search that found nothing, the most fruitful first; nothing where it would not help."""
    if len(found.ids):
        return []
    ways = [
        {
            "label": str(Facet(facet).label),
            "count": count,
            "url": changed_query(request.GET, {facet: None, "page": None}),
        }
        for facet, count in found.without.items()
        if count
    ]
    return sorted(ways, key=lambda way: -way["count"])


@member_required
def partner_detail(request: MemberRequest, pk: int) -> HttpResponse:
    """One partner: what it is, what it looks for, when its lessons are. Whether it takes requests, never how many."""
    partner = get_partner_or_404(request.user, pk)
    state = partner.state(open_requests([partner.pk]).get(partner.pk, 0))
    context = {
        "membership": request.membership,
        "partner": partner,
        "facts": facts_of(partner),
        "state": state,
        "agreements": agreements_of(partner),
        "clocks": clocks_of(partner.timezone, partner.periods.all(), timezone.now()),
        "overlap": overlap_of(request.school, partner, timezone.localdate()),
    }
    return render(request, "members/partner_detail.html", context)
