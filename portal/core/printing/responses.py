"""The answer to a question for a PDF: the file, a page that asks for patience, or a page that says why not."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from . import availability
from .kinds import Printable
from .models import PrintedFile
from .services.keeping import forget
from .services.making import FAILURE_KEPT, Outcome, obtain

REFRESH = 4
"""Seconds after which the page that asks for patience looks again."""


def pdf_response(request: HttpRequest, printable: Printable) -> HttpResponseBase:
    """The PDF (200, or 304 when the browser has it), 202 while it is being made, 503 when it cannot be."""
    if not availability.is_available():
        return _not_now(request, printable, is_available=False)
    answer = obtain(printable)
    if answer.outcome == Outcome.FAILED:
        return _not_now(request, printable, is_available=True)
    if answer.printed is None:
        return _preparing(request, printable)
    return _file(request, printable, answer.printed)


def _file(request: HttpRequest, printable: Printable, printed: PrintedFile) -> HttpResponseBase:
    etag = quote_etag(printed.content)
    # A case may be taken off and a consent withdrawn at any time: the browser asks again, and is told in a few bytes.
    headers = {"ETag": etag, "Cache-Control": "no-cache", "X-Robots-Tag": "noindex"}
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    try:
        with printed.file.open() as file:
            content = file.read()
    except OSError:
        # Somebody has cleared the storage: it is made anew when the page looks again.
        forget(printable.kind, [printable.reference])
        return _preparing(request, printable)
    response = HttpResponse(content, content_type="application/pdf", headers=headers)
    response["Content-Disposition"] = f'inline; filename="{printable.filename}"'
    # Browsers show a PDF in a page of their own, whose styles our policy would forbid.
    response._csp_exempt = True  # type: ignore[attr-defined]
    return response


def _preparing(request: HttpRequest, printable: Printable) -> HttpResponse:
    response = render(request, "printing/preparing.html", {"printable": printable}, status=202)
    response["Refresh"] = str(REFRESH)
    response["Retry-After"] = str(REFRESH)
    response["Cache-Control"] = "no-store"
    return response


def _not_now(request: HttpRequest, printable: Printable, *, is_available: bool) -> HttpResponse:
    context = {"printable": printable, "is_available": is_available}
    response = render(request, "printing/not_now.html", context, status=503)
    response["Retry-After"] = str(int(FAILURE_KEPT.total_seconds()))
    response["Cache-Control"] = "no-store"
    return response
