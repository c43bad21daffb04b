"""One strict content security policy for the site, another for the admin; answers in place of errors nobody made."""

import logging
import traceback
from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from portal.core.search.unavailable import SearchUnavailable
from portal.core.views.errors import saved_meanwhile, search_unavailable

logger = logging.getLogger("portal.saving")
_PREVIEW = {"frame-ancestors": ["'self'"]}


class ContentSecurityPolicy(CSPMiddleware):
    """django-csp's header, with Wagtail's own needs allowed under /cms/ only."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith("/cms/"):
            parts.replace = {**settings.ADMIN_CONTENT_SECURITY_POLICY, **(parts.replace or {})}
        elif not report_only and getattr(request, "is_preview", False):
            # Wagtail renders a preview as a request of its own, under the page's address; the editor frames it.
            parts.replace = {**_PREVIEW, **(parts.replace or {})}
        return parts


class SearchDowntime:
    """Where a search server is missed, the visitor is told so with 503 instead of an error of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return search_unavailable(request) if isinstance(exception, SearchUnavailable) else None


class SavedMeanwhile:
    """Where two people save in the admin what only one can, the second is told so with 409 instead of an error of ours.

    Forms are checked before pages are saved, and Wagtail checks the page once more while saving it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        in_admin = request.method == "POST" and request.path_info.startswith("/cms/")
        if not in_admin or not isinstance(exception, ValidationError):
            return None
        # A fault of ours may look like this as well. The log tells where it came from, and not what was typed.
        place = traceback.extract_tb(exception.__traceback__)[-1]
        words = "what was sent to %s was refused while being saved (%s:%s)"
        logger.warning(words, request.path_info, place.filename, place.lineno)
        return saved_meanwhile(request, exception)
