"""`/search/suggest/?q=`: what the box of the site search proposes while somebody types."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.core.suggesting.registry import suggestions

KEPT_SECONDS = 60
"""So long an answer may be kept: nobody waits for one twice while typing, and a new page is soon proposed."""


@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def suggest(request: HttpRequest) -> HttpResponse:
    """The rows of the list box for `q`, in the active language.

    Always 200; nothing for nothing. From memory, without a session: the answer is the same for everybody who asks.
    """
    found = suggestions(request.GET.get("q", ""), get_language() or settings.LANGUAGE_CODE)
    # Without the request: what every page shows around its content is not asked for.
    content = render_to_string("components/suggestions.html", {"options": found})
    return HttpResponse(content, headers={"X-Robots-Tag": "noindex"})
