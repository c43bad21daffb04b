"""One strict content security policy for the site, another for the admin."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

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
