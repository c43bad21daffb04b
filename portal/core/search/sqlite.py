"""The search backend on SQLite's FTS5.

Of the stock backend only the index is kept. Its queries break on quotes, rank through a correlated subquery and know no
column weights, so the MATCH expression, the ranking query and the results are our own.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Field, QuerySet, UUIDField
from django.db.models.expressions import RawSQL
from modelsearch.backends.database.sqlite.sqlite import (
    IndexEntry,
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
    SQLiteSearchResults,
)
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Not, Or
from modelsearch.utils import get_descendants_content_types_pks

from .compiling import RewrittenQuery
from .indexing import TokenIndexMixin
from .query import Adjacent

_ENTRY = IndexEntry._meta.db_table
_FTS = SQLiteFTSIndexEntry._meta.db_table
# In the order of the columns of the virtual table: autocomplete, body, title.
_WEIGHTS = "1.0, 1.0, 8.0"


def _expression(query: Any) -> tuple[bool, str]:
    """A query as FTS5 text, and whether rows must match it (or must not): FTS5 knows no NOT without a left side."""
    if isinstance(query, Adjacent):
        return True, f'"{query.query_string}"{"*" if query.prefix else ""}'
    if isinstance(query, Not):
        positive, text = _expression(query.subquery)
        return not positive, text
    parts = [_expression(child) for child in query.subqueries]
    wanted = [text for positive, text in parts if positive]
    unwanted = [text for positive, text in parts if not positive]
    if isinstance(query, And):
        if not wanted:
            return False, _joined("OR", unwanted)
        left = _joined("AND", wanted)
        return True, f"({left} NOT {_joined('OR', unwanted)})" if unwanted else left
    if isinstance(query, Or):
        if not unwanted:
            return True, _joined("OR", wanted)
        left = _joined("AND", unwanted)
        return False, f"({left} NOT {_joined('OR', wanted)})" if wanted else left
    raise TypeError(f"unknown kind of search query: {query!r}")


def _joined(operator: str, texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else "(" + f" {operator} ".join(texts) + ")"


def _key_sql(field: Field[Any, Any]) -> str:
    """The SQL that turns the index's text key into the stored form of a primary key."""
    while field.remote_field:
        field = field.target_field  # type: ignore[attr-defined]
    if isinstance(field, UUIDField):
        return "replace(e.object_id, '-', '')"
    return "e.object_id" if "Char" in field.get_internal_type() else "CAST(e.object_id AS INTEGER)"


class MatchCompiler(RewrittenQuery):
    """For a query compiler of modelsearch: finds and ranks by an FTS5 expression. Works with any filter and model."""

    @property
    def positive(self) -> bool:
        """Whether the results are what the index finds, so that they can be ranked."""
        return self.query not in (MATCH_ALL, MATCH_NONE) and _expression(self.query)[0]

    def _match(self) -> str:
        return f"{{{' '.join(self.columns())}}} : ({_expression(self.query)[1]})"

    def _content_types(self) -> str:
        return ", ".join(str(int(pk)) for pk in get_descendants_content_types_pks(self.queryset.model))

    def found(self) -> QuerySet[Any]:
        """The queryset, reduced to what fits; its own order."""
        if self.query is MATCH_ALL:
            return self.queryset.all()
        if self.query is MATCH_NONE:
            return self.queryset.none()
        keys = RawSQL(  # noqa: S611 - the query is a parameter, the rest are names of ours
            f"SELECT {_key_sql(self.queryset.model._meta.pk)} FROM {_ENTRY} e "  # noqa: S608
            f"WHERE e.id {'IN' if self.positive else 'NOT IN'} (SELECT rowid FROM {_FTS} WHERE {_FTS} MATCH %s) "
            f"AND +e.content_type_id IN ({self._content_types()})",
            (self._match(),),
        )
        return self.queryset.filter(pk__in=keys)

    def ranked(self, start: int, stop: int | None) -> list[tuple[Any, float]]:
        """Primary keys and scores (higher is better), best first, in one query that lets SQLite stop at the limit."""
        connection = connections[self.queryset.db]
        pk = self.queryset.model._meta.pk
        allowed = self.queryset.order_by().values("pk").query.get_compiler(connection=connection)
        try:
            inner_sql, inner_params = allowed.as_sql()
        except EmptyResultSet:
            return []
        sql = (
            f"SELECT {_key_sql(pk)} AS k, m.score FROM "  # noqa: S608
            f"(SELECT rowid AS id, -bm25({_FTS}, {_WEIGHTS}) AS score FROM {_FTS} WHERE {_FTS} MATCH %s LIMIT -1) m "
            f"CROSS JOIN {_ENTRY} e ON e.id = m.id WHERE +e.content_type_id IN ({self._content_types()}) "
            f"AND {_key_sql(pk)} IN ({inner_sql}) ORDER BY m.score DESC, k DESC LIMIT %s OFFSET %s"
        )
        limit = -1 if stop is None else max(0, stop - start)
        with connection.cursor() as cursor:
            cursor.execute(sql, (self._match(), *inner_params, limit, start))
            return [(pk.to_python(key), score) for key, score in cursor.fetchall()]

    def search(self, config: Any, start: int | None, stop: int | None, score_field: str | None = None) -> QuerySet[Any]:
        """The hits in the order of the queryset, or newest first; `TokenResults` does the ranking."""
        queryset = self.found()
        return (queryset if queryset.query.order_by else queryset.order_by("-pk"))[start:stop]


class SearchCompiler(MatchCompiler, SQLiteSearchQueryCompiler):
    pass


class AutocompleteCompiler(MatchCompiler, SQLiteAutocompleteQueryCompiler):
    OPEN_END = True

    def columns(self) -> list[str]:
        return ["autocomplete"]


class TokenResults(SQLiteSearchResults):
    """Results ranked by weighted BM25."""

    def _do_search(self) -> list[Any]:
        compiler = self.query_compiler
        if not compiler.positive:
            return self._scored(list(self.get_queryset()), {})
        if compiler.order_by_relevance:
            ranked = compiler.ranked(self.start, self.stop)
            objects = compiler.queryset.order_by().in_bulk([key for key, _score in ranked]) if ranked else {}
            found = [objects[key] for key, _score in ranked if key in objects]
        else:
            found = list(self.get_queryset())
            ranked = compiler.ranked(0, None) if self._score_field else []
        return self._scored(found, dict(ranked))

    def _scored(self, found: list[Any], scores: dict[Any, float]) -> list[Any]:
        """The same objects with their scores where they are asked for; 0 for those the index did not rank."""
        if self._score_field:
            for obj in found:
                setattr(obj, self._score_field, scores.get(obj.pk, 0.0))
        return found


class TokenIndex(TokenIndexMixin, SQLiteIndex):
    pass


class SQLiteBackend(SQLiteSearchBackend):
    """See `backend.SearchBackend`."""

    index_class = TokenIndex
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    results_class = TokenResults
