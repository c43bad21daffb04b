"""What an import would do, row by row: found by comparing the file with the records, without writing anything."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .cells import Cell, Refused, is_blank, text_of
from .columns import Column, Fault, Header, Meanings, match_header
from .importer import Doubts, Importer, Options, PlannedRow, R, Values
from .kinds import Reader, Value
from .reading import Table

T = TypeVar("T")
EXAMPLE_KEY = "example"
"""The key of the example in the template: such a row is never imported."""


class Outcome(models.TextChoices):
    """What becomes of a row."""

    ADDED = "added", pgettext_lazy("row of an import", "Added")
    CHANGED = "changed", pgettext_lazy("row of an import", "Changed")
    UNCHANGED = "unchanged", pgettext_lazy("row of an import", "Unchanged")
    WRONG = "wrong", pgettext_lazy("row of an import", "Wrong")


@dataclass(frozen=True)
class Plan:
    """What becomes of one row of the spreadsheet; `number` counts from 1, the header.

    `values` are those of the file, for a row that is not wrong. `changes` are (before, after) by column, for a changed
    one; `faults` stand at a wrong one. `doubts` are what somebody should look at before a row is carried out. A row
    that `is_merged` means the record of an earlier one, which counts.
    """

    number: int
    outcome: Outcome
    key: str = ""
    label: str = ""
    values: Values = field(default_factory=dict)
    changes: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    faults: Sequence[Fault] = ()
    doubts: Sequence[Fault] = ()
    is_merged: bool = False


@dataclass(frozen=True)
class ReadRow:
    """A row as the kinds of the columns read it."""

    number: int
    values: Mapping[str, Value]
    faults: list[Fault]


@dataclass(frozen=True)
class Content:
    """All rows of a file, read anew each time they are gone through. With faults in the header there are none."""

    header: Header
    rows: Iterable[ReadRow] = ()
    header_row: int = 1


@dataclass(frozen=True)
class _Rows:
    table: Table
    header: Header

    def __iter__(self) -> Iterator[ReadRow]:
        return _read_rows(self.table, self.header)


def read_content(importer: Importer[Any], table: Table, meanings: Meanings) -> Content:
    """The values of each row that is not blank; `meanings` say what foreign headings mean."""
    completed = importer.complete(table)
    header = match_header(completed.header, importer.columns, meanings)
    return Content(header, () if header.faults else _Rows(completed, header), table.header_row)


def plan_file(importer: Importer[R], content: Content, options: Options) -> Iterator[Plan]:
    """A plan for each row that is not blank, in the order of the file, against the records as they are.

    `rows_at_once` rows are held. With faults in the header the only plan is that of its row.
    """
    if content.header.faults:
        yield Plan(content.header_row, Outcome.WRONG, faults=content.header.faults)
        return
    first_rows: dict[str, int] = {}
    doubts = importer.doubts()
    for rows in in_chunks(content.rows, importer.rows_at_once):
        merged: dict[int, Plan] = {}
        for row in rows:
            key = row.values.get(importer.key) or ""
            first = first_rows.get(key)
            if importer.merges_duplicates and key and first is not None and not row.faults:
                merged[row.number] = _merged(importer, row, first)
                continue
            row.faults.extend(_key_faults(importer, key, first))
            first_rows.setdefault(key, row.number)
        own = [row for row in rows if row.number not in merged]
        records = importer.find(keys_of(importer, own), lock=False)
        plans = {plan.number: plan for plan in plan_rows(importer, own, options, records, doubts)}
        yield from (merged.get(row.number) or plans[row.number] for row in rows)


def plan_rows(
    importer: Importer[R],
    rows: Sequence[ReadRow],
    options: Options,
    records: Mapping[str, R],
    doubts: Doubts[R] | None = None,
) -> list[Plan]:
    """A plan for each of some rows; `records` as `find` gives them for their keys."""
    faults = {row.number: row.faults for row in rows}
    right: list[PlannedRow[R]] = []
    for row in rows:
        record = records.get(row.values.get(importer.key) or "")
        found = row.faults or list(importer.check(row.values, record, options))
        faults[row.number] = found
        if not found:
            right.append(PlannedRow(row.number, row.values, record))
    for number, more in importer.check_together(right).items():
        faults[number] = [*faults[number], *more]
    doubted = doubts([row for row in right if not faults[row.number]]) if doubts else {}
    return [_plan(importer, row, faults[row.number], doubted.get(row.number, ()), options, records) for row in rows]


def keys_of(importer: Importer[Any], rows: Iterable[ReadRow]) -> set[str]:
    """The keys in these rows, as far as they could be read."""
    return {row.values.get(importer.key) or "" for row in rows} - {""}


def in_chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most so many items, one after the other."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _plan(
    importer: Importer[R],
    row: ReadRow,
    faults: Sequence[Fault],
    doubts: Sequence[Fault],
    options: Options,
    records: Mapping[str, R],
) -> Plan:
    key = row.values.get(importer.key) or ""
    label = importer.label(row.values)[:200]
    record = records.get(key)
    if faults:
        return Plan(row.number, Outcome.WRONG, key, label, faults=faults)
    if record is None:
        return Plan(row.number, Outcome.ADDED, key, label, row.values, doubts=doubts)
    changes = {} if importer.leaves_alone(record) else _changes(importer, record, row.values, options)
    outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
    return Plan(row.number, outcome, key, label, row.values, changes, doubts=doubts)


def _merged(importer: Importer[Any], row: ReadRow, first_row: int) -> Plan:
    """A further row of the same record."""
    key = row.values[importer.key]
    message = ValidationError(_("Row %(row)d has the same; only that one counts."), params={"row": first_row})
    doubts = [Fault(importer.key, message, key)]
    return Plan(row.number, Outcome.UNCHANGED, key, importer.label(row.values)[:200], doubts=doubts, is_merged=True)


def _read_rows(table: Table, header: Header) -> Iterator[ReadRow]:
    readers = {place: column.kind.reader() for place, column in header.places.items()}
    expected = header.places.keys() | header.left_out
    for number, cells in table.rows:
        values: dict[str, Value] = {}
        row = ReadRow(number, values, [])
        for place, column in header.places.items():
            cell = cells[place] if place < len(cells) else None
            _read_cell(row, values, column, readers[place], cell)
        for place, cell in enumerate(cells):
            if place not in expected and not is_blank(cell):
                row.faults.append(Fault("", _("There is text in a column without a heading."), typed(cell)))
        yield row


def _read_cell(row: ReadRow, values: dict[str, Value], column: Column, read: Reader, cell: Cell) -> None:
    try:
        value = read(cell)
    except ValidationError as error:
        row.faults.append(Fault(column.name, error, typed(cell)))
        return
    if column.required and value in ("", None, []):
        row.faults.append(Fault(column.name, _("The cell is empty, but must be filled.")))
        return
    values[column.name] = value


def typed(cell: Cell) -> str:
    """What stands in a cell, cut short, to be shown beside a fault."""
    if isinstance(cell, Refused):
        return cell.typed[:100]
    try:
        return text_of(cell)[:100]
    except ValidationError:
        return str(cell)[:100]


def _key_faults(importer: Importer[Any], key: str, first_row: int | None) -> Iterator[Fault]:
    if key == EXAMPLE_KEY:
        yield Fault(importer.key, _("This is the example of the template. Delete the row or write over it."), key)
    elif key and first_row is not None:
        message = ValidationError(_("The same code stands in row %(row)d already."), params={"row": first_row})
        yield Fault(importer.key, message, key)


def _changes(importer: Importer[R], record: R, values: Values, options: Options) -> dict[str, tuple[Value, Value]]:
    held = importer.values(record)
    changes = {name: (held[name], value) for name, value in values.items() if held[name] != value}
    return changes | dict(importer.extra_changes(record, options))
