"""Facts for search engines as schema.org describes them, in a script element that holds data and runs nothing."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .navigation import HOME_DEPTH, Link
from .site_settings import PortalSettings

_SIGNS = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def json_ld(facts: Mapping[str, Any]) -> SafeString:
    """The whole element with its JSON-LD. A policy on scripts does not concern it: browsers never run this type."""
    text = json.dumps({"@context": "https://schema.org", **facts}, ensure_ascii=False)
    data = text.translate(_SIGNS)
    return mark_safe(f'<script type="application/ld+json">{data}</script>')  # noqa: S308 - no sign of HTML is left


def breadcrumb_list(links: Sequence[Link], home: str, request: HttpRequest) -> dict[str, Any]:
    """The way from the home page to this one. `links` are those of `navigation.ancestors`, the page itself last."""
    steps = [(_("Home"), home), *((link.title, link.url) for link in links[:-1]), (links[-1].title, request.path)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": title, **_item(url, request)}
            for place, (title, url) in enumerate(steps, start=1)
        ],
    }


def _item(url: str, request: HttpRequest) -> dict[str, str]:
    return {"item": request.build_absolute_uri(url)} if url else {}


def page_facts(page: Any, settings: PortalSettings, image: str, request: HttpRequest) -> dict[str, Any] | None:
    """What is told of a Wagtail page: of the home page the organization and its site, of articles who wrote them when.

    A page class names the type it is in `schema_type` (`Article`, `NewsArticle`); None for all others. `image` is the
    absolute address of its card.
    """
    if page.depth == HOME_DEPTH:
        return {"@graph": [organization(settings, request), website(page, settings, request)]}
    kind = getattr(page, "schema_type", "")
    return _article(kind, page, settings, image, request) if kind else None


def organization(settings: PortalSettings, request: HttpRequest) -> dict[str, Any]:
    """Who runs the site and how to reach it, as far as the site settings say."""
    home = request.build_absolute_uri("/")
    names = {settings.site_name_ja, settings.site_name_en}
    facts: dict[str, Any] = {
        "@type": "Organization",
        "@id": f"{home}#organization",
        "name": settings.site_name,
        "alternateName": sorted(names - {settings.site_name}),
        "url": home,
        "logo": request.build_absolute_uri(static("img/favicon.svg")),
    }
    reach = {"telephone": settings.phone, "email": settings.email}
    if any(reach.values()):
        known = {key: value for key, value in reach.items() if value}
        languages = {"availableLanguage": ["ja", "en"]}
        facts["contactPoint"] = {"@type": "ContactPoint", "contactType": "customer service", **known, **languages}
    if settings.operator:
        facts["parentOrganization"] = {"@type": "Organization", "name": settings.operator}
    return facts


def website(page: Any, settings: PortalSettings, request: HttpRequest) -> dict[str, Any]:
    """The site in the language of its home page, and how it is searched."""
    home = request.build_absolute_uri(page.get_url(request) or "/")
    search = f"{request.build_absolute_uri(reverse('search'))}?q={{search_term_string}}"
    return {
        "@type": "WebSite",
        "@id": f"{home}#website",
        "name": settings.site_name,
        "url": home,
        "inLanguage": page.locale.language_code,
        "publisher": {"@id": f"{request.build_absolute_uri('/')}#organization"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }


def _article(kind: str, page: Any, settings: PortalSettings, image: str, request: HttpRequest) -> dict[str, Any]:
    home = request.build_absolute_uri("/")
    office = {"@type": "Organization", "@id": f"{home}#organization", "name": settings.site_name, "url": home}
    # A draft in the preview has no days yet.
    days = {
        "datePublished": getattr(page, "date", None) or page.first_published_at,
        "dateModified": page.last_published_at,
    }
    return {
        "@type": kind,
        "headline": page.title,
        "description": page.description,
        "image": image,
        "inLanguage": page.locale.language_code,
        "mainEntityOfPage": request.build_absolute_uri(page.get_url(request) or request.path),
        **{name: day.isoformat() for name, day in days.items() if day},
        "author": office,
        "publisher": office,
    }
