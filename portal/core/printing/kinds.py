"""What can be printed. Rooms register their kinds when their app is ready, so that the worker finds them."""

from collections.abc import Callable
from dataclasses import dataclass


class NothingToPrintError(LookupError):
    """The thing is not there any more, or not public."""


@dataclass(frozen=True)
class PrintKind:
    """A kind of printed thing: its code, and the function that writes the whole HTML of one in its own language.

    `html` takes a reference (at most 60 signs, enough to find the thing again) and raises `NothingToPrintError`.
    """

    code: str
    html: Callable[[str], str]


@dataclass(frozen=True)
class Printable:
    """A thing of a registered kind, ready to be asked for as a PDF.

    `stamp`: at most 64 signs that differ whenever the PDF may; cheap to know. `filename`: with its ending. `page_url`:
    the page that shows the same. `in_background`: too long to be made while somebody waits, the worker makes it.
    """

    kind: str
    reference: str
    stamp: str
    filename: str
    title: str
    page_url: str
    in_background: bool = False


_KINDS: dict[str, PrintKind] = {}


def register_kind(kind: PrintKind) -> None:
    """Add a kind; a second registration under the same code replaces the first."""
    _KINDS[kind.code] = kind


def kind_of(code: str) -> PrintKind:
    """The kind with this code. Raises `KeyError` for a kind that no room has registered."""
    return _KINDS[code]
