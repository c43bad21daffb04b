"""What every file for a spreadsheet has in common."""

import codecs
import re
from typing import Any

BOM = codecs.BOM_UTF8.decode()
"""Without this mark at the beginning Excel takes Japanese in a CSV file for another encoding."""

# Also in full width, which some spreadsheets take for the same signs. Apostrophes before them are counted, so that one
# more can be put before them and taken away again.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NEGATIVE_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")


def safe_cell(value: Any) -> Any:
    """The value for a spreadsheet. A text that a spreadsheet would run as a formula gets an apostrophe before it.

    So does a telephone number that begins with its country: of `+81-3-…` a spreadsheet would make a sum. A negative
    number stays as it is, as do values that are no text.
    """
    if isinstance(value, str) and _FORMULA.match(value) and not _NEGATIVE_NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def without_apostrophe(text: str) -> str:
    """The text that `safe_cell` was given: how a file that the desk wrote is read back."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text
