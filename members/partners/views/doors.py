"""The door of the partners' links: whose link it is, whether it opens anything, and who answers it.

Opening an address never changes anything, because programs that scan mails open them all: every change is a POST.
"""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from members.partners.letters.wording import FIRST, Wording, wording_for
from members.partners.link_models import PartnerLink
from members.partners.links.purposes import purpose_of
from members.partners.links.tokens import link_of_token, token_of
from members.partners.profile.forms import WordedForm
from members.partners.services.asking_again import ask_again, ask_by_address
from members.partners.services.links import SpentLinkError, is_usable
from members.partners.services.tries import FRESH_FOR, FRESH_FROM, may_try
from portal.core.client_address import client_address
from portal.core.private_pages import private

from .answers import answer, said

AGAIN = "again"


class AddressForm(WordedForm):
    """For a link that is not complete: the address on record, which is all that is asked."""

    def build(self) -> None:
        self.fields["email"] = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str, name: str = "") -> HttpResponse:
    """Everything under `/p/<token>/`. 404 for a token that is none of ours, 410 for a link that is over."""
    link = link_of_token(token)
    if link is None:
        return unknown(request, wording_for(FIRST))
    wording = wording_for(link.language)
    with translation.override(wording.site_language):
        if name == AGAIN:
            return _fresh(request, link, wording)
        purpose = purpose_of(link.purpose)
        if purpose is None or not is_usable(link):
            return _over(request, link, wording)
        try:
            return purpose.answer(request, link, name)
        except SpentLinkError:
            link.refresh_from_db()
            return _over(request, link, wording)


def unknown(request: HttpRequest, wording: Wording) -> HttpResponse:
    """The page for an address that is none of ours, with the form for a fresh link."""
    with translation.override(wording.site_language):
        return answer(request, wording, "gone", {"is_unknown": True, "form": AddressForm(wording)}, 404)


def _over(request: HttpRequest, link: PartnerLink, wording: Wording) -> HttpResponse:
    purpose = purpose_of(link.purpose)
    again_url = reverse("partner_links:page-named", args=[token_of(link), AGAIN])
    return answer(request, wording, "gone", {"may_ask": bool(purpose and purpose.fresh), "again_url": again_url}, 410)


def _fresh(request: HttpRequest, link: PartnerLink, wording: Wording) -> HttpResponse:
    """Send a fresh link to the address on record. The answer is the same whether one is sent or not."""
    if request.method != "POST":
        return _over(request, link, wording)
    if not may_try(FRESH_FROM, client_address(request)):
        return said(request, wording, "slow", 429)
    ask_again(link)
    return said(request, wording, "asked")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Ask for a fresh link by the address on record; the answer does not tell whether it is known."""
    wording = wording_for(FIRST)
    with translation.override(wording.site_language):
        form = AddressForm(wording, request.POST if request.method == "POST" else None)
        if not form.is_valid():
            return answer(request, wording, "again", {"form": form}, 422 if form.is_bound else 200)
        if not may_try(FRESH_FROM, client_address(request)):
            return answer(request, wording, "again", {"form": form, "is_slow": True}, 429)
        email = form.cleaned_data["email"]
        if may_try(FRESH_FOR, email):
            ask_by_address(email)
    return redirect("partner_links:again-sent")


@private
@require_safe
def again_sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return said(request, wording_for(FIRST), "asked")
