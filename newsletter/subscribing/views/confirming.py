"""The page behind the link of the confirmation. Opening it changes nothing: programs that scan mails open all links."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from newsletter.subscribing.selectors import subscriber_of_key
from newsletter.subscribing.services.confirming import confirm as confirm_key
from newsletter.subscribing.services.confirming import is_open
from newsletter.subscribing.services.rows import RECEIVING
from newsletter.subscribing.tokens import ExpiredLinkError, key_to_confirm, manage_token
from portal.core.private_pages import private

from .answers import gone, page, see_other


@private
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One button. 404 for a link that is none of ours, 410 for one that is over; after it the reader's own page."""
    try:
        key = key_to_confirm(token)
    except ExpiredLinkError:
        return gone(request, is_over=True)
    subscriber = subscriber_of_key(key)
    if key is None or subscriber is None:
        return gone(request)
    if subscriber.status != RECEIVING and not is_open(subscriber):
        return gone(request, is_over=True)
    if request.method != "POST":
        return page(request, "confirm", {"subscriber": subscriber, "receives": subscriber.status == RECEIVING})
    if confirm_key(key) is None:
        return gone(request, is_over=True)
    return see_other("welcome", manage_token(key))
