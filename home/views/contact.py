"""The contact page: the form, and what is shown after sending."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from home.forms import InquiryForm
from home.selectors import was_received
from home.services.inquiries import receive
from portal.core.client_address import client_address
from portal.core.throttling import may_pass
from portal.core.vocabulary import InquiryTopic

if TYPE_CHECKING:
    from home.models import ContactPage

HOUR = 60 * 60
MOST_TRIES, TRIES_SECONDS = 60, 10 * 60
"""So many forms of one address are looked at: a whole ward's schools may share one."""
MOST_FROM, MOST_FOR = 20, 3
"""So many inquiries an hour are taken from one network address, and from one sender."""


@never_cache
def contact(request: HttpRequest, page: "ContactPage") -> HttpResponse:
    """The form. 422 for what is wrong, 429 for too many; a form that came before is answered like the first."""
    if request.method != "POST":
        return _form(request, page, InquiryForm(initial={"topic": _asked_topic(request)}))
    form = InquiryForm(request.POST)
    if form.is_trapped:
        return _to_sent(request, page)
    if not may_pass("contact_tries", client_address(request), MOST_TRIES, TRIES_SECONDS):
        return _form(request, page, form, 429)
    if not form.is_valid():
        return _form(request, page, form, 422)
    if not was_received(form.fingerprint):
        if not _may_send(request, form):
            return _form(request, page, form, 429)
        receive(form.fingerprint, language=get_language() or "ja", **form.values)
    return _to_sent(request, page)


@never_cache
def sent(request: HttpRequest, page: "ContactPage") -> HttpResponse:
    """That the message has arrived, and what happens next; the same for everybody."""
    return _answer(request, page, "home/contact_sent.html", {})


def _asked_topic(request: HttpRequest) -> str:
    topic = request.GET.get("topic", "")
    return topic if topic in InquiryTopic.values else ""


def _may_send(request: HttpRequest, form: InquiryForm) -> bool:
    return may_pass("contact_for", form.values["email"], MOST_FOR, HOUR) and may_pass(
        "contact_from", client_address(request), MOST_FROM, HOUR
    )


def _to_sent(request: HttpRequest, page: "ContactPage") -> HttpResponse:
    return redirect((page.get_url(request) or "/") + page.reverse_subpage("sent"))


def _form(request: HttpRequest, page: "ContactPage", form: InquiryForm, status: int = 200) -> HttpResponse:
    response = _answer(request, page, page.get_template(request), {"form": form, "is_slow": status == 429})
    response.status_code = status
    if status == 429:
        response["Retry-After"] = str(TRIES_SECONDS)
    return response


def _answer(request: HttpRequest, page: "ContactPage", template: str, more: dict[str, Any]) -> HttpResponse:
    response: HttpResponse = page.render(request, template=template, context_overrides=more)
    return response
