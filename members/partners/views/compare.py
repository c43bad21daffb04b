"""Partners side by side."""

from collections.abc import Iterable

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from members.partners.comparing import MOST, compare
from members.partners.models import PartnerSchool
from members.partners.selectors import shortlist_of
from members.partners.templatetags.partner_tags import may_be_opened
from portal.core.access import MemberRequest, member_required


@member_required
def partner_compare(request: MemberRequest) -> HttpResponse:
    """`?partner=1&partner=2`: up to four partners; each can be left out, and others of the shortlist added."""
    comparison = compare(request.GET, request.school)
    shown = comparison.partners
    others: list[PartnerSchool] = []
    if len(shown) < MOST:
        listed = [entry.partner for entry in shortlist_of(request.school)]
        others = [partner for partner in listed if partner not in shown and may_be_opened(partner)]
    context = {
        "membership": request.membership,
        "comparison": comparison,
        "columns": [(partner, _address(one for one in shown if one != partner)) for partner in shown],
        "others": others,
    }
    return render(request, "members/partner_compare.html", context)


def _address(partners: Iterable[PartnerSchool]) -> str:
    params = QueryDict(mutable=True)
    params.setlist("partner", [str(partner.pk) for partner in partners])
    return f"{reverse('members:partner-compare')}?{params.urlencode()}"
