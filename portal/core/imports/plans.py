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

from .cells import Cell, is_blank, text_of
from .columns import Column, Fault, by_name, match_header
from .importer import Importer, Options, R, Values
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
class _Row:
    number: int
    values: dict[str, Value]
    faults: list[Fault]


def make_plans(importer: Importer[R], table: Table, options: Options, records: Mapping[str, R]) -> list[Plan]:
    """A plan for each row that is not blank, in the order of the file; `records` as `keys_of` and `find` give them.

    With faults in the header no row is read: the only plan is that of row 1.
    """
    places, faults = match_header(table.header, importer.columns)
    if faults:
        return [Plan(1, Outcome.WRONG, faults=faults)]
    plans = []
    first_rows: dict[str, int] = {}
    for row in _read_rows(table, places):
        key = row.values.get(importer.key) or ""
        record = records.get(key)
        found = [*row.faults, *_key_faults(importer, key, first_rows.get(key))]
        first_rows.setdefault(key, row.number)
        if not found:
            found = list(importer.check(row.values, record, options))
        label = importer.label(row.values)[:200]
        if found:
            plans.append(Plan(row.number, Outcome.WRONG, key, label, faults=found))
        elif record is None:
            plans.append(Plan(row.number, Outcome.ADDED, key, label, row.values))
        else:
            changes = _changes(importer, record, row.values, options)
            outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
            plans.append(Plan(row.number, outcome, key, label, row.values, changes))
    return plans


def keys_of(importer: Importer[R], table: Table) -> set[str]:
    """The keys in the file, as far as they can be read."""
    places, _faults = match_header(table.header, importer.columns)
    read = by_name(importer.columns)[importer.key].kind.reader()
    found = set()
    for place in (place for place, column in places.items() if column.name == importer.key):
        for _number, cells in table.rows:
            try:
                found.add(read(cells[place] if place < len(cells) else None))
            except ValidationError:
                continue  # told when the row is planned
    return found - {""}


def plan_file(importer: Importer[R], table: Table, options: Options) -> list[Plan]:
    """The plans of a file against the records as they are."""
    return make_plans(importer, table, options, importer.find(keys_of(importer, table), lock=False))


def fingerprint(plans: Iterable[Plan]) -> str:
    """The same for two lists of plans that would write the same, and for no others."""
    digest = hashlib.sha256()
    for plan in plans:
        parts = [plan.number, plan.outcome, plan.key, dict(plan.values), dict(plan.changes)]
        digest.update(json.dumps(parts, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()


def _read_rows(table: Table, places: Mapping[int, Column]) -> Iterator[_Row]:
    readers = {place: column.kind.reader() for place, column in places.items()}
    for number, cells in table.rows:
        row = _Row(number, {}, [])
        for place, column in places.items():
            cell = cells[place] if place < len(cells) else None
            _read_cell(row, column, readers[place], cell)
        for place, cell in enumerate(cells):
            if place not in places and not is_blank(cell):
                row.faults.append(Fault("", _("There is text in a column without a heading."), typed(cell)))
        yield row


def _read_cell(row: _Row, column: Column, read: Reader, cell: Cell) -> None:
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
    try:
        return text_of(cell)[:100]
    except ValidationError:
        return str(cell)[:100] if isinstance(cell, str) else ""


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
