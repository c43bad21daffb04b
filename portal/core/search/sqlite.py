"""The search backend on SQLite's FTS5.

Of the stock backend only the index is kept. Its queries break on quotes, rank through a correlated subquery and know no
column weights, so the MATCH expression, the ranking query and the results are our own.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import UUIDField
from modelsearch.backends.database.sqlite.sqlite import (
    IndexEntry,
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
    SQLiteSearchResults,
)
from modelsearch.index import SearchField
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Not, Or

from .compiling import Condition, RankedResults, RewrittenQuery
from .indexing import IndexedView, TokenIndexMixin, texts_of
from .query import Adjacent
from .text import index_tokens

_FTS = SQLiteFTSIndexEntry._meta.db_table
# In the order of the columns of the virtual table: autocomplete, body, title. BM25 grows ever less with the number of
# hits: with this weight no number of hits in the body makes up for one in the title.
_WEIGHTS = "1.0, 1.0, 40.0"
MARK = "\ue000"
"""Begins the tokens that only the ranking looks for; nobody can type it as part of a word."""


def _expression(query: Any) -> tuple[bool, str]:
    """A query as FTS5 text, and whether rows must match it (or must not): FTS5 knows no NOT without a left side."""
    if isinstance(query, Adjacent):
        return True, _phrase(query)
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


def _phrase(query: Adjacent, mark: str = "") -> str:
    return f'"{" ".join(mark + token for token in query.tokens)}"{"*" if query.prefix else ""}'


def _in_columns(columns: Sequence[str], text: str) -> str:
    return f"{{{' '.join(columns)}}} : ({text})"


def _joined(operator: str, texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else "(" + f" {operator} ".join(texts) + ")"


def _phrases(query: Any) -> Iterator[Adjacent]:
    """What a hit may contain: all that is looked for and not excluded."""
    if isinstance(query, Adjacent):
        yield query
    elif isinstance(query, (And, Or)):
        for child in query.subqueries:
            yield from _phrases(child)


class MatchCompiler(RewrittenQuery):
    """For a query compiler of modelsearch: finds and ranks by an FTS5 expression. Works with any filter and model."""

    ENTRY = IndexEntry._meta.db_table

    @property
    def positive(self) -> bool:
        return self.query not in (MATCH_ALL, MATCH_NONE) and _expression(self.query)[0]

    def _fitting(self, columns: Sequence[str]) -> Condition:
        positive, text = _expression(self.query)
        # The plus keeps SQLite from visiting the wide rows of the table by their number: with many hits it is faster
        # to go through the narrow index of types and keys.
        condition = f"+e.id {'IN' if positive else 'NOT IN'} (SELECT rowid FROM {_FTS} WHERE {_FTS} MATCH %s)"  # noqa: S608
        return condition, [_in_columns(columns, text)]

    def _key_list(self) -> str:
        return "group_concat(e.object_id)"

    def _key_sql(self) -> str:
        pk: Any = self.queryset.model._meta.pk
        while pk.remote_field:
            pk = pk.target_field
        return "replace(e.object_id, '-', '')" if isinstance(pk, UUIDField) else super()._key_sql()

    def _score_rows(self, names: list[str]) -> Condition:
        text = _expression(self.query)[1]
        marked = [_phrase(phrase, MARK) for phrase in _phrases(self.query)]
        wanted = _joined("OR", [text, *marked])
        sql = (
            f"SELECT e.object_id, m.score FROM "  # noqa: S608
            f"(SELECT rowid AS id, -bm25({_FTS}, {_WEIGHTS}) AS score FROM {_FTS} WHERE {_FTS} MATCH %s "
            f"AND +rowid IN (SELECT id FROM {self.ENTRY} WHERE content_type_id IN ({self._content_types()}) "
            f"AND object_id IN (SELECT value FROM json_each(%s))) LIMIT -1) m CROSS JOIN {self.ENTRY} e ON e.id = m.id"
        )
        return sql, [_in_columns(self.columns(), wanted), json.dumps(names)]


class SearchCompiler(MatchCompiler, SQLiteSearchQueryCompiler):
    pass


class AutocompleteCompiler(MatchCompiler, SQLiteAutocompleteQueryCompiler):
    OPEN_END = True

    def columns(self) -> list[str]:
        return ["autocomplete"]


class TokenResults(RankedResults, SQLiteSearchResults):
    """Results ranked by weighted BM25."""


class MarkedField(SearchField):
    """The words of all fields with a boost once more, marked, in the column of the title.

    FTS5 has no column for the lead. A marked token is found by the ranking only, where it counts as much as a title.
    """

    def __init__(self) -> None:
        super().__init__("title")

    def get_value(self, obj: Any) -> str:
        found = (words for field, words in texts_of(obj) if isinstance(field, SearchField) and field.boost)
        return " ".join(f"{MARK}{token}" for words in found for token in index_tokens(words))


_MARKED = MarkedField()


class MarkedView(IndexedView):
    def get_search_fields(self) -> list[Any]:
        return [*super().get_search_fields(), _MARKED]


class TokenIndex(TokenIndexMixin, SQLiteIndex):
    view_class = MarkedView


class SQLiteBackend(SQLiteSearchBackend):
    """See `backend.SearchBackend`."""

    index_class = TokenIndex
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    results_class = TokenResults
