"""What every printed page is written with, on the screen and on paper."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from portal.core.site_settings import PortalSettings


def public_address(path: str) -> str:
    """The absolute address of a path under the portal's own public host, for paper: nobody can click on it."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def print_html(template: str, language: str, context: Callable[[], Mapping[str, Any]]) -> str:
    """A page for a PDF in that language: `is_pdf` leaves out what belongs to the screen, no request is needed.

    `context` is called in that language.
    """
    with translation.override(language):
        values = {"portal_settings": PortalSettings.load(), **context(), "is_pdf": True}
        return render_to_string(template, values)
