"""The suggestions of a wish, and of all wishes of a school."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from members.partners.selectors import shortlisted_by
from members.schools.access import SchoolRequest, member_required, page_context
from members.suggestions import selectors
from members.suggestions.cards import Card, cards_of
from members.suggestions.funnel import funnel_steps, loosenings
from members.suggestions.models import MatchRun
from members.suggestions.views.showing import shown_run
from members.suggestions.views.trying import asked_about, tried_context
from members.suggestions.what_if import WhatIf
from members.wishes.models import ExchangeWish
from members.wishes.permissions import may_edit
from members.wishes.presentation import SHORT_FACTS, facts_of
from members.wishes.selectors import get_wish_or_404, wishes_of
from portal.core.pagination import paginate

PER_PAGE = 20


@member_required
def match_list(request: SchoolRequest) -> HttpResponse:
    """All wishes of the school that wait for a partner, each with the first of its newest suggestions."""
    page = paginate(request, wishes_of(request.school).open(), PER_PAGE)
    runs = selectors.newest_runs(page.object_list)
    rows = [(wish, runs.get(wish.pk)) for wish in page.object_list]
    return render(request, "suggestions/match_list.html", page_context(request, page=page, rows=rows))


@member_required
def wish_matches(request: SchoolRequest, pk: int) -> HttpResponse:
    """The suggestions of one wish. `?try=1&musts=…&months=…` counts and lists with other ones without saving them."""
    wish = get_wish_or_404(request.user, pk)
    if not wish.is_open:
        messages.info(request, _("Suggestions are made for wishes that have been sent in."))
        return redirect("members:wish-detail", pk=wish.pk)
    tried = asked_about(request.GET, wish)
    if not tried.is_stored:
        context = tried_context(request, wish, selectors.newest_run(wish), tried)
        return render(request, "suggestions/wish_tried.html", page_context(request, **context))
    context = _context(request, wish, shown_run(request, wish), tried)
    return render(request, "suggestions/wish_matches.html", page_context(request, **context))


def _context(request: SchoolRequest, wish: ExchangeWish, run: MatchRun | None, tried: WhatIf) -> dict[str, Any]:
    writes = may_edit(request.user, wish)
    waiting = selectors.open_request(wish)
    asking = writes and waiting is None
    cards = cards_of(wish, run.suggestions.all(), asking=asking) if run else []
    counted = run or tried
    listed = shortlisted_by(request.school) if cards else set()

    def actions(card: Card) -> SafeString:
        acts = {"asking": asking and card.is_open, "writes": writes, "shortlisted": card.partner.pk in listed}
        return render_to_string("suggestions/includes/card_actions.html", {"wish": wish, "card": card, **acts}, request)

    return {
        "wish": wish,
        "run": run,
        "facts": facts_of(wish, SHORT_FACTS),
        "steps": funnel_steps(wish, counted.excluded, counted.considered),
        "tried": tried,
        "cards": [(card, actions(card)) for card in cards],
        "here": request.get_full_path(),
        "loosenings": loosenings(wish, counted.excluded),
        "open_request": waiting,
        "next_choices": selectors.next_choices(wish) if waiting else [],
        "past_requests": selectors.past_requests(wish),
        "declined": selectors.declined_partners(wish),
        "may_edit": writes,
    }
