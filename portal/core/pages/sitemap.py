"""`/sitemap.xml`: every live page of every language, each naming its counterpart in the other.

Section and index pages are pages like all others. The site search is no page: its results are not for search engines.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from portal.core.navigation import HOME_DEPTH

Entry = dict[str, Any]


class PortalSitemap(Sitemap):
    """The public pages under every home page. The number of queries does not grow with the pages.

    Wagtail's own sitemap knows the site's root page only, which is the Japanese home page.
    """

    def location(self, obj: Page) -> str:
        """The address under the host that was asked, as in the pages themselves and in robots.txt."""
        return str(self.request.build_absolute_uri(obj.get_url(self.request)))

    def items(self) -> PageQuerySet:
        roots = Q(pk__in=[])
        for path in Site.get_site_root_paths():
            roots |= Q(url_path__startswith=path.root_path)
        return Page.objects.live().public().filter(roots).select_related("locale").order_by("path")

    def _urls(self, page: int, protocol: str, domain: str) -> list[Entry]:
        everything = list(self.items())
        pages = list(self.paginator.page(page).object_list)
        alternates, children = self._alternates(everything), _newest_children(everything)
        entries = []
        for item in pages:
            # A list changes when something is published on it.
            days = [day for day in (self.lastmod(item), children.get(item.path)) if day]
            names = alternates[item.translation_key]
            entries.append(
                {
                    "item": item,
                    "location": self.location(item),
                    "lastmod": max(days, default=None),
                    "alternates": [*names, {**names[0], "lang_code": "x-default"}] if len(names) > 1 else [],
                }
            )
        self.latest_lastmod = max((entry["lastmod"] for entry in entries if entry["lastmod"]), default=None)
        return entries

    def _alternates(self, pages: Iterable[Page]) -> dict[Any, list[dict[str, str]]]:
        """The addresses of each page by translation key, in the order of the site's languages."""
        order = [code for code, _name in settings.LANGUAGES]
        found: dict[Any, list[dict[str, str]]] = defaultdict(list)
        for item in sorted(pages, key=lambda page: order.index(page.locale.language_code)):
            names = {"location": self.location(item), "lang_code": item.locale.language_code}
            found[item.translation_key].append(names)
        return found


def _newest_children(pages: Iterable[Page]) -> dict[str, datetime.datetime]:
    """When the newest page directly below each was published, by the path of the page above; not of home pages."""
    newest: dict[str, datetime.datetime] = {}
    for page in pages:
        above = page.path[: -page.steplen]
        if page.depth > HOME_DEPTH + 1 and page.last_published_at:
            newest[above] = max(page.last_published_at, newest.get(above, page.last_published_at))
    return newest
