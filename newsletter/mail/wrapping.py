"""Lines of plain text as wide as Japanese mails are written: 35 full-width characters, 70 columns.

A full-width character takes two columns. Latin words and addresses are not cut; Japanese may be cut anywhere but where
the rules of line breaking (禁則, JIS X 4051 in its simplest form) forbid it: no line begins with a closing bracket, a
comma, a full stop, a small kana or a mark of prolongation, and none ends with an opening bracket.
"""

import re
import unicodedata

WIDTH = 70
"""Columns of a line: 35 full-width characters."""

_NOT_FIRST = "、。，．・：；？！」』）］｝〉》】〕’”ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〜～…‥,.:;?!)]}%"
_NOT_LAST = "「『（［｛〈《【〔‘“([{"
# A word of Latin letters, an address, a number; one space; or one other character.
_PIECE = re.compile(r"[!-~]+|[ \t]+|.", re.DOTALL)


def columns(text: str) -> int:
    """How many columns a text takes: two for a full-width or ambiguous character, none for a combining mark."""
    return sum(_columns_of(sign) for sign in text)


def wrap(text: str, first: str = "", others: str = "", width: int = WIDTH) -> list[str]:
    """The lines of a paragraph. `first` stands before the first line, `others` before the rest (hanging indents)."""
    lines: list[str] = []
    line, used, is_empty = first, columns(first), True
    for piece in _pieces(text):
        wide = columns(piece)
        if not is_empty and used + wide > width and piece.strip():
            lines.append(line.rstrip())
            line, used, is_empty = others, columns(others), True
        if is_empty and not piece.strip():
            continue
        line, used, is_empty = line + piece, used + wide, False
    if not is_empty or first.strip():
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> list[str]:
    """What must not be cut: words, and characters with those that may not stand at the edge of a line."""
    found: list[str] = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        clings = found and found[-1].strip() and piece.strip()
        if clings and (piece[0] in _NOT_FIRST or found[-1][-1] in _NOT_LAST) and len(found[-1]) < WIDTH // 2:
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _columns_of(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1
