"""How every page under /p/ is answered: in the partner's language."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from members.partners.letters.wording import Wording


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
