"""The mail of an issue in the preview of the desk: on a light screen, on a dark one, and as plain text."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from newsletter.mail.issues import issue_mail
from portal.core.printing.frame import public_address

if TYPE_CHECKING:
    from newsletter.models import IssuePage

_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_DARK = "@media (prefers-color-scheme: dark)"


def on_light(page: "IssuePage", request: HttpRequest) -> HttpResponse:
    """The HTML as a light screen shows it, whatever screen the editor has."""
    return _html(page, "@media not all")


def on_dark(page: "IssuePage", request: HttpRequest) -> HttpResponse:
    """The HTML as a dark screen shows it."""
    return _html(page, "@media all")


def as_text(page: "IssuePage", request: HttpRequest) -> HttpResponse:
    """The plain text."""
    return HttpResponse(issue_mail(page).text, content_type="text/plain; charset=utf-8")


def _html(page: "IssuePage", media: str) -> HttpResponse:
    # Pictures come from the host that was asked: the desk may have another name than the public site.
    html = issue_mail(page).html.replace(_DARK, media).replace(f'src="{public_address("/")}', 'src="/')
    # The styles of a mail stand in its elements, which the policy of our own pages forbids.
    return HttpResponse(html, headers={"Content-Security-Policy": _POLICY})
