"""PDFs in tests: whether this machine can make them, and what stands in one."""

import io
import os

import pytest
from pypdf import PdfReader

from portal.core.printing.availability import is_available

needs_pdf = pytest.mark.skipif(
    not is_available() and not os.environ.get("REQUIRE_PDF"),
    reason="this machine cannot make PDFs: manage.py check says what is missing",
)


def read_pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def pdf_text(content: bytes) -> str:
    """The words of a PDF without the spaces and line ends, which are where the layout put them."""
    return "".join("".join(page.extract_text().split()) for page in read_pdf(content).pages)
