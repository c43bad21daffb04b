"""What every file for a spreadsheet has in common."""

import codecs
from typing import Any

BOM = codecs.BOM_UTF8.decode()
"""Without this mark at the beginning Excel takes Japanese in a CSV file for another encoding."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER_SIGNS = set("+-0123456789 ()")


def safe_cell(value: Any) -> Any:
    """The value for a spreadsheet. A text that a spreadsheet would run as a formula gets an apostrophe before it.

    Numbers and telephone numbers with their sign stay as they are, as do values that are no text.
    """
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS) and not set(value) <= _NUMBER_SIGNS:
        return f"'{value}"
    return value
