"""How every page under /p/ is answered: in the partner's language, kept by no cache, found by no search engine."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache

from members.partners.letters.wording import Wording

View = TypeVar("View", bound=Callable[..., HttpResponse])


def private(view: View) -> View:
    """A view whose address is a key: it must not be found, kept, nor told to other sites."""

    @wraps(view)
    @never_cache
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        # The path goes to nobody; "no-referrer" would make forms arrive without their origin.
        response["Referrer-Policy"] = "strict-origin"
        return response

    return cast(View, inner)


def answer(
    request: HttpRequest, wording: Wording, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page of `partner_links/` in a partner's language."""
    with translation.override(wording.site_language):
        response = render(request, f"partner_links/{template}.html", {"wording": wording, **context}, status=status)
    response["Content-Language"] = wording.language
    return response


def said(request: HttpRequest, wording: Wording, key: str, status: int = 200, **words: Any) -> HttpResponse:
    """A page that only says something: `<key>.title` and `<key>.text`."""
    context = {"title": wording.say(f"{key}.title", **words), "text": wording.say(f"{key}.text", **words)}
    return answer(request, wording, "said", context, status)
