"""Asking the office to contact a partner, and leaving a partner out."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.partners.models import PartnerSchool
from members.schools.access import SchoolRequest, member_required, page_context, writer_required
from members.suggestions import selectors, services
from members.suggestions.cards import Card, cards_of
from members.suggestions.forms import DeclineForm, NextChoicesForm
from members.suggestions.models import DeclineReason, EventKind, PartnerRequest, Suggestion
from members.wishes.models import ExchangeWish
from members.wishes.selectors import get_wish_or_404
from portal.core.dates import long_date


@writer_required
def wish_ask(request: SchoolRequest, pk: int, partner_pk: int) -> HttpResponse:
    """GET shows what will be asked for, with `?start=` a wanted time; POST asks, and keeps whom to ask next."""
    wish = get_wish_or_404(request.user, pk)
    suggested = _suggested(wish)
    card = _card_or_404(wish, suggested, partner_pk)
    others = [one.partner for one in suggested if one.partner_id != partner_pk]
    form = NextChoicesForm(others, request.POST if request.method == "POST" else None)
    chosen = (request.POST if request.method == "POST" else request.GET).get("start", "")
    known = chosen in {slot.start for slot in card.slots}
    refused = form.is_bound and bool(chosen) and not known
    if form.is_bound and form.is_valid() and not refused:
        start = datetime.datetime.fromisoformat(chosen) if chosen else None
        return _asked(request, wish, [card.partner, *form.chosen], start)
    context = page_context(request, wish=wish, card=card, form=form, chosen=chosen if known else "", refused=refused)
    return render(request, "suggestions/wish_ask.html", context, status=422 if form.is_bound else 200)


@writer_required
def wish_choices(request: SchoolRequest, pk: int) -> HttpResponse:
    """The second and third choice: GET shows them, POST keeps others."""
    wish = get_wish_or_404(request.user, pk)
    asked = selectors.open_request(wish) if wish.is_open else None
    if asked is None:
        messages.info(request, _("First choose whom we may ask. Then you can name who comes next."))
        return redirect("members:wish-matches", pk=wish.pk)
    kept = selectors.next_choices(wish)
    known = [one.partner for one in _suggested(wish)] + [one.partner for one in kept]
    partners = {one.pk: one for one in known if one.pk != asked.partner_id}
    initial = {"second": kept[0].partner_id if kept else None, "third": kept[1].partner_id if len(kept) > 1 else None}
    form = NextChoicesForm(partners.values(), request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.choose_next(wish, form.chosen, request.user)
        except services.RequestError as refused:
            messages.error(request, _refusal(refused))
        else:
            messages.success(request, _("Your next choices are saved."))
        return redirect("members:wish-matches", pk=wish.pk)
    context = page_context(request, wish=wish, asked=asked, form=form)
    return render(request, "suggestions/wish_choices.html", context, status=422 if form.is_bound else 200)


@member_required
@require_safe
def wish_open(request: SchoolRequest, pk: int, partner_pk: int) -> HttpResponse:
    """To the page of a suggested partner; that it was opened is noted, unless the desk looks at a school's pages."""
    wish = get_wish_or_404(request.user, pk)
    card = _card_or_404(wish, _suggested(wish), partner_pk)
    if request.membership.pk is not None:
        services.note(EventKind.OPENED, wish, card.partner.pk)
    return redirect(card.partner_url)


@writer_required
def wish_decline(request: SchoolRequest, pk: int, partner_pk: int) -> HttpResponse:
    """「今回は見送る」: GET asks for the reason, POST leaves the partner out; POST with `undo` takes it back."""
    wish = get_wish_or_404(request.user, pk)
    if request.method == "POST" and "undo" in request.POST:
        if wish.is_open:
            _restored(request, wish, partner_pk)
        return redirect("members:wish-matches", pk=wish.pk)
    card = _card_or_404(wish, _suggested(wish), partner_pk)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = DeclineReason(form.cleaned_data["reason"])
        row = services.decline_suggestion(
            wish, card.partner, request.user, reason=reason, remark=form.cleaned_data["remark"]
        )
        words = _(
            "%(partner)s will not be suggested for this wish until %(date)s. At the end of the page you can undo it."
        )
        messages.success(request, words % {"partner": card.name, "date": long_date(row.until)})
        return redirect("members:wish-matches", pk=wish.pk)
    context = page_context(request, wish=wish, card=card, form=form)
    return render(request, "suggestions/wish_decline.html", context, status=422 if form.is_bound else 200)


def _restored(request: SchoolRequest, wish: ExchangeWish, partner_pk: int) -> None:
    for row in selectors.declined_partners(wish):
        if row.partner_id == partner_pk:
            services.restore_suggestion(wish, row.partner, request.user)
            words = _("%(partner)s is considered again.")
            messages.success(request, words % {"partner": row.partner.shown_name})
            return
    raise Http404


def _suggested(wish: ExchangeWish) -> list[Suggestion]:
    """The newest list; what is not suggested cannot be asked for here."""
    run = selectors.newest_run(wish) if wish.is_open else None
    return list(run.suggestions.all()) if run else []


def _card_or_404(wish: ExchangeWish, suggested: list[Suggestion], partner_pk: int) -> Card:
    found = [one for one in suggested if one.partner_id == partner_pk]
    if not found:
        raise Http404
    return cards_of(wish, found, asking=False)[0]


def _asked(
    request: SchoolRequest, wish: ExchangeWish, partners: list[PartnerSchool], start: datetime.datetime | None
) -> HttpResponse:
    try:
        services.ask_in_order(wish, partners, request.user, start)
    except services.RequestError as refused:
        messages.error(request, _refusal(refused))
    else:
        words = _("We will contact %(partner)s for you and write to you as soon as there is an answer.")
        messages.success(request, words % {"partner": partners[0].shown_name})
    return redirect("members:wish-matches", pk=wish.pk)


def _refusal(refused: services.RequestError) -> str:
    if refused.reason == "already_open" and refused.existing is not None:
        return _already(refused.existing)
    if refused.reason == "partner_unavailable":
        return _("This school cannot take another request at the moment. Choose another one, or ask us.")
    return _("This wish is no longer open.")


def _already(existing: PartnerRequest) -> str:
    words: dict[str, Any] = {
        "who": existing.requested_by.get_full_name() if existing.requested_by else _("Somebody else"),
        "partner": existing.partner.shown_name,
    }
    return _("%(who)s has already asked for %(partner)s. Only one request at a time is possible for a wish.") % words
