"""The card of a school: its preview and links for the school, the card itself for whoever has a link."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from members.schools.access import SchoolRequest, member_required, page_context, writer_required
from members.schools.forms.cards import CardLinkForm
from members.schools.models import School
from members.schools.printing.card import TEMPLATE, card_context, card_printable
from members.schools.registration_models import CardLink
from members.schools.services.cards import card_token, give_out_card, link_of_token, revoke_card
from portal.core.printing.frame import public_address
from portal.core.printing.responses import pdf_response

PARTNERS_LANGUAGE = "en"


@member_required
def card(request: SchoolRequest) -> HttpResponse:
    """The card as a partner sees it, and the links given out; people who may write give out another one."""
    form = CardLinkForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        if not request.membership.may_write:
            return render(request, "members/read_only.html", status=403)
        if form.is_valid() and _is_given_out(request, form):
            return redirect("members:school-card")
    links = [
        (link, public_address(reverse("school_card:card", args=[card_token(link)])) if link.is_open else "")
        for link in CardLink.objects.filter(school=request.school).select_related("created_by").order_by("-pk")
    ]
    context = page_context(request, form=form, links=links, **card_context(School.objects.get(pk=request.school.pk)))
    return render(request, "members/registration/card.html", context, status=422 if form.is_bound else 200)


def _is_given_out(request: SchoolRequest, form: CardLinkForm) -> bool:
    data = form.cleaned_data
    try:
        give_out_card(request.school, data["given_to"], days=data["days"], actor=request.user)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    messages.success(request, _("The link is ready. Copy it from the list below."))
    return True


@member_required
def card_pdf(request: SchoolRequest) -> HttpResponse:
    """The card as a PDF."""
    return cast(HttpResponse, pdf_response(request, card_printable(request.school, reverse("members:school-card"))))


@writer_required
@require_POST
def revoke(request: SchoolRequest, pk: int) -> HttpResponse:
    """Take a link back."""
    link = get_object_or_404(CardLink, pk=pk, school=request.school)
    revoke_card(link, actor=request.user)
    messages.success(request, _("The link is taken back. It opens nothing any more."))
    return redirect("members:school-card")


@never_cache
@require_safe
def shared_card(request: HttpRequest, token: str) -> HttpResponse:
    """The card for whoever has an open link; 410 with a friendly page once it is not open any more."""
    with translation.override(PARTNERS_LANGUAGE):
        link = link_of_token(token)
        if link is None or not link.is_open:
            return _private(_not_open(request, link))
        context = {**card_context(link.school), "link": link, "pdf_url": reverse("school_card:pdf", args=[token])}
        return _private(render(request, TEMPLATE, {**context, "canonical": public_address(request.path)}))


@require_safe
def shared_card_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The same as a PDF."""
    with translation.override(PARTNERS_LANGUAGE):
        link = link_of_token(token)
        if link is None or not link.is_open:
            return _private(_not_open(request, link))
        page_url = reverse("school_card:card", args=[token])
        return _private(pdf_response(request, card_printable(link.school, page_url)))


def _not_open(request: HttpRequest, link: CardLink | None) -> HttpResponse:
    """A friendly page: 410 for a link that was, 404 for one that never was."""
    status = 404 if link is None else 410
    return render(request, "members/registration/card_gone.html", {"is_unknown": link is None}, status=status)


def _private(response: HttpResponseBase) -> HttpResponse:
    """The address is the key: it must not be found by search engines, nor told to other sites."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return cast(HttpResponse, response)
