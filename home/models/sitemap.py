from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.pages.base import BasePage


class SiteMapPage(BasePage):
    """All pages of a language as a tree, except those that a list of their own finds: news, cases, issues, events."""

    shows_care = False
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("site map")
        verbose_name_plural = pgettext_lazy("plural", "site maps")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.site_map import branches  # reads the models of this package

        return {**super().get_context(request, *args, **kwargs), "branches": branches(self, request)}
