"""All partners of the database in memory, a numpy array a fact: what the directory's filters and counts run on.

`columns` says what is held, `reading` reads rows, `building` makes columns of all partners or patches them where a few
have changed, `column_store` keeps the present ones for a process, `week` tells what lessons a school shares with each.
"""

from .column_store import ColumnStore, store
from .columns import CODES, UNKNOWN, Columns

__all__ = ["CODES", "UNKNOWN", "ColumnStore", "Columns", "store"]
