"""`/api/v2/pages/`: published pages with the fields of their type, filtered by locale, translation, type and text."""

from wagtail.api.v2.serializers import PageSerializer
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.query import PageQuerySet

from portal.core.pages.base import BasePage

from .endpoint import DetailUrl, EndpointMixin, PageUrl


class PortalPageSerializer(PageSerializer):
    detail_url = DetailUrl(read_only=True)
    html_url = PageUrl(read_only=True)


class PagesEndpoint(EndpointMixin, PagesAPIViewSet):
    base_serializer_class = PortalPageSerializer

    def get_queryset(self) -> PageQuerySet:
        # What each row shows is fetched with the rows: no query grows with them.
        pages = super().get_queryset().select_related("locale")
        return pages.prefetch_related("cover__renditions") if issubclass(pages.model, BasePage) else pages
