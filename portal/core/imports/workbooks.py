"""The first sheet of an XLSX file, read without trusting the file: no bombs, no entities, no endless loops."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from .cells import Cell, is_blank

SIGNATURE = b"PK\x03\x04"
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 1_000
LAST_ROW = 1_048_576
"""The last row a spreadsheet can have."""

_CHUNK = 64 * 1024
_PIECE = 1024 * 1024
_LONGEST_MATCH = 16 * 1024
"""No expression below matches more than that."""
_READ_PARTS = re.compile(r".*\.(xml|rels)", re.IGNORECASE)
_DECLARED_ENCODING = re.compile(rb"<\?xml[^>]*\sencoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
# Bounded, so that a tag without end costs no more than a long one.
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]{0,400}?ref\s*=\s*[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})")
_HIGH_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]{0,400}?\br\s*=\s*[\"']([0-9]{7,})[\"']")
_NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\s[^<>]{0,400}?\br\s*=\s*[\"']([A-Z]{1,3}[0-9]{1,7})[\"'][^<>]{0,400}>\s*"
    rb"<(?:\w+:)?f\b[^<>]{0,400}(?:/>|>[^<]{0,9000}</(?:\w+:)?f>)\s*</(?:\w+:)?c>"
)

Row = tuple[int, Sequence[Cell]]


def workbook_rows(file: IO[bytes], most_columns: int, most_unpacked: int = MOST_UNPACKED) -> Iterator[Row]:
    """The rows of the first visible sheet that are not blank, with their number; formulas give their stored value.

    Rows are read one after the other; of the file its shared texts alone are held. A row is at most `most_columns`
    wide. Raises `ValidationError` for what is no sound workbook, for merged cells, and
    for formulas that were never calculated.
    """
    try:
        _check_parts(file, most_unpacked)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and extensions that do not matter here
            yield from _rows(file, most_columns)
    except ValidationError:
        raise
    except Exception as error:  # a hostile file makes the library fail in every way there is
        raise ValidationError(
            _("The file cannot be read as an Excel workbook. Open it in Excel and save it again as .xlsx.")
        ) from error


def _check_parts(file: IO[bytes], most_unpacked: int) -> None:
    """Refuse what unpacks to too much, and XML that declares entities or hides behind another encoding."""
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most_unpacked:
            raise ValidationError(
                _("The file unpacks to more than %(limit)d MB."), params={"limit": most_unpacked // 1024**2}
            )
        for part in parts:
            if part.flag_bits & 1:
                raise ValidationError(_("The file has a password. Save it without one."))
            if _READ_PARTS.fullmatch(part.filename):
                _check_xml(archive, part)


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    tail = b""
    # Reading stops at the size that the archive declares, whatever it really unpacks to.
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            seen = tail + chunk
            encoding = _DECLARED_ENCODING.match(seen.lstrip(b"\xef\xbb\xbf \r\n\t"))
            foreign = encoding is not None and encoding[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")
            if foreign or b"<!DOCTYPE" in seen or b"<!ENTITY" in seen or b"\x00" in seen:
                raise zlib.error(part.filename)
            tail = chunk[-16:]


def _rows(file: IO[bytes], most_columns: int) -> Iterator[Row]:
    workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    try:
        sheet: Any = next(sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible")
        with zipfile.ZipFile(file) as archive, archive.open(sheet._worksheet_path) as xml:
            _check_sheet(xml)
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(max_col=most_columns, values_only=True), start=1):
            if number > LAST_ROW:
                raise _too_many_rows()
            # Rows that are missing from the file are given as well, up to a million of them.
            if cells.count(None) < len(cells) and any(not is_blank(cell) for cell in cells):
                yield number, cells
    finally:
        workbook.close()


def _too_many_rows() -> ValidationError:
    return ValidationError(_("The file has more rows than a spreadsheet can have."))


def _check_sheet(xml: IO[bytes]) -> None:
    """Refuse rows beyond the last, merged cells (only the first holds anything), and formulas without a result."""
    tail = b""
    while piece := xml.read(_PIECE):
        seen = tail + piece
        _check_piece(seen)
        # What begins here and ends in the next piece is seen whole then.
        tail = seen[-_LONGEST_MATCH:]


def _check_piece(xml: bytes) -> None:
    if any(int(number) > LAST_ROW for number in _HIGH_ROW.findall(xml)):
        raise _too_many_rows()
    if merged := _MERGED.search(xml):
        raise ValidationError(
            _("The cells %(cells)s are merged. Unmerge them and fill each cell."), params={"cells": merged[1].decode()}
        )
    if formula := _NO_RESULT.search(xml):
        raise ValidationError(
            _("The formula in the cell %(cell)s has no result. Open the file in Excel and save it again."),
            params={"cell": formula[1].decode()},
        )
