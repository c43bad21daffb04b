"""The rows of an import as the preview shows them, in the active language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .columns import Column, by_name, key_of_heading
from .importer import Importer
from .models import ImportJob, ImportRow
from .plans import Outcome
from .texts import in_active_language


@dataclass(frozen=True)
class Line:
    """A line within a row: for a value `after`, for a change `before` and `after`, for a fault `after` as it was typed
    and `message`."""

    heading: str
    after: str
    before: str = ""
    message: str = ""


@dataclass(frozen=True)
class RowView:
    """A row of the spreadsheet."""

    number: int
    key: str
    label: str
    outcome: str
    outcome_label: str
    lines: list[Line]
    doubts: list[Line]


def row_view(row: ImportRow, importer: Importer[Any]) -> RowView:
    """A stored row in words."""
    columns = by_name([*importer.columns, *importer.extra_columns])
    outcome = Outcome(row.outcome)
    lines, doubts = list(_lines(row, columns)), [_told(doubt, columns) for doubt in row.doubts]
    return RowView(row.number, row.key, row.label, outcome.value, str(outcome.label), lines, doubts)


def explained_headings(job: ImportJob, importer: Importer[Any]) -> list[tuple[str, Column | None]]:
    """The foreign headings of a file with the column each means, None for one that is left out; unknown ones lack."""
    columns = by_name(importer.columns)
    meanings = [(heading, job.meanings.get(key_of_heading(heading))) for heading in job.foreign]
    return [(heading, columns.get(name)) for heading, name in meanings if name is not None]


def _lines(row: ImportRow, columns: Mapping[str, Column]) -> Iterator[Line]:
    for fault in row.faults:
        yield _told(fault, columns)
    changes, values = row.content.get("changes", {}), row.content.get("values", {})
    # The database does not keep the order of an object's names.
    for name, column in columns.items():
        if name in changes:
            before, after = changes[name]
            yield Line(str(column.label), column.kind.show(after), column.kind.show(before))
        elif row.outcome == Outcome.ADDED and values.get(name) not in (None, "", [], {}, False):
            yield Line(str(column.label), column.kind.show(values[name]))


def _told(fault: Mapping[str, Any], columns: Mapping[str, Column]) -> Line:
    column = columns.get(fault["column"])
    heading = column.heading if column else fault["column"]
    return Line(heading, fault["typed"], message=in_active_language(fault["message"]))
