"""The partner directory, for schools."""

from django.http import HttpResponse
from django.shortcuts import render

from members.partners.directory import DirectoryQuery, parse_query, search_directory
from members.partners.directory.groups import facet_groups
from members.partners.directory.presentation import (
    chips,
    clear_url,
    loosened,
    partner_map,
    partner_rows,
    sorts,
    views,
)
from members.partners.selectors import partners_in_order, shortlisted_by
from portal.core.access import MemberRequest, member_required
from portal.core.pagination import paginate
from portal.core.search.query import MAX_LENGTH

PER_PAGE = 20


@member_required
def partner_list(request: MemberRequest) -> HttpResponse:
    """Search the partners that take part. Everything is in the address, so that it can be kept and passed on."""
    query: DirectoryQuery = parse_query(request.GET)
    search = search_directory(query, request.school.periods.all())
    page = paginate(request, search.ids, PER_PAGE)
    partners = partners_in_order(list(page.object_list))
    context = {
        "membership": request.membership,
        "query": query,
        "is_wordless": search.is_wordless,
        "total": search.total,
        "page_obj": page,
        "rows": partner_rows(search, partners, shortlisted_by(request.school)),
        "groups": facet_groups(search),
        "has_lessons": bool(search.sight.ours),
        "chips": chips(request.GET, query),
        "clear_url": clear_url(request.GET),
        "loosened": loosened(request.GET, search),
        "sorts": sorts(query),
        "views": views(request.GET, query),
        "world": partner_map(request.GET, search),
        "conditions": query.conditions(),
        "max_length": MAX_LENGTH,
        "here": request.get_full_path(),
    }
    return render(request, "members/partner_list.html", context, status=422 if query.error else 200)
