"""A spreadsheet read into rows of cells: CSV in the encodings of Japanese offices, or XLSX.

Whatever the bytes are, the answer is a table or a `ValidationError` with a sentence for people.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .cells import Cell, is_blank
from .csv_files import csv_rows, encoding_of
from .layouts import LAST_HEADER_ROW, Layout, heading_of
from .workbooks import MOST_UNPACKED, SIGNATURE, Row, workbook_rows

MOST_BYTES = 10 * 1024 * 1024
MOST_COLUMNS = 200

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_PIECE = 64 * 1024


@dataclass(frozen=True)
class Limits:
    """What a file may hold at most: rows below the header, bytes, and bytes that an XLSX file unpacks to."""

    rows: int
    size: int = MOST_BYTES
    unpacked: int = MOST_UNPACKED


@dataclass(frozen=True)
class Table:
    """`header` is row 1. `rows` are the others with their number in the spreadsheet; blank rows are left out.

    `rows` may be gone through again and again. Those of our own columns are read from the file each time, so the file
    must stay open, and each time a row that cannot be read raises `ValidationError`; `is_quick` tells whether that
    takes no longer than a person waits, however long the file.

    In a file of a known layout `header_row` may be another, and `header` and `rows` are in our columns. `passed_over`
    counts the rows that do not count, by reason; `named` are those among them that are told by name.
    """

    header: Sequence[Cell]
    rows: Iterable[Row]
    header_row: int = 1
    layout: Layout | None = None
    passed_over: Mapping[str, int] = field(default_factory=dict)
    named: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_quick: bool = True

    def count(self, most: int) -> int:
        """How many rows there are. Counting stops at `most` when reading takes long."""
        return sum(1 for _row in (self.rows if self.is_quick else islice(self.rows, most)))


@dataclass(frozen=True)
class _Streamed:
    """The rows of a file after its header, read anew each time they are gone through."""

    read: Callable[[], Iterable[Row]]
    limit: int

    def __iter__(self) -> Iterator[Row]:
        return _at_most(islice(_filled_rows(self.read()), 1, None), self.limit)


def read_table(file: IO[bytes], most: Limits | int, layouts: Sequence[Layout] = ()) -> Table:
    """The table in a CSV or XLSX file, told apart by content. Raises `ValidationError` when it cannot be read.

    `most` are the limits, or the number of rows alone. `layouts` are the foreign files that are known beside our own.
    """
    limits = Limits(most) if isinstance(most, int) else most
    file.seek(0, 2)
    if file.tell() > limits.size:
        raise ValidationError(_("The file is larger than %(limit)d MB."), params={"limit": limits.size // 1024**2})
    file.seek(0)
    begin = file.read(len(SIGNATURE))
    if _is_blank(file):
        raise ValidationError(_("The file is empty."))
    if begin.startswith(_OLD_EXCEL):
        raise ValidationError(_("This is an old Excel file or one with a password. Save it as .xlsx without password."))
    if begin.startswith(SIGNATURE):
        # One column more, so that too much is noticed.
        return _table(lambda: workbook_rows(file, MOST_COLUMNS + 1, limits.unpacked), limits, layouts, is_quick=False)
    encoding = encoding_of(file)
    return _table(lambda: enumerate(csv_rows(file, encoding), start=1), limits, layouts, is_quick=True)


def _is_blank(file: IO[bytes]) -> bool:
    file.seek(0)
    return not any(piece.strip() for piece in iter(lambda: file.read(_PIECE), b""))


def _table(read: Callable[[], Iterable[Row]], limits: Limits, layouts: Sequence[Layout], *, is_quick: bool) -> Table:
    """The table in these rows: in a known layout when one of the first rows is its header, else headed by row 1."""
    first: list[Row] = []
    filled = _filled_rows(read())
    for number, cells in filled:
        first.append((number, cells))
        if number > LAST_HEADER_ROW or not layouts:
            break
        headings = [heading_of(cell) for cell in cells]
        layout = next((one for one in layouts if one.knows(headings)), None)
        if layout is not None:
            return _translated(layout, number, headings, _at_most(filled, layout.most_rows), limits.rows)
    filled.close()
    if not first or first[0][0] != 1:
        raise ValidationError(_("Row 1 is empty. It must hold the headings of the columns."))
    return Table(first[0][1], _Streamed(read, limits.rows), is_quick=is_quick)


def _filled_rows(rows: Iterable[Row]) -> Generator[Row, None, None]:
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
    """The rows of a foreign file that count, in our columns; they are few, and held together."""
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
