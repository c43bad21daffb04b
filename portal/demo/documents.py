"""The files to download of the demo's case studies: real spreadsheets and texts, made from hand-written tables."""

import hashlib
import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile
from django.db import transaction
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from portal.core.media.models import Consent, PortalDocument

from . import content
from .content import ContentError, Table, in_language
from .pictures import CREDITS

SHEETS = {"ja": "日本語", "en": "English"}
_LONGEST = 40
# Files made twice are equal: an archive that tells the hour would look changed every time.
_MOMENT = (2026, 4, 1, 9, 0, 0)
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
}
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@transaction.atomic
def ensure_documents() -> None:
    """Put every file into the library, once; the files follow the content."""
    for name, table in content.read("documents")["documents"].items():
        _ensure(name, table)


def document_id(name: str) -> int:
    """The primary key of the file of that name; raises `ContentError` when there is none."""
    table = content.read("documents")["documents"].get(name)
    found = PortalDocument.objects.filter(title=table["title"]["ja"]).first() if table else None
    if found is None:
        raise ContentError(f"there is no file “{name}”")
    return int(found.pk)


def _ensure(name: str, table: Table) -> None:
    make = {"xlsx": _workbook, "docx": _text}.get(table["format"])
    if make is None:
        raise ContentError(f"{name}: files are xlsx or docx, not {table['format']}")
    data = make(table)
    fields = {
        "title": table["title"]["ja"],
        "title_en": table["title"]["en"],
        "credit": CREDITS["credit_ja"],
        "consent": Consent.NOT_NEEDED,
        "file_size": len(data),
        "file_hash": hashlib.sha1(data, usedforsecurity=False).hexdigest(),
    }
    document = PortalDocument.objects.filter(title=fields["title"]).first() or PortalDocument()
    if document.pk and all(getattr(document, field) == value for field, value in fields.items()):
        return
    if document.file_hash != fields["file_hash"]:
        document.file = ContentFile(data, name=f"{name}.{table['format']}")
    for field, value in fields.items():
        setattr(document, field, value)
    document.save()


def _workbook(table: Table) -> bytes:
    """A workbook with a sheet for each language."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for language in content.LANGUAGES:
        one = in_language(table, language)
        sheet = book.create_sheet(SHEETS[language])
        for row in (one["head"], *one["rows"]):
            sheet.append(row)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column in sheet.columns:
            width = max(_width(str(cell.value or "")) for cell in column)
            sheet.column_dimensions[column[0].column_letter].width = min(width, _LONGEST) + 2
            for cell in column:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    stream = BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as parts:
        # The properties hold the hour of writing and are not needed.
        return _packed((name, parts.read(name)) for name in parts.namelist() if name != "docProps/core.xml")


def _width(text: str) -> int:
    """How many half-width characters a text is wide."""
    return sum(1 if character.isascii() else 2 for character in text)


def _text(table: Table) -> bytes:
    """A text with a heading and a table for each language, as Word reads it."""
    body = "".join(_section(in_language(table, language)) for language in content.LANGUAGES)
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return _packed((name, text.encode()) for name, text in {**_PARTS, "word/document.xml": document}.items())


def _section(table: Table) -> str:
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in (table["head"], *table["rows"])
    )
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:color="6B7786"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    style = f'<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
    return f"{_paragraph(table['title'], large=True)}<w:tbl>{style}{rows}</w:tbl>{_paragraph('')}"


def _paragraph(text: str, large: bool = False) -> str:
    style = '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr>' if large else ""
    return f'<w:p><w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _packed(parts: Iterable[tuple[str, Any]]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
