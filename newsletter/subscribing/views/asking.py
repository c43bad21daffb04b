"""Asking for the newsletter: one answer for everybody, whatever the portal knows of the address."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from newsletter.subscribing.addresses import MOST, email_key
from newsletter.subscribing.consents import form_consent
from newsletter.subscribing.forms import SubscribeForm
from newsletter.subscribing.services.asking import ask
from newsletter.vocabulary import SubscriptionSource
from portal.core.client_address import client_address
from portal.core.form_stamps import MOST_SECONDS
from portal.core.throttling import may_pass

from .answers import page, see_other

HOUR = 60 * 60
MOST_TRIES, TRIES_SECONDS = 60, 10 * 60
"""So many forms of one network address are looked at: a whole ward's schools may share one."""
MOST_FROM, MOST_FOR = 40, 3
"""So many letters an hour are asked for from one network address, and for one mail address."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form. 422 for what is wrong, 429 for too many; else the same page for every address."""
    if request.method != "POST":
        return _form(request, SubscribeForm(initial={"language": get_language()}))
    form = SubscribeForm(request.POST)
    if form.is_trapped:
        return see_other("sent")
    if not may_pass("newsletter_tries", client_address(request), MOST_TRIES, TRIES_SECONDS):
        return _form(request, form, 429)
    if not form.is_valid():
        return _form(request, form, 422)
    email = form.cleaned_data["email"]
    # The same form, sent twice by two clicks, asks once.
    if may_pass("newsletter_form", form.cleaned_data["opened"], 1, MOST_SECONDS):
        if not _may_ask(request, email):
            form.open_anew()
            return _form(request, form, 429)
        with override(form.wanted.language):
            consent = form_consent()
        ask(email, form.wanted, source=SubscriptionSource.FORM, consent_note=consent)
    return see_other("sent")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The form with the address that was typed into the box on another page.

    That page may come from a cache, without a token against forged requests; so this one takes any POST and does
    nothing with it but to show the form. By GET the address would stand in logs and in the history of the browser.
    """
    if request.method != "POST":
        return see_other("subscribe")
    typed = request.POST.get("email", "")[:MOST]
    return _form(request, SubscribeForm(initial={"language": get_language(), "email": typed}))


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Look into your mailbox."""
    return page(request, "sent")


def _may_ask(request: HttpRequest, email: str) -> bool:
    return may_pass("newsletter_for", email_key(email), MOST_FOR, HOUR) and may_pass(
        "newsletter_from", client_address(request), MOST_FROM, HOUR
    )


def _form(request: HttpRequest, form: SubscribeForm, status: int = 200) -> HttpResponse:
    response = page(request, "subscribe", {"form": form, "is_slow": status == 429}, status)
    if status == 429:
        response["Retry-After"] = str(TRIES_SECONDS)
    return response
