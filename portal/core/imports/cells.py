"""What stands in the cell of a spreadsheet, made into text that can be compared and stored."""

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.spreadsheets import without_apostrophe

LONGEST_CELL = 32_767
"""Characters that Excel holds in one cell."""

Cell = Any
"""Text, number, truth value, day, moment or time of day as the file has it; None for an empty cell."""

_HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]+")
_SPREADSHEET_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)")
# What Excel makes of 0 and 1 in a cell that is formatted as a day, also after a program wrote it as text.
_DAY_ZERO = re.compile(r"(?:1900[-/年]0?1[-/月]0?[01]日?|1899[-/]12[-/]3[01])(?:[ T]0?0:00(?::00)?)?")
_FIRST_REAL_YEAR = 1901
# Everything that is neither text nor the end of a line: control signs, halves of pairs, signs of no meaning.
_NO_TEXT = {"Cc", "Cs", "Cn"}
# Signs without width and those that turn the direction of writing: one name would look like another.
_UNSEEN = dict.fromkeys([0x200B, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@dataclass(frozen=True)
class Refused:
    """Stands in place of a cell whose content cannot be made into what the column holds: why, and what was typed."""

    message: Any
    typed: str = ""


def text_of(cell: Cell) -> str:
    """The text of a cell without white space around it, lines divided by a line feed. Empty for an empty cell.

    Half-width kana become full-width; other letters stay as they were typed. Raises `ValidationError` for an error
    value of the spreadsheet, for the day before all days that Excel makes of a zero, and for too long a text.
    """
    if isinstance(cell, Refused):
        raise ValidationError(cell.message)
    if isinstance(cell, str) and len(cell) > LONGEST_CELL:
        raise ValidationError(
            _("The cell holds %(length)d characters; at most %(limit)d are possible."),
            params={"length": len(cell), "limit": LONGEST_CELL},
        )
    text = _clean(cell) if isinstance(cell, str) else _typed(cell)
    # What a text begins with tells whether it may be one of these: of nearly all it costs nothing.
    if _is_day_zero(cell) or (text.startswith(("1900", "1899")) and _DAY_ZERO.fullmatch(text)):
        raise ValidationError(
            _("Excel shows the number 0 or 1 as a day in the year 1900. Type what is meant, or empty the cell.")
        )
    if text.startswith("#") and _SPREADSHEET_ERROR.fullmatch(text):
        raise ValidationError(_("The cell holds the error %(error)s of the spreadsheet."), params={"error": text})
    return text


def folded(text: str) -> str:
    """For comparing codes, labels and headings: one width, one case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _clean(text: str) -> str:
    # Most cells hold none of the signs that are taken out, and are not looked through one by one.
    seen = text if text.isprintable() else _seen(text)
    if not seen.isascii():
        seen = _HALF_WIDTH_KANA.sub(lambda found: unicodedata.normalize("NFKC", found[0]), seen)
    return without_apostrophe(seen.strip())


def _seen(text: str) -> str:
    uniform = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\xa0", " ")
    kept = "".join(sign for sign in uniform if sign == "\n" or unicodedata.category(sign) not in _NO_TEXT)
    return kept.translate(_UNSEEN)


def _is_day_zero(cell: Cell) -> bool:
    """Days before 1901 and midnight alone: a number that lost its format."""
    if isinstance(cell, datetime.date):
        return cell.year < _FIRST_REAL_YEAR
    return isinstance(cell, datetime.time) and cell == datetime.time()


def _typed(cell: Cell) -> str:
    """The text of a value that a workbook holds in a form of its own."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, datetime.time):
        return f"{cell.hour}:{cell.minute:02d}"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
