"""What `manage.py check` says about printing."""

from typing import Any

from django.core import checks

from . import availability

_NUMBERS = {availability.PACKAGE: 1, availability.LIBRARIES: 2, availability.FONT: 3}


def check_printing(**options: Any) -> list[checks.CheckMessage]:
    """What is missing for PDFs and how to get it. Information, no warning: everything else works without them."""
    missing = availability.probe()
    if missing is None:
        return []
    return [checks.Info(missing.message, hint=missing.hint, id=f"printing.I00{_NUMBERS[missing]}")]
