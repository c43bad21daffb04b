"""The same page in the other language: what `hreflang` names and where the language switch leads."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page

from .navigation import home_url

_CACHE_NAME = "_portal_translations"


@dataclass(frozen=True)
class Alternate:
    """An absolute address of this page and its language (`x-default` for the fallback)."""

    language: str
    url: str


@dataclass(frozen=True)
class LanguageSwitch:
    """The link to the other language. `same_page` is False when it can only lead to that language's home page."""

    language: str
    name: str
    url: str
    same_page: bool


def translated_paths(request: HttpRequest, page: Any = None) -> dict[str, str]:
    """The path of this page by language, the present language included.

    For a Wagtail page these are its live translations (one query, kept for the request); for a view inside
    `i18n_patterns` the same view under the other prefix. Where a page is not translated, and where there is no page
    at all (an error), only the present language is in the answer.
    """
    cached: dict[str, str] | None = getattr(request, _CACHE_NAME, None)
    if cached is None:
        cached = _paths_of_page(request, page) if page is not None else _paths_of_view(request)
        setattr(request, _CACHE_NAME, cached)
    return cached


def _paths_of_page(request: HttpRequest, page: Any) -> dict[str, str]:
    here = request.path
    own = page.get_url(request) or here
    # What a routable page serves below its own address exists below the address of its translation, too.
    rest = here.removeprefix(own) if here.startswith(own) else ""
    paths = {page.locale.language_code: own + rest}
    # Plain pages: the stories of the specific type are long and not needed.
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    for other in others.live().select_related("locale"):
        if url := other.get_url(request):
            paths[other.locale.language_code] = url + rest
    return paths


def _paths_of_view(request: HttpRequest) -> dict[str, str]:
    here = get_language() or settings.LANGUAGE_CODE
    match = request.resolver_match
    if match is None or match.view_name == "wagtail_serve":
        return {here: request.path}
    paths = {code: translate_url(request.path, code) for code, _name in settings.LANGUAGES}
    # An address outside i18n_patterns is the same in every language: it has no alternate.
    return paths if len(set(paths.values())) == len(paths) else {here: request.path}


def alternates(request: HttpRequest, page: Any = None) -> list[Alternate]:
    """What to name with `rel="alternate"`: each language and `x-default`; empty when the page exists in one only."""
    paths = translated_paths(request, page)
    if len(paths) < 2:
        return []
    found = [
        Alternate(code, request.build_absolute_uri(paths[code])) for code, _ in settings.LANGUAGES if code in paths
    ]
    default = paths.get(settings.LANGUAGE_CODE, next(iter(paths.values())))
    return [*found, Alternate("x-default", request.build_absolute_uri(default))]


def language_switch(request: HttpRequest, page: Any = None, missing: bool = False) -> LanguageSwitch:
    """The other language, on the same page where it exists, else on the other home page.

    `missing` says that the present page is an error page, which has no counterpart. The query string is kept: filters
    are codes and mean the same in both languages.
    """
    language = "en" if (get_language() or settings.LANGUAGE_CODE).startswith("ja") else "ja"
    name = {"ja": "日本語", "en": "English"}[language]
    path = None if missing else translated_paths(request, page).get(language)
    if path is None:
        return LanguageSwitch(language, name, home_url(language), same_page=False)
    query = request.META.get("QUERY_STRING", "") if request.method == "GET" else ""
    return LanguageSwitch(language, name, f"{path}?{query}" if query else path, same_page=True)
