"""`/api/v2/documents/`: documents that may be published."""

from django.db.models import QuerySet
from rest_framework.renderers import JSONRenderer
from wagtail.documents.api.v2.views import DocumentsAPIViewSet

from portal.core.media.models import PUBLISHABLE, PortalDocument


class DocumentsEndpoint(DocumentsAPIViewSet):
    renderer_classes = [JSONRenderer]
    body_fields = [*DocumentsAPIViewSet.body_fields, "title_en", "credit"]
    listing_default_fields = [*DocumentsAPIViewSet.listing_default_fields, "title_en"]

    def get_queryset(self) -> QuerySet[PortalDocument]:
        return super().get_queryset().filter(consent__in=PUBLISHABLE)
