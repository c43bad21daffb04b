"""The columns that a process holds, and how they follow the database."""

import threading
from collections.abc import Callable

from members.partners.journal import DATA_VERSION, changes_between
from portal.core.versions import current_version

from .building import build_columns, patch_columns
from .columns import Columns

MOST_PATCHED = 2_000
"""To read more partners than this one by one takes longer than to read all of them."""


class ColumnStore:
    """Keeps the columns of one process. They are patched or built anew when the partners' data version has moved."""

    def __init__(self, build: Callable[[int], Columns] = build_columns) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._held: Columns | None = None

    def current(self) -> Columns:
        """The columns of the present version: one cheap query, and some more when something has changed.

        While one thread builds, the others wait for it instead of building too.
        """
        version = current_version(DATA_VERSION)
        held = self._held
        if held is not None and held.version == version:
            return held
        with self._lock:
            held = self._held
            if held is None or held.version != version:
                held = self._held = self._next(held, version)
            return held

    def _next(self, held: Columns | None, version: int) -> Columns:
        changes = changes_between(held.version, version) if held is not None else None
        if held is None or changes is None or len(changes.partners) > MOST_PATCHED:
            return self._build(version)
        return patch_columns(held, version, changes.partners, agreements=changes.agreements)


store = ColumnStore()
