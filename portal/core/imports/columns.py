"""The columns of an import, and how the headings of a file are matched with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from .cells import Cell, folded, text_of
from .kinds import Kind

LONGEST_HEADING = 100
Meanings = Mapping[str, str]
"""The names of columns by foreign heading, in the form of `key_of_heading`; an empty name leaves the heading out."""


@dataclass(frozen=True)
class Column:
    """A column: `name` is its code, stable in files; `label` is lazy. `example` stands in the template's example row.

    A required column must be in the file, and each of its cells must be filled. `aliases` are headings that other
    offices use: such a heading is not taken for the column by itself, but the column is proposed for it.
    """

    name: str
    label: Any
    kind: Kind
    required: bool = False
    help: Any = ""
    example: str = ""
    aliases: Sequence[str] = ()

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


@dataclass(frozen=True)
class Header:
    """What the headings of a file mean.

    `places` are the columns by their place in the row, `left_out` the places that are passed over on purpose,
    `foreign` the headings that are no column of ours, as they were typed, whether or not somebody has said what they
    mean. With `faults` no row can be read.
    """

    places: Mapping[int, Column] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    foreign: Sequence[str] = ()
    faults: Sequence[Fault] = ()


def match_header(header: Sequence[Cell], columns: Sequence[Column], meanings: Meanings | None = None) -> Header:
    """What each heading means; faults for unknown headings, for those that occur twice, for required ones that lack.

    `meanings` are the names of columns by foreign heading, folded; an empty name leaves the heading out. A heading of
    our own means its column, whatever they say. A cell without heading is passed over; content below one is a fault of
    its row.
    """
    known = {heading: column for column in columns for heading in column.headings()}
    names = by_name(columns)
    places: dict[int, Column] = {}
    left_out: set[int] = set()
    foreign: list[str] = []
    faults: list[Fault] = []
    for place, cell in enumerate(header):
        word = _heading(cell)
        column = known.get(folded(word.rstrip("*＊※")))
        if not word:
            continue
        if column is None:
            foreign.append(word[:LONGEST_HEADING])
            meaning = (meanings or {}).get(key_of_heading(word))
            column = names.get(meaning or "")
            if meaning == "":
                left_out.add(place)
                continue
        if column is None:
            faults.append(Fault(word[:60], _("There is no such column. Delete it or correct its heading."), word[:60]))
        elif column in places.values():
            faults.append(Fault(column.name, _("The column occurs twice."), word[:60]))
        else:
            places[place] = column
    missing = [column for column in columns if column.required and column not in places.values()]
    faults += [Fault(column.name, _("The column is missing. Every file must have it.")) for column in missing]
    return Header(places, frozenset(left_out), list(dict.fromkeys(foreign)), faults)


def key_of_heading(word: str) -> str:
    """The form in which a foreign heading is remembered: any width and case, cut to what is kept."""
    return folded(word)[:LONGEST_HEADING]


def _heading(cell: Cell) -> str:
    """The text of a heading; anything that is none counts as a heading nobody knows."""
    try:
        return text_of(cell)
    except ValidationError:
        return "?"


def by_name(columns: Sequence[Column]) -> Mapping[str, Column]:
    """The columns by their name."""
    return {column.name: column for column in columns}
