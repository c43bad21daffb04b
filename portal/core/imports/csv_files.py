"""The rows of a CSV file, read piece by piece: however long the file, one row and one piece of text are held."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_OF_A_ROW = 1_000_000
"""Characters of one row with its line ends: a row of endless columns would fill the memory before they are counted."""

_PIECE = 256 * 1024
_UTF8_MARK, _UTF16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
# In no text of an office: NUL, the escape that ISO-2022-JP begins with, and what Python makes of bytes that mean
# nothing in CP932.
_NO_TEXT = re.compile("[\x00\x1b\x80\uf8f0-\uf8f3]")
_NOT_ASCII = re.compile(b"[\x80-\xff]")
_DELIMITERS = (",", "\t", ";")


def encoding_of(file: IO[bytes]) -> str:
    """The encoding of a CSV file: UTF-16 only with its mark; UTF-8 is tried before CP932 (Shift_JIS).

    The whole file is looked through. Raises `ValidationError` with the first line that is no text in any of them.
    """
    file.seek(0)
    begin = file.read(3)
    if begin.startswith(_UTF16_MARKS):
        encodings = ["utf-16"]
    elif begin.startswith(_UTF8_MARK):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "cp932"]
    furthest = 1
    for encoding in encodings:
        line = _first_foreign_line(file) if encoding == "cp932" and _is_euc(file) else None
        line = line or _first_line_without_sense(file, encoding)
        if line is None:
            return encoding
        furthest = max(furthest, line)
    raise ValidationError(
        _("The file is neither XLSX nor text in UTF-8 or Shift_JIS (line %(line)d). Save it as .xlsx or as CSV UTF-8."),
        params={"line": furthest},
    )


def csv_rows(file: IO[bytes], encoding: str) -> Iterator[list[str]]:
    """The rows of a text in that encoding, blank ones too, divided by the sign that divides the first into most cells.

    Raises `ValidationError` at a row whose quotation mark is not closed, or that is too long.
    """
    sign = max(_DELIMITERS, key=lambda one: _width(file, encoding, one))
    lines = _Lines(file, encoding)
    reader = csv.reader(lines, delimiter=sign, strict=True)
    number = 0
    while True:
        number += 1
        lines.read_of_row = 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ValidationError(
                _("Row %(row)d cannot be read: a quotation mark is not closed, or a cell is too long."),
                params={"row": number},
            ) from error
        yield cells


class _Bytes(io.RawIOBase):
    """A file of any kind (an upload, one in a storage) as Python's readers of text want it; never closes it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


class _Lines:
    """The lines of a text with their ends, as the reader of CSV takes them; `read_of_row` counts what it has taken."""

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        file.seek(0)
        self._text = io.TextIOWrapper(io.BufferedReader(_Bytes(file), _PIECE), encoding, newline="")
        self.read_of_row = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(MOST_OF_A_ROW + 1)
        if not line:
            raise StopIteration
        self.read_of_row += len(line)
        if self.read_of_row > MOST_OF_A_ROW:
            raise csv.Error
        return line


def _width(file: IO[bytes], encoding: str, delimiter: str) -> int:
    """Into how many cells a sign divides the first row."""
    lines = _Lines(file, encoding)
    first: list[str] = []

    def kept() -> Iterator[str]:
        for line in lines:
            first[:] = first or [line]
            yield line

    try:
        return len(next(csv.reader(kept(), delimiter=delimiter, strict=True), []))
    except csv.Error:
        return sum(line.count(delimiter) for line in first) + 1


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


def _first_line_without_sense(file: IO[bytes], encoding: str) -> int | None:
    """The number of the first line that is no text in that encoding; None when all are."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    try:
        for piece in _pieces(file):
            text = decoder.decode(piece)
            if strange := _NO_TEXT.search(text):
                return lines + text.count("\n", 0, strange.start())
            lines += text.count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return lines + bytes(error.object[: error.start]).count(b"\n")
    return None


def _is_euc(file: IO[bytes]) -> bool:
    """Whether the bytes are EUC-JP, which CP932 would take for half-width katakana: its own kanji are none in EUC."""
    decoder = codecs.getincrementaldecoder("euc_jp")()
    try:
        for piece in _pieces(file):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _first_foreign_line(file: IO[bytes]) -> int | None:
    """The number of the first line with a letter that is not ASCII."""
    lines = 1
    for piece in _pieces(file):
        if found := _NOT_ASCII.search(piece):
            return lines + piece.count(b"\n", 0, found.start())
        lines += piece.count(b"\n")
    return None
