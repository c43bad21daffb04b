"""An approval that was refused because of the content is answered with the reasons."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from .gate import UnfitToPublishError


class ContentRefused:
    """Wagtail's views of workflows know no refusal; the approval itself was taken back with its transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, UnfitToPublishError):
            return None
        from .desk.telling import refused  # loads Wagtail's admin, which no visitor needs

        return refused(request, exception)
