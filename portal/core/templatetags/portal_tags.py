"""Tags and filters every template may load: dates, addresses, navigation, pictures, the page's title."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.template.context import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from portal.core import addresses, alternates, dates, navigation, pictures
from portal.core.absolute_links import with_absolute_links
from portal.core.printing.availability import is_available
from portal.core.printing.frame import public_address
from portal.core.structured import breadcrumb_list, json_ld
from portal.core.titles import described, titled

register = template.Library()

PUBLIC_VIEWS = {"search"}
"""The names of views that belong to the public site as its pages do."""


def request_of(context: Context) -> HttpRequest | None:
    """The request, also inside `{% include … only %}`, where the context processors' values are gone."""
    return context.get("request") or getattr(context, "request", None)


def page_of(context: Context) -> Any:
    """The Wagtail page that is shown, None for any other view."""
    page = context.get("page") or context.get("self")
    return page if hasattr(page, "get_translations") and hasattr(page, "depth") else None


def is_public(context: Context) -> bool:
    """Whether this is a page of the public site: of Wagtail, or its search. Nothing else is told to other services."""
    match = getattr(request_of(context), "resolver_match", None)
    view = match.view_name if match is not None else ""
    return not context.get("is_error") and (page_of(context) is not None or view in PUBLIC_VIEWS)


@register.filter
def page_numbers(paginator: Paginator[Any], number: int) -> list[int | None]:
    """The numbers a pager shows around the present one: the first, the last, the neighbours; None for a gap."""
    shown = paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [each if isinstance(each, int) else None for each in shown]


@register.filter
def at(items: Sequence[Any], index: int) -> Any:
    """The item at an index, an empty text beyond the end."""
    return items[index] if 0 <= index < len(items) else ""


@register.filter
def stage_kinds(total: int, done: int) -> list[str]:
    """The classes of a row of stage dots: `d` done, `n` now, empty to come."""
    return ["d" if place < done else "n" if place == done else "" for place in range(total)]


def _register_date_filters() -> None:
    """`value|long_date` and so on; an empty value gives an empty text, as everywhere in templates."""
    for function in (
        dates.long_date,
        dates.short_date,
        dates.day_month,
        dates.filed_date,
        dates.era_year,
        dates.fiscal_year,
        dates.short_fiscal_year,
    ):

        def apply(value: Any, write: Any = function) -> str:
            if isinstance(value, str) and value.isdecimal():
                value = int(value)
            return write(value) if isinstance(value, datetime.date | int) else ""

        register.filter(function.__name__, apply)


_register_date_filters()


@register.simple_tag(takes_context=True)
def query_string(context: Context, **changes: Any) -> str:
    """The present query string with changes: `{% query_string page=3 %}`, `theme__drop="food"`, `theme__add="food"`.

    A value of None or "" removes the parameter. Any change but that of `page` itself goes back to the first page.
    """
    request = request_of(context)
    put: dict[str, Any] = {} if "page" in changes else {"page": None}
    add, drop = [], []
    for key, value in changes.items():
        name, _separator, verb = key.partition("__")
        if verb == "add":
            add.append((name, value))
        elif verb == "drop":
            drop.append((name, value))
        else:
            put[key] = value
    return addresses.changed_query(request.GET if request else QueryDict(), put, add, drop)


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[navigation.Link]:
    """The links of the main menu: `{% main_menu as items %}`; each has title, url, slug and current."""
    return navigation.menu(request_of(context))


@register.simple_tag(takes_context=True)
def url_menu(context: Context, *entries: str) -> list[navigation.Link]:
    """A menu of named addresses: `{% url_menu "members:dashboard" home … as items %}`, the start page first."""
    return navigation.url_menu(request_of(context), list(zip(entries[::2], map(str, entries[1::2]), strict=True)))


@register.simple_tag(takes_context=True)
def section_link(context: Context, slug: str) -> navigation.Link | None:
    """The page directly under the home page with that slug, or None: `{% section_link "faq" as faq %}`."""
    return navigation.section(request_of(context), slug)


@register.simple_tag
def home_url(language: str | None = None) -> str:
    """The path of the home page in a language, the active one by default."""
    return navigation.home_url(language)


def _page_number(context: Context, request: HttpRequest) -> int:
    """Which page of a list is shown, where that is all the address asks for; 1 for anything else."""
    if list(request.GET) != ["page"]:
        return 1
    # By the type alone: to ask a lazy value, such as the token of a form, what it is would make it.
    values: Iterable[Any] = context.flatten().values()
    shown = (value for value in values if issubclass(type(value), ListPage))
    return max((page.number for page in shown), default=1)


@register.simple_tag(takes_context=True, name="alternates")
def alternates_tag(context: Context) -> list[alternates.Alternate]:
    """This page's addresses by language and `x-default`, empty when it exists in one language only.

    Empty, too, for later pages of a list: they hold other things in each language.
    """
    request = request_of(context)
    if request is None or _page_number(context, request) > 1:
        return []
    return alternates.alternates(request, page_of(context))


@register.simple_tag(takes_context=True)
def canonical_url(context: Context) -> str:
    """The absolute address of this page without its query string, but for the number of a later page of a list."""
    request = request_of(context)
    if request is None:
        return ""
    number = _page_number(context, request)
    return request.build_absolute_uri(f"{request.path}?page={number}" if number > 1 else request.path)


@register.simple_tag(takes_context=True)
def language_switch(context: Context) -> alternates.LanguageSwitch | None:
    """Where the language switch leads: url, name, language, same_page. An error page sets `is_error`."""
    request = request_of(context)
    if request is None:
        return None
    return alternates.language_switch(request, page_of(context), missing=bool(context.get("is_error")))


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context, *steps: Any) -> dict[str, Any]:
    """The way to this page. Without arguments that of the Wagtail page; else label, url, label, url … last label."""
    links = _trail(steps) if steps else _page_trail(context)
    request, home = request_of(context), navigation.home_url()
    facts = json_ld(breadcrumb_list(links, home, request)) if links and request and is_public(context) else ""
    return {"home_url": home, "links": links, "facts": facts}


@register.inclusion_tag("components/breadcrumbs.html")
def member_breadcrumbs(*steps: Any) -> dict[str, Any]:
    """The way to a page of the members' area, from the dashboard: label, url, label, url … last label."""
    return {"home_url": reverse("members:dashboard"), "links": _trail(steps)}


def _page_trail(context: Context) -> list[navigation.Link]:
    page = page_of(context)
    return navigation.ancestors(page, request_of(context)) if page is not None else []


def _trail(steps: tuple[Any, ...]) -> list[navigation.Link]:
    labels, urls = steps[::2], (*steps[1::2], "")
    return [navigation.Link(str(label), str(url)) for label, url in zip(labels, urls, strict=False)]


@register.simple_tag
def picture(
    image: Any,
    fallback: str = pictures.DEFAULT_DRAWING,
    spec: str = pictures.DEFAULT_SPEC,
    css: str = "",
    alt: str | None = None,
    lazy: bool = True,
    sizes: str = "",
) -> SafeString:
    """`{% picture page.cover "pic-lunch" css="case__pic" %}`: the image when it may be shown, else the drawing."""
    return pictures.picture(image, fallback or pictures.DEFAULT_DRAWING, spec, css, alt, lazy, sizes)


@register.simple_tag
def drawing(name: str, css: str = "", alt: str = "", lazy: bool = True) -> SafeString:
    """One of the portal's 4:3 drawings: `{% drawing "pic-sea" css="case__pic" %}`."""
    return pictures.drawing(name, css, alt, lazy)


@register.simple_tag
def phone_link(settings: Any) -> SafeString:
    """The telephone number of the site settings as a link, as plain text when it has no digits."""
    if not settings or not settings.phone:
        return SafeString("")
    if not settings.phone_href:
        return conditional_escape(settings.phone)
    return format_html('<a href="{}">{}</a>', settings.phone_href, settings.phone)


@register.inclusion_tag("components/page_care.html", takes_context=True)
def page_care(context: Context) -> dict[str, Any]:
    """The foot of a page of content: whom to ask, when it was updated and checked. Nothing on any other page."""
    page = page_of(context)
    shown = page is not None and getattr(page, "shows_care", False) and not context.get("is_error")
    return {"page": page if shown else None, "settings": context.get("portal_settings")}


@register.simple_tag
def pdf_is_offered() -> bool:
    """`{% pdf_is_offered as has_pdf %}`: whether this server can make PDFs."""
    return is_available()


register.tag("titled", titled)
register.tag("described", described)


@register.filter(is_safe=True)
def for_paper(html: str) -> str:
    """`{% filter for_paper %}…{% endfilter %}`: every link names the portal's public host."""
    return with_absolute_links(html, public_address(""), pictures=False)
