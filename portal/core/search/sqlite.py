"""The search backend on SQLite's FTS5.

Of the stock backend only the index is kept. Its queries break on quotes and rank through a correlated subquery, and
FTS5 ranks by counting the hits of each word in the whole index. So the MATCH expression, the ranking and the results
are our own.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connections
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
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Not, Or
from modelsearch.utils import get_content_type_pk
from numpy.typing import NDArray

from .compiling import Condition, RankedResults, RewrittenQuery
from .indexing import QuietIndexMixin, Weight, runs_of, texts_by_weight, write_in_batches
from .query import Adjacent
from .sqlite_entries import VERSION, Entries, entries_of
from .text import index_tokens

_FTS = SQLiteFTSIndexEntry._meta.db_table
# Begins the tokens of the title when they are indexed once more, and stands between the short texts and the body.
# Nobody can type these characters as part of a word.
_OF_TITLE, _END_OF_SHORT = "\ue011", "\ue010"
_OBJECTS_AT_ONCE = 1_000
_ROWS_A_STATEMENT = 100


def _expression(query: Any, mark: str = "") -> tuple[bool, str]:
    """A query as FTS5 text, and whether rows must match it (or must not): FTS5 knows no NOT without a left side."""
    if isinstance(query, Adjacent):
        return True, _phrase(query, mark)
    if isinstance(query, Not):
        positive, text = _expression(query.subquery, mark)
        return not positive, text
    parts = [_expression(child, mark) for child in query.subqueries]
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


def _phrase(query: Adjacent, mark: str) -> str:
    return f'"{" ".join(mark + token for token in query.tokens)}"{"*" if query.prefix else ""}'


def _in_columns(columns: Sequence[str], text: str) -> str:
    return f"{{{' '.join(columns)}}} : ({text})"


def _joined(operator: str, texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else "(" + f" {operator} ".join(texts) + ")"


class MatchCompiler(RewrittenQuery):
    """For a query compiler of modelsearch: finds by an FTS5 expression. Works with any filter and model."""

    ENTRY = IndexEntry._meta.db_table

    @property
    def positive(self) -> bool:
        return self.query not in (MATCH_ALL, MATCH_NONE) and _expression(self.query)[0]

    def _fitting(self, columns: Sequence[str]) -> list[Condition]:
        positive, match = self._match(columns)
        # The plus keeps SQLite from visiting the wide rows of the table by their number: with many hits it is faster
        # to go through the narrow index of types and keys.
        condition = f"+e.id {'IN' if positive else 'NOT IN'} (SELECT rowid FROM {_FTS} WHERE {_FTS} MATCH %s)"  # noqa: S608
        return [(condition, [match])]

    def _match(self, columns: Sequence[str]) -> tuple[bool, str]:
        """The expression for some columns, and whether entries must match it or must not."""
        # Marked, the words of titles are few: looking for them passes over all hits in texts.
        positive, text = _expression(self.query, _OF_TITLE if list(columns) == ["title"] else "")
        return positive, _in_columns(columns, text)

    def _all_keys(self, columns: Sequence[str]) -> NDArray[Any]:
        positive, match = self._match(columns)
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(f"SELECT group_concat(rowid), {VERSION} FROM {_FTS} WHERE {_FTS} MATCH %s", [match])  # noqa: S608
            found, version = cursor.fetchone()
        numbers = np.fromstring(found or "", np.int64, sep=",")
        entries = self._entries_now(version)
        return entries.keys_of(numbers) if positive else entries.keys_without(numbers)

    def _entries_now(self, version: int) -> Entries:
        to_python = None if self.kind is np.int64 else self.queryset.model._meta.pk.to_python
        return entries_of(self.queryset.db, self.ENTRY, self._content_types(), version, to_python)

    def _key_sql(self) -> str:
        pk: Any = self.queryset.model._meta.pk
        while pk.remote_field:
            pk = pk.target_field
        return "replace(e.object_id, '-', '')" if isinstance(pk, UUIDField) else super()._key_sql()

    def _read_texts(self, keys: Sequence[Any], in_short: bool) -> Iterator[tuple[str, str, str, str]]:
        body = f"substr(e.body, 1, instr(e.body, '{_END_OF_SHORT}'))" if in_short else "e.body"
        # Wagtail lets a body be NULL.
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(
                f"SELECT e.object_id, e.title, coalesce({body}, '') FROM {self.ENTRY} e "  # noqa: S608
                f"WHERE e.content_type_id IN ({self._content_types()}) "
                f"AND e.object_id IN (SELECT value FROM json_each(%s))",
                [json.dumps([str(key) for key in keys])],
            )
            for name, marked, text in cursor.fetchall():
                title, _mark, _again = marked.partition(_OF_TITLE)
                short, _mark, rest = text.partition(_END_OF_SHORT)
                yield name, f" {title} ", f" {short} ", f" {rest} "

    def _needle(self, query: Adjacent) -> str:
        return f" {' '.join(query.tokens)}{'' if query.prefix else ' '}"


class SearchCompiler(MatchCompiler, SQLiteSearchQueryCompiler):
    pass


class AutocompleteCompiler(MatchCompiler, SQLiteAutocompleteQueryCompiler):
    OPEN_END = True

    def columns(self) -> list[str]:
        return ["autocomplete"]


class TokenResults(RankedResults, SQLiteSearchResults):
    """Results ranked by `scoring.py`."""


class TokenIndex(QuietIndexMixin, SQLiteIndex):
    """Writes the entries itself: in one pass over the fields, and only what has changed."""

    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        if not model.get_search_fields():
            return
        content_type = get_content_type_pk(model)
        some = list(objs)
        for first in range(0, len(some), _OBJECTS_AT_ONCE):
            self._add(content_type, some[first : first + _OBJECTS_AT_ONCE])

    def _add(self, content_type: int, objs: Sequence[Any]) -> None:
        names = [str(obj.pk) for obj in objs]
        entries = self.entries.filter(content_type_id=content_type, object_id__in=names)
        stored = {name: (pk, *texts) for pk, name, *texts in entries.values_list("pk", "object_id", *_TEXTS)}

        def prepare(some: Sequence[Any]) -> tuple[list[Any], list[Any]]:
            rows = {str(obj.pk): _columns(obj) for obj in some}
            new = [(content_type, name, *texts) for name, texts in rows.items() if name not in stored]
            known = [(stored[name], texts) for name, texts in rows.items() if name in stored]
            return new, [(*texts, pk) for (pk, *before), texts in known if before != list(texts)]

        with self.write_connection.cursor() as cursor:

            def write(rows: tuple[list[Any], list[Any]]) -> None:
                new, changed = rows
                if new:
                    values = ", ".join(["(%s, %s, 1.0, %s, %s, %s)"] * len(new))
                    cursor.execute(f"{_INSERT} {values} {_OR_UPDATE}", [value for row in new for value in row])
                if changed:
                    cursor.executemany(_UPDATE, changed)

            write_in_batches(objs, prepare, write, _ROWS_A_STATEMENT)


_ENTRY = IndexEntry._meta.db_table
_TEXTS = ("title", "autocomplete", "body")
_INSERT = f"INSERT INTO {_ENTRY} (content_type_id, object_id, title_norm, {', '.join(_TEXTS)}) VALUES"
# Another process may have been faster.
_NEW_TEXTS = ", ".join(f"{name} = EXCLUDED.{name}" for name in _TEXTS)
_OR_UPDATE = f"ON CONFLICT (content_type_id, object_id) DO UPDATE SET {_NEW_TEXTS}"
_UPDATE = f"UPDATE {_ENTRY} SET {', '.join(f'{name} = %s' for name in _TEXTS)} WHERE id = %s"  # noqa: S608


def _columns(obj: Any) -> tuple[str, str, str]:
    """Title, autocomplete and body as tokens; what has a boost stands first in the body."""
    tokens = {weight: index_tokens(runs_of(weight, text)) for weight, text in texts_by_weight(obj).items()}
    title = tokens.pop(Weight.TITLE, [])
    completion, body = tokens.pop(Weight.COMPLETION, []), tokens.pop(Weight.BODY, [])
    short = [token for found in tokens.values() for token in found]
    marked = [_OF_TITLE + token for token in title]
    return " ".join([*title, *marked]), " ".join(completion), " ".join([*short, _END_OF_SHORT, *body])


class SQLiteBackend(SQLiteSearchBackend):
    """See `backend.SearchBackend`."""

    index_class = TokenIndex
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    results_class = TokenResults
