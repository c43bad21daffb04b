"""PDFs in tests: whether this machine can make them, and what stands in one."""

import io
import os
import shutil

import pytest
from pypdf import PdfReader

from portal.core.printing.availability import is_available
from portal.core.printing.rendering import BASE, Fetcher

needs_pdf = pytest.mark.skipif(
    not is_available() and not os.environ.get("REQUIRE_PDF"),
    reason="this machine cannot make PDFs: manage.py check says what is missing",
)
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None and not os.environ.get("REQUIRE_PDF"), reason="poppler-utils are not installed"
)


def pages_of(html: str) -> int:
    """How many pages a document takes, laid out as for a PDF without one being written."""
    import weasyprint

    return len(weasyprint.HTML(string=html, base_url=BASE, url_fetcher=Fetcher(), media_type="print").render().pages)


def read_pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def pdf_text(content: bytes) -> str:
    """The words of a PDF without the spaces and line ends, which are where the layout put them."""
    return "".join("".join(page.extract_text().split()) for page in read_pdf(content).pages)
