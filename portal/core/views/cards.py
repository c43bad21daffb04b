"""`/og/<page>-<digest>.png`: the picture that other services show for a page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal.core.cards.facts import card_of, digest_of, words_of
from portal.core.cards.keeping import obtain

ONE_YEAR = 365 * 24 * 60 * 60
FIVE_MINUTES = 5 * 60


@require_safe
def card(request: HttpRequest, pk: int, digest: str) -> HttpResponseBase:
    """The card of a published page as it is now; an old address leads to the new one.

    What is not public has no card, and nothing else than the present state of a page is ever drawn.
    """
    page = Page.objects.live().public().filter(pk=pk, depth__gt=1).specific().first()
    if page is None:
        raise Http404
    words = words_of(page)
    content = obtain(page.pk, words) if digest == digest_of(words) else None
    if content is None:
        response: HttpResponseBase = redirect(card_of(page).url)
        response["Cache-Control"] = f"public, max-age={FIVE_MINUTES}"
        return response
    headers = {"Cache-Control": f"public, max-age={ONE_YEAR}, immutable", "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="image/png", headers=headers)
