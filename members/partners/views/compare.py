"""Partners side by side."""

from django.http import HttpResponse
from django.shortcuts import render

from members.partners.comparing import compare
from portal.core.access import MemberRequest, member_required


@member_required
def partner_compare(request: MemberRequest) -> HttpResponse:
    """`?partner=1&partner=2`: up to four partners."""
    context = {"membership": request.membership, "comparison": compare(request.GET, request.school)}
    return render(request, "members/partner_compare.html", context)
