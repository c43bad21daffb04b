"""modelsearch's own query compiler on our index, for words that it can find there; each call is stopped in time."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.utils import OperationalError
from wagtail.models import Locale
from wagtail.search.models import IndexEntry

from casestudies.models import CaseStudyPage
from tests.bench.report import Times, times

PATIENCE = 2.0
"""Seconds a query may take."""


def measure(words: Sequence[str], locale: Locale, page: int) -> tuple[Times, list[str]]:
    """The times of the count and the first page of each word, and the words whose query had to be stopped."""
    stopped: dict[str, None] = {}

    def ask(word: str) -> None:
        cases = CaseStudyPage.objects.live().filter(locale=locale).only("title")
        results = _backend().search(word, cases)
        try:
            with _limited():
                results.count()
                list(results[:page])
        except OperationalError:
            stopped[word] = None

    with _own_index():
        return times(words, ask), list(stopped)


def _backend() -> Any:
    if connection.vendor == "postgresql":
        from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend

        return PostgresSearchBackend({"SEARCH_CONFIG": "simple"})
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend

    return SQLiteSearchBackend({})


@contextmanager
def _own_index() -> Iterator[None]:
    """On PostgreSQL the index that this compiler can use, for as long as it is measured."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX stock ON {IndexEntry._meta.db_table} USING gin ((title || body))")
        try:
            yield
        finally:
            cursor.execute("DROP INDEX stock")


@contextmanager
def _limited() -> Iterator[None]:
    """Let the database stop what takes too long."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{PATIENCE * 1000:.0f}"])
            yield
        return
    connection.ensure_connection()
    timer = threading.Timer(PATIENCE, connection.connection.interrupt)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
