"""The reader's own page: language, interests, leaving, what is stored, and being forgotten."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsletter.models import Subscriber
from newsletter.subscribing.addresses import email_key
from newsletter.subscribing.forms import PreferencesForm, preferences_form
from newsletter.subscribing.selectors import subscriber_of_key
from newsletter.subscribing.services import forgetting
from newsletter.subscribing.services.asking import ask_again
from newsletter.subscribing.services.changing import change
from newsletter.subscribing.services.leaving import Way, leave
from newsletter.subscribing.stored import stored_about
from newsletter.subscribing.tokens import key_to_manage
from newsletter.vocabulary import SubscriberStatus
from portal.core.private_pages import private
from portal.core.throttling import may_pass

from .answers import gone, page, see_other
from .asking import HOUR, MOST_FOR


@private
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """The form with what is kept; POST saves it."""
    subscriber = _of(token)
    if subscriber is None:
        return gone(request)
    form = preferences_form(subscriber, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _manage(request, token, subscriber, form, 422 if form.is_bound else 200)
    change(subscriber.key, form.wanted, source="manage")
    messages.success(request, _("Your choice is saved."))
    return see_other("manage", token)


@private
@require_safe
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """What the button of the confirmation leads to."""
    subscriber = _of(token)
    if subscriber is None:
        return gone(request)
    return page(request, "welcome", {"subscriber": subscriber, "token": token})


@private
@require_POST
def leave_now(request: HttpRequest, token: str) -> HttpResponse:
    """Unsubscribe from the own page."""
    subscriber = _of(token)
    if subscriber is None:
        return gone(request)
    leave(subscriber.key, Way.MANAGE)
    return see_other("manage", token)


@private
@require_POST
def again(request: HttpRequest, token: str) -> HttpResponse:
    """Come back: by a fresh letter, since old mails with this link may have been passed on."""
    subscriber = _of(token)
    if subscriber is None:
        return gone(request)
    if not may_pass("newsletter_for", email_key(subscriber.email), MOST_FOR, HOUR):
        return _manage(request, token, subscriber, preferences_form(subscriber), 429)
    ask_again(subscriber)
    return see_other("sent")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest, token: str) -> HttpResponse:
    """Asks once more, then deletes everything about the person."""
    subscriber = _of(token)
    if subscriber is None:
        return gone(request)
    if request.method != "POST":
        return page(request, "forget", {"subscriber": subscriber, "token": token})
    forgetting.forget(subscriber, source="manage")
    return see_other("forgotten")


@require_safe
def forgotten(request: HttpRequest) -> HttpResponse:
    """That nothing is left; it names nobody."""
    return page(request, "forgotten")


@private
@require_safe
def data(request: HttpRequest, token: str) -> HttpResponse:
    """What is stored about the reader, as a JSON file."""
    subscriber = _of(token)
    if subscriber is None:
        return gone(request)
    text = json.dumps(stored_about(subscriber), ensure_ascii=False, indent=2)
    response = HttpResponse(text + "\n", content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="newsletter-subscription.json"'
    return response


def _of(token: str) -> Subscriber | None:
    return subscriber_of_key(key_to_manage(token))


def _manage(
    request: HttpRequest, token: str, subscriber: Subscriber, form: PreferencesForm, status: int
) -> HttpResponse:
    context = {
        "subscriber": subscriber,
        "token": token,
        "form": form,
        "receives": subscriber.status == SubscriberStatus.CONFIRMED,
        "is_slow": status == 429,
    }
    return page(request, "manage", context, status)
