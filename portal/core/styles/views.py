"""The pages of the style page, in the frame and under the policy of the public site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import pgettext
from django.views.decorators.clickjacking import xframe_options_sameorigin

from .drawings import drawings as all_drawings
from .registry import chapters
from .rendering import sample_html, shown
from .sheets import states_sheet
from .tokens import GROUNDS, colours, ratios, tokens

# The public policy in place of the desk's; windows of samples are its only addition.
_PUBLIC: dict[str, Any] = dict(settings.CONTENT_SECURITY_POLICY)
POLICY = {**_PUBLIC["DIRECTIVES"], "frame-src": ["'self'"], "frame-ancestors": ["'self'"]}
SIZES = ("hero", "num", "h1", "h2", "h3", "h4", "l", "m", "s")
SPACES = tuple(f"s{step}" for step in range(1, 10))
View = Callable[..., HttpResponseBase]


def _public(view: View) -> View:
    """A view in the language of `?language=` (else the desk's), with the headers of a public page."""

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        asked = request.GET.get("language", "")
        language = asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            return view(request, **kwargs)

    answered: View = csp_replace(POLICY)(xframe_options_sameorigin(wrapped))
    return answered


def _contents(request: HttpRequest) -> dict[str, Any]:
    """What every page of it needs: the table of contents and the way to the other language."""
    language = translation.get_language()
    pages = [
        (reverse("style-page"), pgettext("style page", "Colours, type and space")),
        (reverse("style-drawings"), pgettext("style page", "Drawings")),
        *((reverse("style-chapter", args=[chapter.slug]), chapter.title) for chapter in chapters()),
    ]
    items = [
        {"url": f"{url}?language={language}", "title": title, "current": "page" if url == request.path else ""}
        for url, title in pages
    ]
    return {"items": items, "other": "en" if language == "ja" else "ja"}


@_public
def overview(request: HttpRequest) -> HttpResponse:
    """`/cms/styles/`: principles and tokens."""
    found, values = colours(), tokens()
    context = {
        "colours": [(name, value) for name, value in found.items()],
        "grounds": GROUNDS,
        "ratios": ratios(found),
        "values": found,
        "sizes": [(name, values[f"t-{name}"]) for name in SIZES],
        "spaces": [(name, values[name], float(values[name].removesuffix("rem")) * 16) for name in SPACES],
    }
    return render(request, "styles/overview.html", context | _contents(request))


@_public
def drawings(request: HttpRequest) -> HttpResponse:
    """`/cms/styles/drawings/`: every drawing with the rules of the one style."""
    return render(request, "styles/drawings.html", {"drawings": all_drawings()} | _contents(request))


@_public
def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """`/cms/styles/<chapter>/`: its components, each in each of its states."""
    found = next((one for one in chapters() if one.slug == slug), None)
    if found is None:
        raise Http404
    language = translation.get_language()
    sections = [(one, list(shown(one, request, language))) for one in found.components]
    return render(request, "styles/chapter.html", {"chapter": found, "sections": sections} | _contents(request))


@_public
def window(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """`/cms/styles/window/<component>/<sample>/`: a sample alone on a page, for what belongs once to a page."""
    framed = [one for part in chapters() for one in part.components if one.framed and one.name == name]
    if not framed or number >= len(framed[0].samples):
        raise Http404
    sample = framed[0].samples[number]
    context = {"component": framed[0], "sample": sample_html(framed[0], sample, request), "state": sample.state}
    return render(request, "styles/window.html", context)


def states(request: HttpRequest) -> HttpResponse:
    """`/cms/styles/states.css`: the public rules for pointer and keyboard, as classes."""
    return HttpResponse(states_sheet(), content_type="text/css; charset=utf-8")
