"""The columns of an import, and how the headings of a file are matched with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from .cells import Cell, folded, text_of
from .kinds import Kind


@dataclass(frozen=True)
class Column:
    """A column: `name` is its code, stable in files; `label` is lazy. `example` stands in the template's example row.

    A required column must be in the file, and each of its cells must be filled.
    """

    name: str
    label: Any
    kind: Kind
    required: bool = False
    help: Any = ""
    example: str = ""

    @property
    def heading(self) -> str:
        """Name and label in the active language, as faults name the column."""
        label = str(self.label)
        return self.name if label == self.name else f"{self.name} ({label})"

    def headings(self) -> set[str]:
        """All headings that mean this column, folded: its name, and its label in each language."""
        found = {folded(self.name)}
        for language, _name in settings.LANGUAGES:
            with override(language):
                found.add(folded(str(self.label)))
        return found


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row: the name of the column (empty when it is no single one), why, and what was typed."""

    column: str
    message: Any
    typed: str = ""


def match_header(header: Sequence[Cell], columns: Sequence[Column]) -> tuple[dict[int, Column], list[Fault]]:
    """(column by place in the row, faults): unknown headings, headings that occur twice, required ones that lack.

    A cell without heading is passed over; content below one is a fault of its row.
    """
    known = {heading: column for column in columns for heading in column.headings()}
    places: dict[int, Column] = {}
    faults: list[Fault] = []
    for place, cell in enumerate(header):
        word = _heading(cell)
        column = known.get(folded(word.rstrip("*＊※")))
        if not word:
            continue
        if column is None:
            faults.append(Fault(word[:60], _("There is no such column. Delete it or correct its heading."), word[:60]))
        elif column in places.values():
            faults.append(Fault(column.name, _("The column occurs twice."), word[:60]))
        else:
            places[place] = column
    missing = [column for column in columns if column.required and column not in places.values()]
    faults += [Fault(column.name, _("The column is missing. Every file must have it.")) for column in missing]
    return places, faults


def _heading(cell: Cell) -> str:
    """The text of a heading; anything that is none counts as a heading nobody knows."""
    try:
        return text_of(cell)
    except ValidationError:
        return "?"


def by_name(columns: Sequence[Column]) -> Mapping[str, Column]:
    """The columns by their name."""
    return {column.name: column for column in columns}
