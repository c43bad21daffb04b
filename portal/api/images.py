"""`/api/v2/images/`: images that may be shown, as renditions; originals stay private."""

from wagtail.api import APIField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.images.api.v2.serializers import ImageSerializer
from wagtail.images.api.v2.views import ImagesAPIViewSet

from portal.core.media.models import PortalImageQuerySet

from .endpoint import DetailUrl, EndpointMixin


def _without_original(fields: list[str]) -> list[str]:
    return [name for name in fields if name != "download_url"]


class PortalImageSerializer(ImageSerializer):
    detail_url = DetailUrl(read_only=True)


class ImagesEndpoint(EndpointMixin, ImagesAPIViewSet):
    base_serializer_class = PortalImageSerializer
    body_fields = [
        *ImagesAPIViewSet.body_fields,
        "alt_ja",
        "alt_en",
        "credit_ja",
        "credit_en",
        APIField("preview", serializer=ImageRenditionField("max-1200x1200|format-webp", source="*")),
    ]
    meta_fields = _without_original(ImagesAPIViewSet.meta_fields)
    listing_default_fields = [*_without_original(ImagesAPIViewSet.listing_default_fields), "alt_ja", "alt_en"]
    nested_default_fields = _without_original(ImagesAPIViewSet.nested_default_fields)
    detail_only_fields = ["preview"]

    def get_queryset(self) -> PortalImageQuerySet:
        return super().get_queryset().publishable()
