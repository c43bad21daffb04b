"""Which kinds of imports there are. Rooms register theirs when their app is ready."""

from typing import Any

from .importer import Importer

_IMPORTERS: dict[str, Importer[Any]] = {}


def register(importer: Importer[Any]) -> None:
    """Add a kind; a second registration under the same code replaces the first."""
    _IMPORTERS[importer.code] = importer


def importer_of(code: str) -> Importer[Any]:
    """The kind with this code. Raises KeyError for a kind that no room has registered."""
    return _IMPORTERS[code]
