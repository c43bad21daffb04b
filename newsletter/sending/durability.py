"""What outlives a power cut or a crash of the database.

A killed worker loses nothing that is committed. A machine that loses its power may, and so may a database server that
crashes, unless each commit waits for the disk; that takes longer than the conversation with the mail server. So the
worker waits once for each claim, and not at each mail. To be safe all the same, the token of a claim begins with the
epoch: a word that changes whenever commits may have been lost. Rows that were claimed in an earlier epoch may have had
marks that are gone, so they are not taken for rows of which nothing had begun.

The epoch of SQLite is the boot of this machine, which is the only one that has the file. The one of PostgreSQL stands
in a table that the server empties itself after a crash, and that a replica does not have (`UNLOGGED`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.db import connection
from django.utils.crypto import get_random_string

EPOCH_LENGTH = 8
_BOOT = Path("/proc/sys/kernel/random/boot_id")


def epoch() -> str:
    """Eight letters and digits that change when commits may have been lost."""
    return _epoch_of_server() if connection.vendor == "postgresql" else _boot()


@lru_cache(maxsize=1)
def _boot() -> str:
    """Zeros where the system does not tell; a power cut is then taken for a kill."""
    try:
        return _BOOT.read_text("ascii").replace("-", "")[:EPOCH_LENGTH]
    except OSError:
        return "0" * EPOCH_LENGTH


def _epoch_of_server() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM newsletter_epoch")
        found = cursor.fetchone()
        if found is None:
            # Whoever comes second takes the word of the first.
            cursor.execute(
                "INSERT INTO newsletter_epoch (id, word) VALUES (1, %s) ON CONFLICT (id) DO NOTHING",
                [get_random_string(EPOCH_LENGTH)],
            )
            cursor.execute("SELECT word FROM newsletter_epoch")
            found = cursor.fetchone()
        return str(found[0])


@contextmanager
def on_the_disk() -> Iterator[None]:
    """What is committed inside is on the disk when this ends, and so is all that was committed before.

    PostgreSQL does so as it is set by default.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    connection.connection.execute("PRAGMA synchronous=FULL")
    try:
        yield
    finally:
        connection.connection.execute("PRAGMA synchronous=NORMAL")


def without_waiting() -> str:
    """A condition that is always true, in a statement that need not wait for the disk; SQLite does not anyway."""
    if connection.vendor != "postgresql":
        return ""
    return "AND set_config('synchronous_commit', 'off', true) = 'off'"
