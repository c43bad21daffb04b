"""Atom feeds of pages: one shape for all rooms, addresses under the host that was asked."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from .absolute_links import with_absolute_links
from .site_settings import PortalSettings

KIND = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True)
class FeedEntry:
    """One entry: a page, what is said of it, when it was published, its categories, and more of it as HTML.

    Links in `html` may be paths: they get the host of the feed.
    """

    page: Any
    title: str
    text: str
    published: datetime.datetime
    categories: tuple[str, ...] = ()
    html: str = ""


class AtomWithContent(Atom1Feed):
    """Atom with a summary and, where there is one, the content as HTML."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["html"]:
            handler.addQuickElement("content", item["html"], {"type": "html"})


def atom(request: HttpRequest, page: Any, entries: Iterable[FeedEntry]) -> HttpResponse:
    """The feed of a list page, in the page's language."""
    settings = PortalSettings.load(request_or_site=request)
    feed = AtomWithContent(
        title=_("%(page)s | %(site)s") % {"page": page.title, "site": settings.site_name},
        link=request.build_absolute_uri(page.get_url(request)),
        description=page.summary,
        language=page.locale.language_code,
        feed_url=request.build_absolute_uri(request.path),
        author_name=settings.office,
    )
    for entry in entries:
        address = request.build_absolute_uri(entry.page.get_url(request))
        feed.add_item(
            title=entry.title,
            link=address,
            description=entry.text,
            unique_id=address,
            pubdate=entry.published,
            updateddate=entry.page.last_published_at or entry.published,
            categories=entry.categories,
            html=with_absolute_links(entry.html, request.build_absolute_uri("/")),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=KIND)
