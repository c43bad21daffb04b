"""Which object an entry of the index stands for, remembered by each connection to SQLite.

FTS5 tells the numbers of the entries that fit. To read the table of entries for each of them takes several times as
long as to find them: for a word of 18,000 texts 7 ms of 9.
"""

import threading
from typing import Any, NamedTuple

import numpy as np
from django.db import connections
from numpy.typing import NDArray

VERSION = "(SELECT data_version FROM pragma_data_version)"
"""SQL that moves whenever another connection has written."""


class Entries(NamedTuple):
    """The entries of some content types: their numbers, ascending, and the keys of their objects in the same order."""

    numbers: NDArray[np.int64]
    keys: NDArray[Any]

    def keys_of(self, numbers: NDArray[np.int64]) -> NDArray[Any]:
        """The keys of these entries; those of other types are left out."""
        if not len(self.numbers):
            return self.keys
        places = np.searchsorted(self.numbers, numbers).clip(max=len(self.numbers) - 1)
        return self.keys[places[self.numbers[places] == numbers]]

    def keys_without(self, numbers: NDArray[np.int64]) -> NDArray[Any]:
        """The keys of all entries but these."""
        return self.keys[~np.isin(self.numbers, numbers)]


class _Held(NamedTuple):
    connection: Any
    version: tuple[int, int]
    blocks: tuple[Any, ...]
    entries: dict[tuple[str, str], Entries]


_held = threading.local()


def entries_of(alias: str, table: str, types: str, version: int, to_python: Any) -> Entries:
    """The entries of these content types (SQL, divided by commas) in a table.

    `version` is what `VERSION` gave just now; what this connection writes itself moves the count of its changes. A
    rollback moves neither, so what was read inside a block of `atomic` is forgotten when the block has ended.
    `to_python` turns stored keys of objects into keys; None for numbers.
    """
    wrapper = connections[alias]
    connection = wrapper.connection
    now = (version, connection.total_changes)
    blocks = tuple(wrapper.atomic_blocks)
    held: _Held | None = getattr(_held, alias, None)
    still_open = held is not None and held.blocks == blocks[: len(held.blocks)]
    if held is None or held.connection is not connection or held.version != now or not still_open:
        held = _Held(connection, now, blocks, {})
        setattr(_held, alias, held)
    if (table, types) not in held.entries:
        held.entries[table, types] = _read(alias, table, types, to_python)
    return held.entries[table, types]


def _read(alias: str, table: str, types: str, to_python: Any) -> Entries:
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT id, object_id FROM {table} WHERE content_type_id IN ({types}) ORDER BY id")  # noqa: S608
        rows = cursor.fetchall()
    numbers = np.fromiter((number for number, _name in rows), np.int64, len(rows))
    if to_python is None:
        return Entries(numbers, np.fromiter((int(name) for _number, name in rows), np.int64, len(rows)))
    keys = np.empty(len(rows), np.object_)
    keys[:] = [to_python(name) for _number, name in rows]
    return Entries(numbers, keys)
