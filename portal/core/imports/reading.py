"""A spreadsheet read into rows of cells: CSV in the encodings of Japanese offices, or XLSX.

Whatever the bytes are, the answer is a table or a `ValidationError` with a sentence for people.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .cells import Cell, is_blank
from .layouts import LAST_HEADER_ROW, Layout, heading_of
from .workbooks import SIGNATURE, Row, workbook_rows

MOST_BYTES = 10 * 1024 * 1024
MOST_COLUMNS = 200

_UTF8_MARK, _UTF16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# In no text of an office: NUL, the escape that ISO-2022-JP begins with, and what Python makes of bytes that mean
# nothing in CP932.
_NO_TEXT = re.compile("[\x00\x1b\x80\uf8f0-\uf8f3]")
_NOT_ASCII = re.compile(b"[\x80-\xff]")
_DELIMITERS = (",", "\t", ";")


@dataclass(frozen=True)
class Table:
    """`header` is row 1. `rows` are the others with their number in the spreadsheet; blank rows are left out.

    In a file of a known layout `header_row` may be another, and `header` and `rows` are in our columns. `passed_over`
    counts the rows that do not count, by reason; `named` are those among them that are told by name.
    """

    header: Sequence[Cell]
    rows: Sequence[Row]
    header_row: int = 1
    layout: Layout | None = None
    passed_over: Mapping[str, int] = field(default_factory=dict)
    named: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read_table(file: IO[bytes], most_rows: int, layouts: Sequence[Layout] = ()) -> Table:
    """The table in a CSV or XLSX file, told apart by content. Raises `ValidationError` when it cannot be read.

    `layouts` are the foreign files that are known beside our own.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The file is larger than %(limit)d MB."), params={"limit": MOST_BYTES // 1024**2})
    if not content.strip():
        raise ValidationError(_("The file is empty."))
    if content.startswith(_OLD_EXCEL):
        raise ValidationError(_("This is an old Excel file or one with a password. Save it as .xlsx without password."))
    if content.startswith(SIGNATURE):
        # One column more, so that too much is noticed.
        return _table(workbook_rows(content, MOST_COLUMNS + 1), most_rows, layouts)
    return _table(enumerate(_text_rows(_decoded(content)), start=1), most_rows, layouts)


def _table(rows: Iterable[Row], most_rows: int, layouts: Sequence[Layout]) -> Table:
    """The table in these rows: in a known layout when one of the first rows is its header, else headed by row 1."""
    filled = _filled_rows(rows)
    first: list[Row] = []
    for number, cells in filled:
        first.append((number, cells))
        if number > LAST_HEADER_ROW or not layouts:
            break
        headings = [heading_of(cell) for cell in cells]
        layout = next((one for one in layouts if one.knows(headings)), None)
        if layout is not None:
            return _translated(layout, number, headings, _at_most(filled, layout.most_rows), most_rows)
    if not first or first[0][0] != 1:
        raise ValidationError(_("Row 1 is empty. It must hold the headings of the columns."))
    return Table(first[0][1], list(_at_most(chain(first[1:], filled), most_rows)))


def _filled_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that are not blank, without blank cells at their end."""
    for number, cells in rows:
        kept = _without_blank_end(cells)
        if len(kept) > MOST_COLUMNS:
            raise ValidationError(
                _("Row %(row)d has more than %(limit)d columns."), params={"row": number, "limit": MOST_COLUMNS}
            )
        if kept:
            yield number, kept


def _at_most(rows: Iterable[Row], limit: int) -> Iterator[Row]:
    for count, row in enumerate(rows):
        if count == limit:
            raise ValidationError(
                _("The file has more than %(limit)d rows. Divide it into several files."), params={"limit": limit}
            )
        yield row


def _translated(layout: Layout, header_row: int, headings: Sequence[str], rows: Iterable[Row], most_rows: int) -> Table:
    """The rows of a foreign file that count, in our columns."""
    passed_over: Counter[str] = Counter()
    named: dict[str, list[str]] = {}

    def leave(reason: str, key: str = "") -> None:
        passed_over[reason] += 1
        if key:
            named.setdefault(reason, []).append(key)

    def kept() -> Iterator[Row]:
        for number, cells in rows:
            translated = layout.read(dict(zip(headings, cells, strict=False)), leave)
            if translated is not None:
                yield number, translated

    return Table(layout.columns, list(_at_most(kept(), most_rows)), header_row, layout, passed_over, named)


def _without_blank_end(cells: Sequence[Cell]) -> Sequence[Cell]:
    end = len(cells)
    while end and is_blank(cells[end - 1]):
        end -= 1
    return list(cells[:end])


def _decoded(content: bytes) -> str:
    """The text of a CSV file. A file is UTF-16 only with its mark; UTF-8 is tried before CP932 (Shift_JIS)."""
    if content.startswith(_UTF16_MARKS):
        encodings = ["utf-16"]
    elif content.startswith(_UTF8_MARK):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "cp932"]
    furthest = 0
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            furthest = max(furthest, error.start)
            continue
        foreign = _NOT_ASCII.search(content) if encoding == "cp932" and _is_euc(content) else None
        strange = _NO_TEXT.search(text)
        if foreign is not None:
            furthest = max(furthest, foreign.start())
            continue
        if strange is None:
            return text
        furthest = max(furthest, len(text[: strange.start()].encode(encoding)))
    raise ValidationError(
        _("The file is neither XLSX nor text in UTF-8 or Shift_JIS (line %(line)d). Save it as .xlsx or as CSV UTF-8."),
        params={"line": content.count(b"\n", 0, furthest) + 1},
    )


def _is_euc(content: bytes) -> bool:
    """Whether the bytes are EUC-JP, which CP932 would take for half-width katakana: its own kanji are none in EUC."""
    try:
        content.decode("euc_jp")
    except UnicodeDecodeError:
        return False
    return True


def _text_rows(text: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 0
    while True:
        number += 1
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


def _delimiter(text: str) -> str:
    """The sign that divides the headings into most cells; a comma where none does."""
    return max(_DELIMITERS, key=lambda sign: _width(text, sign))


def _width(text: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), []))
    except csv.Error:
        return text.partition("\n")[0].count(delimiter) + 1
