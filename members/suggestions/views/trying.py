"""Trying other musts and months on the suggestions of a wish, and keeping them."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.schools.access import SchoolRequest, writer_required
from members.suggestions.funnel import funnel_steps, loosenings
from members.suggestions.models import MatchRun
from members.suggestions.services import keep_conditions
from members.suggestions.what_if import WhatIf, months_in, tried_cards, what_if, with_conditions
from members.wishes.lifecycle import StageError
from members.wishes.models import ExchangeWish
from members.wishes.permissions import may_edit
from members.wishes.presentation import SHORT_FACTS, facts_of
from members.wishes.selectors import get_wish_or_404
from members.wishes.services import IncompleteWishError, WishChangedError


def asked_about(query: QueryDict, wish: ExchangeWish) -> WhatIf:
    """What `?try=1&musts=…&months=…` tries; the stored conditions without `try`.

    The form sends an empty month along, so that none ticked differs from none asked about, as in older addresses.
    """
    trying = "try" in query
    musts = query.getlist("musts") if trying else None
    months = query.getlist("months") if trying and "months" in query else None
    return what_if(wish, musts, months, timezone.localdate())


def tried_context(request: SchoolRequest, wish: ExchangeWish, run: MatchRun | None, tried: WhatIf) -> dict[str, Any]:
    """What `wish_tried.html` shows."""
    cards, gone = tried_cards(tried, run.suggestions.all() if run else [], timezone.localdate())
    return {
        "wish": wish,
        "facts": facts_of(wish, SHORT_FACTS),
        "steps": funnel_steps(tried.wish, tried.excluded, tried.considered),
        "tried": tried,
        "cards": cards,
        "gone": gone,
        "loosenings": loosenings(tried.wish, tried.excluded),
        "may_edit": may_edit(request.user, wish),
    }


@writer_required
def wish_conditions(request: SchoolRequest, pk: int) -> HttpResponse:
    """Keep the musts and months that were tried."""
    wish = get_wish_or_404(request.user, pk)
    if request.method == "POST":
        return _kept(request, wish)
    return redirect("members:wish-matches", pk=wish.pk)


def _kept(request: SchoolRequest, wish: ExchangeWish) -> HttpResponse:
    answers = _answers(request.POST, wish)
    refusal = _months_refused(request.POST)
    if refusal:
        messages.error(request, refusal)
        return _back_to_trial(wish, answers)
    try:
        keep_conditions(wish, answers, version=_version(request.POST), actor=request.user)
    except WishChangedError:
        messages.error(request, _("Somebody has changed the wish meanwhile. Look at it again, then save."))
        return _back_to_trial(wish, answers)
    except (StageError, IncompleteWishError, ValidationError):
        messages.error(request, _("The conditions could not be saved. Look at the wish first."))
        return redirect("members:wish-detail", pk=wish.pk)
    messages.success(request, _("The conditions are saved, and the suggestions are up to date."))
    return redirect("members:wish-matches", pk=wish.pk)


def _answers(sent: QueryDict, wish: ExchangeWish) -> dict[str, Any]:
    """The conditions by the names of their fields; without months where none were asked about."""
    months = sent.getlist("months") if "months" in sent else None
    tried = with_conditions(wish, sent.getlist("musts"), months)
    return {"musts": tried.musts} if months is None else {"musts": tried.musts, "months": tried.months}


def _months_refused(sent: QueryDict) -> str:
    """Why these months cannot be saved; empty where they can."""
    named = [value for value in sent.getlist("months") if value]
    if len(months_in(named)) != len(set(named)):
        return _("These months are not known. Choose out of those on the page.")
    if "months" in sent and not named:
        return _("A wish needs at least one month. Tick one, then save.")
    return ""


def _version(sent: QueryDict) -> int | None:
    number = sent.get("version", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None


def _back_to_trial(wish: ExchangeWish, answers: dict[str, Any]) -> HttpResponse:
    query = [("try", 1)] + [("months", month) for month in answers.get("months", [])]
    if not answers.get("months", [1]):
        query.append(("months", ""))
    query += [("musts", must) for must in answers["musts"]]
    return redirect(f"{reverse('members:wish-matches', args=[wish.pk])}?{urlencode(query)}#musts")
