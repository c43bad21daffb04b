"""The picture of a card: the two inks of the house rising over a line, their overlap, the title above."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from .breaking import broken, shortened
from .fonts import font

SIZE = (1200, 630)
# The inks of static/css/tokens.css; a test compares them.
INKS = {"ai": "#1d4486", "yb": "#f8b500", "ks": "#0e7a52", "ink": "#16202e", "ink-2": "#4a5564", "paper": "#ffffff"}
_FINE = 2
"""Drawn so many times as large and made small, so that curves are smooth."""
_MARGIN = 72
_TITLE_TOP, _TITLE_BOTTOM = 150, 452
# Size in pixels, distance of lines, most lines: the first that holds the title.
_TITLE_SIZES = ((76, 104, 2), (64, 90, 3), (54, 74, 4))
_SITE_SIZES, _SITE_WIDTH = (34, 30, 27, 24, 20), 550
_COLOURS = 64


@dataclass(frozen=True)
class Words:
    """What stands on a card: the kind of page may be empty."""

    title: str
    kind: str
    site_name: str


def png(words: Words, font_file: Path) -> bytes:
    """The card as a PNG of `SIZE`; the same words give the same picture."""
    canvas = _ground().copy()
    draw = ImageDraw.Draw(canvas)
    _write_kind(draw, words.kind, font_file)
    _write_title(draw, words.title, font_file)
    _write_site(draw, words.site_name, font_file)
    small = canvas.resize(SIZE, Image.Resampling.LANCZOS).quantize(_COLOURS, dither=Image.Dither.NONE)
    file = BytesIO()
    small.save(file, "PNG", optimize=True)
    return file.getvalue()


@cache
def _ground() -> Image.Image:
    """Everything but the words."""
    canvas = Image.new("RGB", (_at(SIZE[0]), _at(SIZE[1])), INKS["paper"])
    _two_days(canvas, (922, 1100), 172, SIZE[1])
    _two_days(canvas, (_MARGIN + 30, _MARGIN + 66), 30, 580)
    draw = ImageDraw.Draw(canvas)
    left = 0
    for name, right in (("ai", 456), ("ks", 768), ("yb", SIZE[0])):
        draw.rectangle((_at(left), 0, _at(right), _at(14)), fill=INKS[name])
        left = right
    return canvas


def _two_days(canvas: Image.Image, middles: tuple[int, int], radius: int, ground: int) -> None:
    """Two half discs on a line, and where they overlap."""
    masks = []
    for middle, ink in zip(middles, ("ai", "yb"), strict=True):
        mask = Image.new("L", canvas.size, 0)
        box = (middle - radius, ground - radius, middle + radius, ground + radius)
        ImageDraw.Draw(mask).pieslice(tuple(map(_at, box)), 180, 360, fill=255)
        canvas.paste(INKS[ink], mask=mask)
        masks.append(mask)
    canvas.paste(INKS["ks"], mask=ImageChops.multiply(*masks))


def _write_site(draw: ImageDraw.ImageDraw, name: str, font_file: Path) -> None:
    for size in _SITE_SIZES:
        letters = font(font_file, size * _FINE)
        if letters.getlength(name) <= _at(_SITE_WIDTH):
            break
    draw.text((_at(_MARGIN + 112), _at(562)), name, font=letters, fill=INKS["ink"], anchor="lm")


def _write_kind(draw: ImageDraw.ImageDraw, kind: str, font_file: Path) -> None:
    if not kind:
        return
    letters = font(font_file, 32 * _FINE)
    width = draw.textlength(kind, font=letters)
    box = (_at(_MARGIN), _at(64), _at(_MARGIN + 40) + width, _at(122))
    draw.rectangle(box, outline=INKS["ai"], width=_at(3))
    draw.text((_at(_MARGIN + 20), _at(93)), kind, font=letters, fill=INKS["ai"], anchor="lm")


def _write_title(draw: ImageDraw.ImageDraw, title: str, font_file: Path) -> None:
    letters, lines, distance = _set_title(title, font_file)
    top = _TITLE_TOP + max(0, (_TITLE_BOTTOM - _TITLE_TOP - distance * len(lines)) // 3)
    for number, line in enumerate(lines):
        middle = top + distance * number + distance // 2
        draw.text((_at(_MARGIN), _at(middle)), line, font=letters, fill=INKS["ink"], anchor="lm")


def _set_title(title: str, font_file: Path) -> tuple[ImageFont.FreeTypeFont, list[str], int]:
    """The font, the lines and their distance: the largest that holds the whole title, else the smallest."""
    width = _at(SIZE[0] - 2 * _MARGIN)
    for size, distance, most in _TITLE_SIZES:
        letters = font(font_file, size * _FINE)
        lines = broken(title, width, most, letters.getlength)
        if lines is not None:
            return letters, lines, distance
    return letters, shortened(title, width, most, letters.getlength), distance


def _at(place: int) -> int:
    return place * _FINE
