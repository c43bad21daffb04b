from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casestudies.models.collection_routes import CollectionRoutes
from casestudies.models.compare_routes import CompareRoutes
from casestudies.models.result_routes import ResultRoutes
from portal.core.pages.base import BasePage


class CaseStudyIndexPage(ResultRoutes, CompareRoutes, CollectionRoutes, BasePage):
    """The archive: text search and facets over all case studies of the page's language."""

    shows_care = False

    parent_page_types = ["home.HomePage"]
    subpage_types = ["casestudies.CaseStudyPage"]

    class Meta:
        verbose_name = _("case study archive")
        verbose_name_plural = pgettext_lazy("plural", "case study archives")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from casestudies.archive import archive_context  # the search reads the models of this package

        return {**super().get_context(request, *args, **kwargs), **archive_context(request, self)}
