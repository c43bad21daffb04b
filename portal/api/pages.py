"""`/api/v2/pages/`: published pages with the fields of their type, filtered by locale, translation, type and text."""

from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.query import PageQuerySet

from portal.core.pages.base import BasePage


class PagesEndpoint(PagesAPIViewSet):
    renderer_classes = [JSONRenderer]

    def get_queryset(self) -> PageQuerySet:
        # What each row shows is fetched with the rows: no query grows with them.
        pages = super().get_queryset().select_related("locale")
        return pages.prefetch_related("cover__renditions") if issubclass(pages.model, BasePage) else pages
