"""One question with its answer, and whether it helped: asked once of each browser."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache

from home.models import FaqEntry
from home.related_questions import related_questions
from home.services.opinions import count_opinion
from portal.core.client_address import client_address
from portal.core.throttling import may_pass

if TYPE_CHECKING:
    from home.models import FaqPage

COOKIE = "answers_told"
COOKIE_SECONDS = 365 * 24 * 60 * 60
MOST_KEPT = 200
"""So many questions a browser remembers."""
ANSWERS = {"yes": True, "no": False}
MOST_FROM, HOUR = 60, 60 * 60
"""So many opinions an hour are counted from one network address."""


@never_cache
def helpful(request: HttpRequest, page: "FaqPage", pk: int) -> HttpResponse:
    """The question, or thanks to a browser that has answered. 422 for no answer, 429 for too many."""
    entry = get_object_or_404(FaqEntry.objects.filter(locale=page.locale, live=True), pk=pk)
    told = _told(request)
    status = 200
    if request.method == "POST" and pk not in told:
        answer = ANSWERS.get(request.POST.get("helpful", ""))
        if answer is None:
            status = 422
        elif not may_pass("faq_opinion", client_address(request), MOST_FROM, HOUR):
            status = 429
        else:
            count_opinion(entry, is_helpful=answer)
            return _remember(redirect(request.path), [*told, pk], page.url)
    context = {"entry": entry, "is_told": pk in told, "status": status, "related": related_questions(entry)}
    response: HttpResponse = page.render(request, template="home/faq_helpful.html", context_overrides=context)
    response.status_code = status
    return response


def _told(request: HttpRequest) -> list[int]:
    """The questions this browser has answered; nonsense counts as none."""
    return [int(part) for part in request.COOKIES.get(COOKIE, "").split(".") if part.isdecimal() and len(part) < 10]


def _remember(response: HttpResponse, told: list[int], path: str) -> HttpResponse:
    text = ".".join(str(pk) for pk in told[-MOST_KEPT:])
    response.set_cookie(COOKIE, text, max_age=COOKIE_SECONDS, path=path, httponly=True, samesite="Lax")
    return response
