"""The suggestions of a wish, and of all wishes of a school."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from members.schools.access import SchoolRequest, member_required, page_context, writer_required
from members.suggestions import selectors
from members.suggestions.cards import Card, cards_of
from members.suggestions.funnel import funnel_steps, loosenings, relevant_musts
from members.suggestions.models import MatchRun
from members.suggestions.services import note_shown
from members.suggestions.trial import try_musts
from members.wishes.lifecycle import StageError
from members.wishes.models import ExchangeWish
from members.wishes.permissions import may_edit
from members.wishes.presentation import SHORT_FACTS, facts_of
from members.wishes.selectors import get_wish_or_404, wishes_of
from members.wishes.services import IncompleteWishError, WishChangedError, revise_wish
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
    """The suggestions of one wish. `?musts=…&try=1` counts with other musts without saving them."""
    wish = get_wish_or_404(request.user, pk)
    if not wish.is_open:
        messages.info(request, _("Suggestions are made for wishes that have been sent in."))
        return redirect("members:wish-detail", pk=wish.pk)
    run = selectors.newest_run(wish)
    # When the desk looks at a school's pages, with a membership that is not stored, nothing is shown to the school.
    if run and request.membership.pk is not None:
        note_shown(run, run.suggestions.all())
    return render(request, "suggestions/wish_matches.html", page_context(request, **_context(request, wish, run)))


@writer_required
def wish_musts(request: SchoolRequest, pk: int) -> HttpResponse:
    """Keep the musts that were tried."""
    wish = get_wish_or_404(request.user, pk)
    if request.method == "POST":
        chosen = set(request.POST.getlist("musts"))
        musts = [criterion for criterion in relevant_musts(wish) if criterion in chosen]
        try:
            revise_wish(wish, {"musts": musts}, actor=request.user)
        except (StageError, IncompleteWishError, WishChangedError):
            messages.error(request, _("The musts could not be saved. Look at the wish first."))
            return redirect("members:wish-detail", pk=wish.pk)
        messages.success(request, _("The musts are saved, and the suggestions are up to date."))
    return redirect("members:wish-matches", pk=wish.pk)


def _context(request: SchoolRequest, wish: ExchangeWish, run: MatchRun | None) -> dict[str, Any]:
    trying = "try" in request.GET
    trial = try_musts(wish, request.GET.getlist("musts") if trying else None, timezone.localdate())
    writes = may_edit(request.user, wish)
    waiting = selectors.open_request(wish)
    asking = writes and waiting is None
    cards = cards_of(wish, run.suggestions.all(), asking=asking) if run else []
    excluded = trial.excluded if trying or run is None else run.excluded
    considered = sum(trial.excluded.values()) + trial.possible if trying or run is None else run.considered
    return {
        "wish": wish,
        "run": run,
        "facts": facts_of(wish, SHORT_FACTS),
        "steps": funnel_steps(wish, excluded, considered),
        "trial": trial,
        "trying": trying and not trial.is_stored,
        "cards": [(card, _actions(request, wish, card, asking=asking, writes=writes)) for card in cards],
        "loosenings": loosenings(wish, excluded),
        "open_request": waiting,
        "past_requests": selectors.past_requests(wish),
        "declined": selectors.declined_partners(wish),
        "may_edit": writes,
    }


def _actions(request: HttpRequest, wish: ExchangeWish, card: Card, *, asking: bool, writes: bool) -> SafeString:
    context = {"wish": wish, "card": card, "asking": asking, "writes": writes}
    return render_to_string("suggestions/includes/card_actions.html", context, request)
