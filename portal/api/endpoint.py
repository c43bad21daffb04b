"""What all endpoints of Wagtail's kind share: answers in JSON, addresses under the host asked, 400 for bad input."""

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.serializers import DetailUrlField, PageHtmlUrlField
from wagtail.api.v2.utils import BadRequestError

# No database counts further.
MAX_OFFSET = 10**9


class DetailUrl(DetailUrlField):
    """`meta.detail_url` under the host that was asked, as in the pages; Wagtail takes the host of the site's record."""

    def get_attribute(self, instance: Any) -> str:
        address = self.context["router"].get_object_detail_urlpath(type(instance), instance.pk)
        if not address:
            return str(super().get_attribute(instance))
        return str(self.context["request"].build_absolute_uri(address))


class PageUrl(PageHtmlUrlField):
    """`meta.html_url` under the host that was asked; None for a page outside the site."""

    def to_representation(self, page: Any) -> str | None:
        request = self.context["request"]
        address = page.get_url(request)
        return request.build_absolute_uri(address) if address else None


class EndpointMixin:
    """Goes before Wagtail's viewset."""

    renderer_classes = [JSONRenderer]

    def listing_view(self, request: Request) -> Response:
        offset = request.GET.get("offset", "")
        if len(offset) > len(str(MAX_OFFSET)):
            raise BadRequestError(f"offset cannot be higher than {MAX_OFFSET}")
        return super().listing_view(request)  # type: ignore[misc]

    def handle_exception(self, exc: Exception) -> Response:
        """A value that a field refuses (a date that is none) is the asker's fault, too."""
        if isinstance(exc, ValidationError):
            exc = BadRequestError("field filter error. " + " ".join(exc.messages))
        return super().handle_exception(exc)  # type: ignore[misc]
