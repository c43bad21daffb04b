"""`/api/v2/documents/`: documents that may be published."""

from django.db.models import QuerySet
from wagtail.documents.api.v2.serializers import DocumentSerializer
from wagtail.documents.api.v2.views import DocumentsAPIViewSet

from portal.core.media.models import PUBLISHABLE, PortalDocument

from .endpoint import DetailUrl, EndpointMixin


class PortalDocumentSerializer(DocumentSerializer):
    detail_url = DetailUrl(read_only=True)


class DocumentsEndpoint(EndpointMixin, DocumentsAPIViewSet):
    base_serializer_class = PortalDocumentSerializer
    body_fields = [*DocumentsAPIViewSet.body_fields, "title_en", "credit"]
    listing_default_fields = [*DocumentsAPIViewSet.listing_default_fields, "title_en"]

    def get_queryset(self) -> QuerySet[PortalDocument]:
        return super().get_queryset().filter(consent__in=PUBLISHABLE)
