"""Where a visitor is and where the menu leads: the pages under the home page of the active language."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.models import Page, Site

HOME_DEPTH = 2
_CACHE_NAME = "_portal_sections"


@dataclass(frozen=True)
class Link:
    """A link of a menu. `current` is `page`, `true` (the page lies below it) or empty: the value of aria-current."""

    title: str
    url: str
    slug: str = ""
    in_menu: bool = False
    current: str = ""


def home_url(language: str | None = None) -> str:
    """The path of the home page in a language (the active one when None)."""
    with override(language or get_language() or "ja"):
        return reverse("wagtail_serve", args=[""])


def current_state(path: str, url: str) -> str:
    """How the page at `path` stands to the link `url`: the very page, below it, or neither."""
    if path == url:
        return "page"
    return "true" if url.endswith("/") and path.startswith(url) else ""


def sections(request: HttpRequest | None) -> list[Link]:
    """The live pages directly under the home page, in the order of the page tree, read once a request.

    One query, as the path of the home page comes from Wagtail's cache of site roots. Empty where the language has no
    home page yet.
    """
    language = get_language() or "ja"
    cached: dict[str, list[Link]] = getattr(request, _CACHE_NAME, {})
    if language not in cached:
        cached[language] = _read_sections(request, language)
        if request is not None:
            setattr(request, _CACHE_NAME, cached)
    return cached[language]


def _read_sections(request: HttpRequest | None, language: str) -> list[Link]:
    root = next((root for root in Site.get_site_root_paths() if root.language_code == language), None)
    if root is None:
        return []
    home = home_url(language)
    pages = (
        Page.objects.live()
        .filter(depth=HOME_DEPTH + 1, url_path__startswith=root.root_path, locale__language_code=language)
        .order_by("path")
        .values_list("title", "slug", "show_in_menus")
    )
    path = request.path if request is not None else ""
    links = [(title, f"{home}{slug}/", slug, in_menu) for title, slug, in_menu in pages]
    return [Link(title, url, slug, in_menu, current_state(path, url)) for title, url, slug, in_menu in links]


def menu(request: HttpRequest | None) -> list[Link]:
    """The pages of the main menu: the sections an editor put there."""
    return [link for link in sections(request) if link.in_menu]


def section(request: HttpRequest | None, slug: str) -> Link | None:
    """One page directly under the home page by its slug, None where the language has no such page."""
    return next((link for link in sections(request) if link.slug == slug), None)


def ancestors(page: Any, request: HttpRequest | None) -> list[Link]:
    """The way from the home page to a page, the page itself last and without an address; one query, or none.

    Empty for the home page.
    """
    if page.depth <= HOME_DEPTH:
        return []
    links = (
        [
            Link(parent.title, parent.get_url(request) or "")
            for parent in page.get_ancestors().filter(depth__gt=HOME_DEPTH)
        ]
        if page.depth > HOME_DEPTH + 1
        else []
    )
    return [*links, Link(page.title, "")]


def url_menu(request: HttpRequest | None, entries: list[tuple[str, str]]) -> list[Link]:
    """A menu of named addresses: (url name, title). The first is the start page: it is current on itself only."""
    path = request.path if request is not None else ""
    links = []
    for number, (name, title) in enumerate(entries):
        url = reverse(name)
        state = current_state(path, url)
        links.append(Link(title, url, name, True, "" if number == 0 and state != "page" else state))
    return links
