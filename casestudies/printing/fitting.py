"""Fits the parts of a case onto one page: short ones stay whole, long ones share the room that is left.

Heights are in lines of the body text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .measuring import lines, shortened
from .passages import Passage

HEADING = 1.75
"""The height of a heading with the space above it."""
GAP = 0.2
"""The space below a passage."""


@dataclass(frozen=True)
class Text:
    """Words under a small label (who prepared what); the label may be empty."""

    label: str
    passages: list[Passage]


@dataclass(frozen=True)
class Line:
    """A row of two cells: a time and what happened then, or words and who said them."""

    first: str
    second: str
    is_theirs: bool = False


@dataclass(frozen=True)
class Part:
    """A section of the page: texts, or rows.

    `rank` 0 for parts that belong on every page; of the others the lowest come first, as long as there is room.
    """

    code: str
    heading: str
    texts: Sequence[Text] = ()
    rows: Sequence[Line] = ()
    rank: int = 0


@dataclass(frozen=True)
class Column:
    """What a column holds: `em` its width, `row_em` that of the second cell of a row, `room` its height in lines.

    `is_stacked`: the two cells of a row stand one below the other.
    """

    em: float
    row_em: float
    room: float
    is_stacked: bool = False


def height(part: Part, column: Column) -> float:
    """The lines a part takes."""
    texts = sum(_text_height(text, column) for text in part.texts)
    return HEADING + texts + sum(_row_height(row, column) for row in part.rows)


def _text_height(text: Text, column: Column) -> float:
    label = f"{text.label} " if text.label else ""
    found = 0.0
    for place, passage in enumerate(text.passages):
        words = label + passage.text if place == 0 else passage.text
        found += lines(words, column.em - (1 if passage.is_item else 0)) + GAP
    return found


def _row_height(row: Line, column: Column) -> float:
    return max(lines(row.second, column.row_em), 1) + GAP + (1 if column.is_stacked else 0)


def fit(parts: Sequence[Part], column: Column) -> tuple[list[Part], bool]:
    """The parts as they fit into the column, in their order, and whether one of those of rank 0 was shortened."""
    kept = [part for part in parts if part.rank == 0]
    if _total(kept, column) > column.room:
        return _shared(kept, column), True
    for part in sorted((part for part in parts if part.rank), key=lambda part: part.rank):
        if _total([*kept, part], column) <= column.room:
            kept.append(part)
    return [part for part in parts if part in kept], False


def _total(parts: Sequence[Part], column: Column) -> float:
    return sum(height(part, column) for part in parts)


def _shared(parts: Sequence[Part], column: Column) -> list[Part]:
    """Each part gets the same room at most; what short ones leave over goes to the long ones."""
    heights = sorted(height(part, column) for part in parts)
    room, level = column.room, 0.0
    for place, one in enumerate(heights):
        level = room / (len(heights) - place)
        if one > level:
            break
        room -= one
    cut = [part if height(part, column) <= level else _cut(part, level, column) for part in parts]
    return [part for part in cut if part.texts or part.rows]


def _cut(part: Part, room: float, column: Column) -> Part:
    """As much of a part as fits into so many lines: whole rows and sentences."""
    left = room - HEADING
    texts: list[Text] = []
    rows: list[Line] = []
    for text in part.texts:
        text, left = _cut_text(text, left, column)
        if text.passages:
            texts.append(text)
    for row in part.rows:
        needed = _row_height(row, column)
        if needed > left and not rows:
            row = replace(row, second=shortened(row.second, int(left - GAP), column.row_em))
        elif needed > left:
            break
        if row.second:
            rows.append(row)
        left -= needed
    return replace(part, texts=texts, rows=rows)


def _cut_text(text: Text, left: float, column: Column) -> tuple[Text, float]:
    kept: list[Passage] = []
    for place, passage in enumerate(text.passages):
        em = column.em - (1 if passage.is_item else 0)
        label = f"{text.label} " if text.label and place == 0 else ""
        words = shortened(label + passage.text, int(left - GAP), em)
        if len(words) <= len(label) + 1:
            left = 0
            break
        kept.append(replace(passage, text=words.removeprefix(label)))
        left -= lines(words, em) + GAP
        if words != label + passage.text:
            left = 0
            break
    return replace(text, passages=kept), left
