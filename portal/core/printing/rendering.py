"""From HTML to PDF. The only place that knows WeasyPrint; it is imported when the first PDF is made."""

import hashlib
import importlib.metadata
import re
import threading
import warnings
from typing import TYPE_CHECKING, Any

from . import availability
from .resources import BASE, MissingError, resource

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

_VARIANT = "pdf/ua-1"
_DPI = 220
_JPEG_QUALITY = 82
_STYLE_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
# One at a time in a process: a document of many pages holds much memory while it is laid out.
_ONE_AT_A_TIME = threading.Lock()


class PrintingError(Exception):
    """No PDF could be made; the cause says why."""


def content_hash(html: str) -> str:
    """What decides how a PDF looks, as 64 hexadecimal digits: the page, its style sheets, and who sets it."""
    digest = hashlib.sha256(html.encode())
    for address in _STYLE_SHEET.findall(html):
        digest.update(resource(f"{BASE.rstrip('/')}{address}").content)
    digest.update(f"{_VARIANT} {_DPI} {_JPEG_QUALITY} {_version()}".encode())
    return digest.hexdigest()


def render_pdf(html: str) -> bytes:
    """A tagged PDF of a page: language and title are those of its HTML, dates those of its `dcterms` entries.

    The same page gives the same bytes. Raises `PrintingError`, whatever goes wrong.
    """
    missing = availability.lack()
    if missing is not None:
        raise PrintingError(missing.message)
    try:
        with _ONE_AT_A_TIME:
            return _render(html)
    except PrintingError:
        raise
    except Exception as error:  # whatever a layout engine stumbles over, the caller has one thing to catch
        raise PrintingError(f"{type(error).__name__}: {error}") from error


def _render(html: str) -> bytes:
    with warnings.catch_warnings():
        # An old HarfBuzz only makes the work slower.
        warnings.simplefilter("ignore", DeprecationWarning)
        import weasyprint
    from weasyprint.urls import FatalURLFetchingError

    try:
        document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=Fetcher(), media_type="print")
        pdf: bytes = document.write_pdf(
            pdf_variant=_VARIANT,
            pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
            optimize_images=True,
            dpi=_DPI,
            jpeg_quality=_JPEG_QUALITY,
        )
    except FatalURLFetchingError as error:
        raise PrintingError(str(error)) from error
    return pdf


class Fetcher:
    """Hands WeasyPrint what a printed page may hold (`portal.core.printing.resources`) and nothing else.

    A picture that may not be read leaves its text alternative; without a style sheet of ours no PDF is made.
    """

    _fail_on_errors = False

    def __call__(self, url: str) -> "URLFetcherResponse":
        from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

        try:
            found = resource(url)
        except MissingError as error:
            raise FatalURLFetchingError(str(error)) from error
        headers: dict[str, Any] = {"Content-Type": found.media_type}
        return URLFetcherResponse(url, found.content, headers)


def _version() -> str:
    try:
        return importlib.metadata.version("weasyprint")
    except importlib.metadata.PackageNotFoundError:
        return ""
