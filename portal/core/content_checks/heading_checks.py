"""Headings: none is empty, none leaves out a level, none is only bold.

The page's title is the first level, the heading of a block the second, what lies in a block the third.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from .contents import Kind, Piece
from .findings import Finding, Path
from .subjects import Subject
from .vocabulary import Problem

Line = tuple[Path, int, str]
SECTION, INNER = 2, 3
_INNER_NAMES = frozenset({"title", "question"})
_LONGEST_BOLD = 40
_LONGEST = 60


def headings(subject: Subject) -> Iterator[Finding]:
    """The headings of each field, in their order."""
    for name, pieces in groupby(subject.pieces, key=lambda piece: piece.path[0]):
        lines = list(_lines(pieces))
        # A field of its own stands under a heading of the page, a stream of blocks brings its headings.
        in_stream = any(len(path) > 1 for path, _level, _text in lines)
        yield from _order(lines, 1 if in_stream else SECTION, name)


def bold_lines(subject: Subject) -> Iterator[Finding]:
    """A short paragraph that is bold as a whole looks like a heading and is none."""
    for piece in subject.of_kind(Kind.MARKUP):
        for line in piece.markup.bold_lines:
            if len(line) <= _LONGEST_BOLD and not line.endswith(("。", ".", "！", "!")):
                yield Finding(Problem.BOLD_LINE, piece.path, {"text": line})


def _lines(pieces: Iterable[Piece]) -> Iterator[Line]:
    for piece in pieces:
        name = piece.path[-1]
        if piece.kind is Kind.MARKUP:
            yield from ((piece.path, heading.level, heading.text.strip()) for heading in piece.markup.headings)
        elif piece.kind is Kind.TEXT and name == "heading":
            yield piece.path, SECTION, str(piece.value).strip()
        elif piece.kind is Kind.TEXT and name in _INNER_NAMES and len(piece.path) > 1:
            yield piece.path, INNER, str(piece.value).strip()


def _order(lines: list[Line], above: int, field: str) -> Iterator[Finding]:
    for path, level, text in lines:
        if not text:
            yield Finding(Problem.EMPTY_HEADING, path)
            continue
        if level > above + 1:
            # The first subheading of a stream may follow the title where the page itself has no heading in between.
            problem = Problem.NO_SECTION if (above, level) == (1, INNER) else Problem.HEADING_JUMP
            yield Finding(problem, path, {"text": text[:_LONGEST]})
        above = level
