"""`/sitemap.xml`: every live page of every language, each naming its counterpart in the other."""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

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
        pages = list(self.paginator.page(page).object_list)
        alternates = self._alternates()
        self.latest_lastmod = max((self.lastmod(item) for item in pages if self.lastmod(item)), default=None)
        entries = []
        for item in pages:
            names = alternates[item.translation_key]
            entries.append(
                {
                    "item": item,
                    "location": self.location(item),
                    "lastmod": self.lastmod(item),
                    "alternates": names if len(names) > 1 else [],
                }
            )
        return entries

    def _alternates(self) -> dict[Any, list[dict[str, str]]]:
        """The addresses of each page by translation key, in the order of the site's languages."""
        order = [code for code, _name in settings.LANGUAGES]
        found: dict[Any, list[dict[str, str]]] = defaultdict(list)
        for item in sorted(self.items(), key=lambda page: order.index(page.locale.language_code)):
            names = {"location": self.location(item), "lang_code": item.locale.language_code}
            found[item.translation_key].append(names)
        return found
