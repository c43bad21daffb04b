from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .site_settings import PortalSettings


def portal(request: HttpRequest) -> dict[str, Any]:
    """`portal_settings`: who runs the site, read once per request and only when a template asks."""
    return {"portal_settings": SimpleLazyObject(lambda: PortalSettings.load(request_or_site=request))}
