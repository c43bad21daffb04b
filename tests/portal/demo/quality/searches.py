"""The searches that are measured: the archive's, and modelsearch's own on the same pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.http import QueryDict
from wagtail.models import Locale
from wagtail.search.models import IndexEntry

from casestudies.models import CaseStudyPage
from casestudies.selectors import search_cases
from tests.portal.demo.quality.judged import LOOKED_AT, Search, judged_queries


def archive(query: str, language: str) -> list[str]:
    """The slugs a visitor of the archive sees first."""
    params = QueryDict(mutable=True)
    params["q"] = query
    found = search_cases(params, Locale.objects.get(language_code=language))
    return [case.slug for case in found.cases[:LOOKED_AT]]


def index_cases(backend: Any) -> None:
    """Write the index entries of all judged cases with a backend, in place of those that are there."""
    slugs = {slug for one in judged_queries() for slug in one.relevant}
    cases = list(CaseStudyPage.objects.live().filter(slug__in=slugs).select_related("locale"))
    IndexEntry.objects.filter(object_id__in=[str(case.pk) for case in cases]).delete()
    backend.add_bulk(CaseStudyPage, cases)


class _Statements:
    """A schema editor within a transaction, as far as a migration needs it: on SQLite stock gets its own table."""

    connection = connection

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


@contextmanager
def stock_search() -> Iterator[Search]:
    """modelsearch's own backend of the running database, on an index it has written itself; undone at the end."""
    backend = _stock_backend()

    def search(query: str, language: str) -> list[str]:
        cases = CaseStudyPage.objects.live().filter(locale=Locale.objects.get(language_code=language))
        try:
            with transaction.atomic():
                return [case.slug for case in backend.search(query, cases)[:LOOKED_AT]]
        except (DatabaseError, ValueError):
            return []  # it gives up on some signs and on words that are operators of its database

    with transaction.atomic():
        if connection.vendor == "sqlite":
            import_module("portal.core.migrations.0009_lean_index").backwards(apps, _Statements())
        index_cases(backend)
        yield search
        transaction.set_rollback(True)


def _stock_backend() -> Any:
    if connection.vendor == "postgresql":
        from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend

        return PostgresSearchBackend({})
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend

    return SQLiteSearchBackend({})
