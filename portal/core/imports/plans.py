"""What an import would do, row by row: found by comparing the file with the records, without writing anything."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .cells import Cell, Refused, is_blank, text_of
from .columns import Column, Fault, Header, Meanings, match_header
from .importer import Importer, Options, PlannedRow, R, Values
from .kinds import Reader, Value
from .reading import Table

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
    one; `faults` stand at a wrong one.
    """

    number: int
    outcome: Outcome
    key: str = ""
    label: str = ""
    values: Values = field(default_factory=dict)
    changes: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    faults: Sequence[Fault] = ()


@dataclass(frozen=True)
class ReadRow:
    """A row as the kinds of the columns read it."""

    number: int
    values: dict[str, Value]
    faults: list[Fault]


@dataclass(frozen=True)
class Content:
    """All rows of a file as they were read. With faults in the header there are none."""

    header: Header
    rows: Sequence[ReadRow] = ()
    header_row: int = 1

    def keys(self, importer: Importer[Any]) -> set[str]:
        """The keys in the file, as far as they could be read."""
        return {row.values.get(importer.key) or "" for row in self.rows} - {""}


def read_content(importer: Importer[Any], table: Table, meanings: Meanings) -> Content:
    """The values of each row that is not blank; `meanings` say what foreign headings mean."""
    completed = importer.complete(table)
    header = match_header(completed.header, importer.columns, meanings)
    rows = [] if header.faults else list(_read_rows(completed, header))
    return Content(header, rows, table.header_row)


def make_plans(importer: Importer[R], content: Content, options: Options, records: Mapping[str, R]) -> list[Plan]:
    """A plan for each row that is not blank, in the order of the file; `records` as `find` gives them for its keys.

    With faults in the header the only plan is that of its row.
    """
    if content.header.faults:
        return [Plan(content.header_row, Outcome.WRONG, faults=content.header.faults)]
    faults: dict[int, list[Fault]] = {}
    first_rows: dict[str, int] = {}
    right: list[PlannedRow[R]] = []
    for row in content.rows:
        key = row.values.get(importer.key) or ""
        found = [*row.faults, *_key_faults(importer, key, first_rows.get(key))]
        first_rows.setdefault(key, row.number)
        if not found:
            found = list(importer.check(row.values, records.get(key), options))
        faults[row.number] = found
        if not found:
            right.append(PlannedRow(row.number, row.values, records.get(key)))
    for number, more in importer.check_together(right).items():
        faults[number] = [*faults[number], *more]
    return [_plan(importer, row, faults[row.number], options, records) for row in content.rows]


def plan_file(importer: Importer[R], content: Content, options: Options) -> list[Plan]:
    """The plans of a file against the records as they are."""
    return make_plans(importer, content, options, importer.find(content.keys(importer), lock=False))


def _plan(importer: Importer[R], row: ReadRow, faults: list[Fault], options: Options, records: Mapping[str, R]) -> Plan:
    key = row.values.get(importer.key) or ""
    label = importer.label(row.values)[:200]
    record = records.get(key)
    if faults:
        return Plan(row.number, Outcome.WRONG, key, label, faults=faults)
    if record is None:
        return Plan(row.number, Outcome.ADDED, key, label, row.values)
    changes = _changes(importer, record, row.values, options)
    outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
    return Plan(row.number, outcome, key, label, row.values, changes)


def fingerprint(plans: Iterable[Plan]) -> str:
    """The same for two lists of plans that would write the same, and for no others."""
    digest = hashlib.sha256()
    for plan in plans:
        parts = [plan.number, plan.outcome, plan.key, dict(plan.values), dict(plan.changes)]
        digest.update(json.dumps(parts, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()


def _read_rows(table: Table, header: Header) -> Iterator[ReadRow]:
    readers = {place: column.kind.reader() for place, column in header.places.items()}
    expected = header.places.keys() | header.left_out
    for number, cells in table.rows:
        row = ReadRow(number, {}, [])
        for place, column in header.places.items():
            cell = cells[place] if place < len(cells) else None
            _read_cell(row, column, readers[place], cell)
        for place, cell in enumerate(cells):
            if place not in expected and not is_blank(cell):
                row.faults.append(Fault("", _("There is text in a column without a heading."), typed(cell)))
        yield row


def _read_cell(row: ReadRow, column: Column, read: Reader, cell: Cell) -> None:
    try:
        value = read(cell)
    except ValidationError as error:
        row.faults.append(Fault(column.name, error, typed(cell)))
        return
    if column.required and value in ("", None, []):
        row.faults.append(Fault(column.name, _("The cell is empty, but must be filled.")))
        return
    row.values[column.name] = value


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
