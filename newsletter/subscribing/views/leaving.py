"""Unsubscribing by a link: for people a page with one button, for mail programs one POST (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from newsletter.subscribing.selectors import subscriber_of_key
from newsletter.subscribing.services.leaving import Way, leave
from newsletter.subscribing.tokens import key_to_leave, manage_token
from newsletter.vocabulary import SubscriberStatus
from portal.core.private_pages import private

from .answers import gone, page, see_other

ONE_CLICK = ("List-Unsubscribe", "One-Click")


@csrf_exempt
@private
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, POST does it; the link itself is the proof, so that neither login nor cookies are needed.

    A mail program gets 200 and a line of text for every link of ours, also for somebody who has left or was forgotten.
    """
    asked = key_to_leave(token)
    if asked is None:
        return gone(request)
    name, value = ONE_CLICK
    if request.method == "POST" and request.POST.get(name) == value:
        leave(asked.key, Way.ONE_CLICK, asked.mailing_pk)
        return HttpResponse("unsubscribed\n", content_type="text/plain; charset=utf-8")
    subscriber = subscriber_of_key(asked.key)
    if subscriber is None:
        return gone(request)
    if request.method != "POST":
        is_out = subscriber.status == SubscriberStatus.UNSUBSCRIBED
        context = {"subscriber": subscriber, "is_out": is_out, "manage_token": manage_token(asked.key)}
        return page(request, "unsubscribe", context)
    leave(asked.key, Way.LINK, asked.mailing_pk)
    return see_other("unsubscribe", token)
