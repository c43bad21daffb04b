"""A partner's page."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from casestudies.cards import case_card
from casestudies.nearby import cases_nearby
from members.partners.clocks import clocks_of
from members.partners.facts import facts_of
from members.partners.load import open_requests
from members.partners.overlap import overlap_of, terms_of_both
from members.partners.replies import replies_in_words, verification_in_words
from members.partners.selectors import agreements_of, get_partner_or_404, kept_entry, photos_of, shortlist_entry
from members.partners.templatetags.partner_tags import ahead_words
from portal.core.access import MemberRequest, member_required

CASES = 3


@member_required
def partner_detail(request: MemberRequest, pk: int) -> HttpResponse:
    """One partner: what it is, what it looks for, when its lessons are. Whether it takes requests, never how many.

    The address of a duplicate leads on to the entry that it was merged into.
    """
    try:
        partner = get_partner_or_404(request.user, pk)
    except Http404:
        if kept := kept_entry(request.user, pk):
            return redirect("members:partner-detail", kept)
        raise
    today = timezone.localdate()
    overlap = overlap_of(request.school, partner, today)
    clocks = clocks_of(partner.timezone, partner.periods.all(), timezone.now())
    apart = [(_("Time difference"), ahead_words(clocks.ahead))] if clocks else []
    cases = cases_nearby(partner.country, partner.exchange_types, Locale.get_active(), CASES)
    context = {
        "membership": request.membership,
        "partner": partner,
        "facts": [*apart, *facts_of(partner)],
        "state": partner.state(open_requests([partner.pk]).get(partner.pk, 0)),
        "agreements": agreements_of(partner),
        "clocks": clocks,
        "overlap": overlap,
        "terms": terms_of_both(request.school, partner, today, overlap),
        "verification": verification_in_words(partner),
        "replies": replies_in_words(partner),
        "photos": photos_of(partner),
        "entry": shortlist_entry(request.school, partner),
        "cards": [case_card(case, request) for case in cases],
        "here": request.path,
    }
    return render(request, "members/partner_detail.html", context)
