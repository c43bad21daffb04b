"""Lines of a title, as Japanese typography breaks them (禁則) and as even as they can be. Pure."""

import re
from collections.abc import Callable

_NEVER_FIRST = frozenset(
    "、。，．・：；？！」』）］｝〉》】〕〙〗’”…‥ー―～〜ヽヾゝゞ々"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ,.:;?!)]}%％℃"
)
_NEVER_LAST = frozenset("「『（［｛〈《【〔〘〖‘“([{¥￥$＄#＃")
_WIDE_SPACE = "\u3000"
# Kept whole: words of letters, katakana and kanji that are not long, and a figure with what it counts.
_LETTERS = r"[^\W\d_\u2e80-\U0010ffff]+(?:['’.\-]?[^\W_\u2e80-\U0010ffff]+)*"
_PART = re.compile(rf"{_LETTERS}|\d+[\u4e00-\u9fff]{{0,3}}|[ァ-ヺー]{{2,9}}|[\u4e00-\u9fff]{{2,5}}|\s+|.", re.DOTALL)

Measure = Callable[[str], float]


def parts_of(text: str) -> list[str]:
    """The smallest parts between which a line may break; spaces are parts of their own."""
    parts: list[str] = []
    for part in _PART.findall(" ".join(text.split("\n"))):
        joins = parts and not parts[-1].isspace() and not part.isspace()
        if joins and (part[0] in _NEVER_FIRST or parts[-1][-1] in _NEVER_LAST):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def broken(text: str, width: float, most: int, measure: Measure) -> list[str] | None:
    """The text in at most `most` lines that `measure` says are no wider than `width`, as even as can be.

    None where it does not fit. Where a wide space divides a title from what explains it, a line ends if there is room;
    what is wider than a line is cut anywhere.
    """
    if _WIDE_SPACE in text.strip():
        lines = [_even(piece, width, most, measure) for piece in text.split(_WIDE_SPACE) if piece.strip()]
        found = [line for piece in lines for line in piece or []]
        if None not in lines and len(found) <= most:
            return found
    return _even(text, width, most, measure)


def _even(text: str, width: float, most: int, measure: Measure) -> list[str] | None:
    parts = [piece for part in parts_of(text) for piece in ([part] if measure(part) <= width else part)]
    lines = _filled(parts, width, measure)
    if lines is None or len(lines) > most:
        return None
    low, high = 0.0, width
    while high - low > width / 100:
        middle = (low + high) / 2
        tried = _filled(parts, middle, measure)
        if tried is not None and len(tried) <= len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def shortened(text: str, width: float, most: int, measure: Measure) -> list[str]:
    """The text in at most `most` lines, its end left out where it does not fit."""
    parts = parts_of(text)
    for number in range(len(parts), 0, -1):
        tried = "".join(parts[:number]).rstrip() + ("…" if number < len(parts) else "")
        lines = broken(tried, width, most, measure)
        if lines is not None:
            return lines
    return [text[:1] + "…"]


def _filled(parts: list[str], width: float, measure: Measure) -> list[str] | None:
    """Lines filled one after another; None when a part alone is too wide."""
    lines = [""]
    for part in parts:
        if part.isspace():
            lines[-1] += part if lines[-1] else ""
        elif measure(lines[-1] + part) <= width:
            lines[-1] += part
        elif measure(part) <= width:
            lines.append(part)
        else:
            return None
    return [line.strip() for line in lines if line.strip()]
