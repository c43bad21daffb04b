"""A partner's own page behind an `update` link: what we hold, one tap to confirm it, and the ways to change it."""

import datetime
from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from members.partners.letters.wording import Wording, wording_for
from members.partners.link_models import PartnerLink
from members.partners.links.tokens import token_of
from members.partners.models import PartnerSchool
from members.partners.profile.editing import Sheet, open_sheet, save_sheet
from members.partners.profile.forms import WordedForm
from members.partners.profile.pages import CONTACT, PAGES, PROFILE, WEEK, YEAR, EditPage
from members.partners.services import by_partner
from members.partners.states import PartnerStatus
from portal.core.countries import country_name

from .answers import answer, said
from .doors import unknown

Step = Callable[[PartnerLink], PartnerSchool]
_STEPS: dict[str, tuple[Step, str]] = {
    "confirm": (by_partner.confirm, "done.confirmed"),
    "pause": (by_partner.pause, "done.paused"),
    "resume": (by_partner.resume, "done.resumed"),
}


class FullForm(WordedForm):
    """The last day without a free place."""

    def build(self) -> None:
        last = by_partner.latest_full_day()
        attrs = {"type": "date", "max": last.isoformat()}
        self.fields["full_until"] = forms.DateField(widget=forms.DateInput(attrs=attrs, format="%Y-%m-%d"))


class EmailForm(WordedForm):
    """A new address, to be proved."""

    def build(self) -> None:
        self.fields["contact_email"] = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))


def page(request: HttpRequest, link: PartnerLink, name: str) -> HttpResponse:
    """Everything behind an open `update` link; `name` is the step or the page to edit."""
    wording = wording_for(link.language)
    is_post = request.method == "POST"
    if not name:
        return _home(request, link, wording)
    if name in PAGES:
        return _edit(request, link, wording, PAGES[name])
    if name == "email":
        return _email(request, link, wording)
    if name == "leave":
        return _leave(request, link, wording)
    if name == "full":
        return _full(request, link, wording) if is_post else _back(link)
    if name in _STEPS:
        return _step(request, link, wording, name) if is_post else _back(link)
    return unknown(request, wording)


def _partner_of(link: PartnerLink) -> PartnerSchool:
    """The partner of a link of this purpose, which always has one."""
    return cast(PartnerSchool, link.partner)


def _back(link: PartnerLink) -> HttpResponse:
    return redirect("partner_links:page", token_of(link))


def _step(request: HttpRequest, link: PartnerLink, wording: Wording, name: str) -> HttpResponse:
    step, key = _STEPS[name]
    step(link)
    messages.success(request, wording.say(key))
    return _back(link)


def _full(request: HttpRequest, link: PartnerLink, wording: Wording) -> HttpResponse:
    """Full until a day, or not any more with `free`."""
    day: datetime.date | None = None
    if "free" not in request.POST:
        form = FullForm(wording, request.POST)
        if not form.is_valid():
            return _home(request, link, wording, full_form=form)
        day = form.cleaned_data["full_until"]
        try:
            by_partner.set_full_until(link, day)
        except ValidationError:
            form.add_error("full_until", wording.say("errors.full_until"))
            return _home(request, link, wording, full_form=form)
        messages.success(request, wording.say("done.full", day=wording.date(day)))
        return _back(link)
    by_partner.set_full_until(link, None)
    messages.success(request, wording.say("done.free"))
    return _back(link)


def _home(request: HttpRequest, link: PartnerLink, wording: Wording, full_form: Any = None) -> HttpResponse:
    partner = _partner_of(link)
    token = token_of(link)
    profile = PROFILE.read(partner)
    hidden = ("introduction_en", "story_en", "name_en")
    facts = [(wording.say("fields.country"), country_name(partner.country))]
    facts += [
        (PROFILE.label(wording, name), PROFILE.words(wording, name, value))
        for name, value in profile.items()
        if name not in hidden
    ]
    context = {
        "partner": partner,
        "token": token,
        "facts": facts,
        "texts": [(PROFILE.label(wording, name), profile[name]) for name in hidden[:2] if profile[name]],
        "week": _told(WEEK, wording, partner),
        "year": _told(YEAR, wording, partner),
        "contact": [*_told(CONTACT, wording, partner), (wording.say("fields.contact_email"), partner.contact_email)],
        "is_paused": partner.status == PartnerStatus.PAUSED,
        "confirmed_on": wording.date(partner.confirmed_on) if partner.confirmed_on else "",
        "full_until": wording.date(partner.full_until) if _is_full(partner) and partner.full_until else "",
        "full_form": full_form or FullForm(wording),
    }
    return answer(request, wording, "home", context, 422 if full_form else 200)


def _is_full(partner: PartnerSchool) -> bool:
    return partner.full_until is not None and partner.state().full


def _told(page_: EditPage, wording: Wording, partner: PartnerSchool) -> list[tuple[str, str]]:
    """What a page holds in words, without what is empty."""
    told = [
        (page_.label(wording, name), page_.words(wording, name, value)) for name, value in page_.read(partner).items()
    ]
    return [(label, words) for label, words in told if words]


def _edit(request: HttpRequest, link: PartnerLink, wording: Wording, page_: EditPage) -> HttpResponse:
    if request.method != "POST":
        return _sheet(request, link, wording, open_sheet(page_, _partner_of(link), wording))
    sheet = save_sheet(page_, link, request.POST, wording)
    if not sheet.saved:
        return _sheet(request, link, wording, sheet)
    messages.success(request, wording.say("done.saved"))
    if sheet.adopted:
        messages.info(request, wording.say("done.adopted", fields=", ".join(sheet.adopted)))
    return _back(link)


def _sheet(request: HttpRequest, link: PartnerLink, wording: Wording, sheet: Sheet) -> HttpResponse:
    context = {"sheet": sheet, "form": sheet.form, "token": token_of(link), "key": f"pages.{sheet.page.code}"}
    return answer(request, wording, "edit", context, sheet.status)


def _email(request: HttpRequest, link: PartnerLink, wording: Wording) -> HttpResponse:
    """A new address: it counts when it is proved by the link that goes there."""
    form = EmailForm(wording, request.POST if request.method == "POST" else None)
    if form.is_valid():
        by_partner.propose_address(link, form.cleaned_data["contact_email"])
        messages.success(request, wording.say("done.address_asked"))
        return _back(link)
    context = {"form": form, "token": token_of(link)}
    return answer(request, wording, "email", context, 422 if form.is_bound else 200)


def _leave(request: HttpRequest, link: PartnerLink, wording: Wording) -> HttpResponse:
    """Asks, then closes the profile."""
    if request.method != "POST":
        return answer(request, wording, "leave", {"token": token_of(link), "partner": link.partner})
    by_partner.leave(link)
    return said(request, wording, "left")
