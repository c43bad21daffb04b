"""How much room words take on paper, without setting them: widths in em (the width of a kanji), heights in lines."""

import math
import re
import unicodedata

_WIDE = {"W", "F", "A"}
_LATIN = 0.51
"""The mean width of a Latin letter, a figure or a space in a sans serif face."""
_RAGGED, _RAGGED_LATIN = 0.4, 1.4
"""What a line leaves empty at its end, in em: a sign may not begin the next one, and a Latin word stays whole."""
_SENTENCE = re.compile(r".*?(?:[。！？](?:[」』）])?|[.!?][”’)\"]?(?=\s|$)|$)", re.DOTALL)
ELLIPSIS = "…"


def width(text: str) -> float:
    """The width of a text on one line, in em."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in _WIDE else _LATIN for sign in text)


def lines(text: str, em: float) -> int:
    """The number of lines a text takes in a column that is `em` wide; 0 for no text."""
    if not text:
        return 0
    wide = width(text)
    return 1 if wide <= em - _RAGGED else math.ceil(wide / (em - _ragged(text)))


def _ragged(text: str) -> float:
    return _RAGGED_LATIN if len(text) * 0.75 > width(text) else _RAGGED


def shortened(text: str, room: int, em: float) -> str:
    """The text when it fits into `room` lines, else as many of its sentences as do, else its beginning and “…”."""
    if lines(text, em) <= room:
        return text
    if room <= 0:
        return ""
    kept = ""
    for sentence in _SENTENCE.findall(text):
        if lines(kept + sentence + ELLIPSIS, em) > room:
            break
        kept += sentence
    if kept.strip():
        return kept.rstrip() + ELLIPSIS
    return _beginning(text, room * (em - _ragged(text)))


def _beginning(text: str, em: float) -> str:
    room = em - 1
    end = 0
    for sign in text:
        room -= width(sign)
        if room < 0:
            break
        end += 1
    cut = text[:end]
    # Latin words stay whole.
    if end < len(text) and text[end].isascii() and " " in cut[-30:]:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" 、,;:") + ELLIPSIS
