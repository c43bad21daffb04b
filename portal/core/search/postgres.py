"""The search backend on PostgreSQL's tsvector, with an index, queries and ranking of our own.

A word of three and more characters is several tokens side by side. To check that they are, PostgreSQL would read the
long vector of every row that has them all. So whole words are tokens as well, as far as the script tells where they end
(`text.compounds`): what has one is a hit for sure. Of the rest GIN is asked for rows with all tokens, and the runs of
characters are looked up in the plain text. So a vector need not say where a token stands, nor how often.

The planner must always take the index: reading the vectors of all rows takes a hundred times as long, which it does not
know. `(SELECT …::tsquery)` keeps from it that a word is common, and the function that joins the vectors has a price.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connections
from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchAtomicRebuilder,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
    PostgresSearchResults,
)
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Not, Or
from modelsearch.utils import get_content_type_pk
from numpy.typing import NDArray

from .compiling import Condition, RankedResults, RewrittenQuery
from .indexing import QuietIndexMixin, texts_by_weight, write_in_batches
from .postgres_entries import INSERT, OF_TITLE, VALUES, WHOLE, Row, entry_of
from .query import Adjacent, only_excludes

_ENTRY = IndexEntry._meta.db_table
# The very expression of the index, or the index would stay unused.
_BOTH = "core_search_vector(e.title, e.body)"
_ROWS_A_STATEMENT = 100
_TEXTS = "e.title_text || e.body_text"
# PostgreSQL lets only the owner do this; for others its autovacuum does it in time.
_MERGE = f"""
SELECT gin_clean_pending_list(indexrelid)
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
WHERE indrelid = '{_ENTRY}'::regclass AND amname = 'gin' AND pg_has_role(relowner, 'USAGE')
"""  # noqa: S608
_TITLE_TEXT = f"split_part(e.title_text, '{OF_TITLE}', 1)"
_TEXTS_BUT_THE_TITLE = f"split_part(e.title_text, '{OF_TITLE}', 2) || e.body_text"


def tsquery(query: Any) -> str:
    """A query in the syntax of a tsquery. Tokens are letters and numbers only, so quoting them is enough."""
    if isinstance(query, Adjacent):
        return " <-> ".join(_lexemes(query))
    if isinstance(query, Not):
        return f"!({tsquery(query.subquery)})"
    if isinstance(query, (And, Or)):
        return _joined(query, [tsquery(child) for child in query.subqueries])
    raise TypeError(f"unknown kind of search query: {query!r}")


def _lexemes(query: Adjacent, mark: str = "") -> list[str]:
    *head, last = (f"'{mark}{token}'" for token in query.tokens)
    return [*head, f"{last}:*" if query.prefix else last]


def _joined(query: Any, parts: Sequence[str]) -> str:
    return (" & " if isinstance(query, And) else " | ").join(f"({part})" for part in parts)


def _whole(query: Adjacent, mark: str = "") -> str:
    word = f"'{mark}{WHOLE}{query.runs.replace(' ', '')}'"
    return f"{word}:*" if query.prefix else word


def is_exact(query: Any) -> bool:
    """Whether `needed` says all: no tokens have to stand side by side."""
    if isinstance(query, Adjacent):
        return len(query.tokens) == 1
    if isinstance(query, Not):
        return is_exact(query.subquery)
    return all(is_exact(child) for child in query.subqueries)


def needed(query: Any, mark: str = "") -> str:
    """What every hit fulfils, as a tsquery that an index answers alone; empty when nothing can be said."""
    if isinstance(query, Adjacent):
        return " & ".join(dict.fromkeys(_lexemes(query, mark)))
    if isinstance(query, Not):
        return f"!({needed(query.subquery, mark)})" if is_exact(query.subquery) else ""
    if isinstance(query, Or):
        return _needed_of_any(query, mark)
    parts = [needed(child, mark) for child in query.subqueries]
    return _joined(query, [part for part in parts if part])


def _needed_of_any(query: Or, mark: str) -> str:
    """`needed`; forms of a word differ in the last token only, so the others are asked for once."""
    endings: dict[tuple[str, ...], list[str]] = {}
    parts = []
    for child in query.subqueries:
        if isinstance(child, Adjacent):
            *beginning, last = dict.fromkeys(_lexemes(child, mark))
            endings.setdefault(tuple(beginning), []).append(last)
        else:
            parts.append(needed(child, mark))
    parts += [" & ".join([*beginning, f"({' | '.join(lasts)})"]) for beginning, lasts in endings.items()]
    return _joined(query, parts) if all(parts) else ""


def sufficient(query: Any, mark: str = "") -> str:
    """What makes a row a hit for sure, as a tsquery that an index answers alone; empty when nothing can be said."""
    if isinstance(query, Adjacent):
        return needed(query, mark) if is_exact(query) else _whole(query, mark)
    if isinstance(query, Not):
        least = needed(query.subquery, mark)
        return f"!({least})" if least else ""
    parts = [sufficient(child, mark) for child in query.subqueries]
    if isinstance(query, And) and not all(parts):
        return ""
    return _joined(query, [part for part in parts if part])


def in_texts(query: Any, texts: str, *, beside_needed: bool = True) -> Condition:
    """The same query as a condition on plain text of an entry, given as SQL.

    With `beside_needed` it is one of several that must hold, `needed` being another: what that says alone is left out.
    """
    condition, params = _in_text(query, beside_needed)
    # The text is put together, and read from where long texts lie, once for all that is looked up in it.
    return f"(SELECT {condition} FROM (SELECT {texts} AS text OFFSET 0) t)", params  # noqa: S608


def _in_text(query: Any, beside_needed: bool) -> Condition:
    if isinstance(query, Adjacent):
        return "strpos(t.text, %s) > 0", [query.runs]
    if isinstance(query, Not):
        sql, params = _in_text(query.subquery, False)
        return f"NOT ({sql})", params
    if isinstance(query, Or):
        return _any_in_text(query)
    children = [child for child in query.subqueries if not (beside_needed and is_exact(child))]
    return _together(" AND ", [_in_text(child, beside_needed) for child in children])


def _any_in_text(query: Or) -> Condition:
    """`_in_text`; what forms of a word have in common is looked up first, as most texts do not hold even that."""
    endings: dict[str, list[Condition]] = {}
    for child in query.subqueries:
        beginning = child.runs[:-1] if isinstance(child, Adjacent) else ""
        endings.setdefault(beginning, []).append(_in_text(child, False))
    parts = []
    for beginning, forms in endings.items():
        if beginning and len(forms) > 1:
            parts.append(_together(" AND ", [("strpos(t.text, %s) > 0", [beginning]), _together(" OR ", forms)]))
        else:
            parts += forms
    return _together(" OR ", parts)


def _together(operator: str, parts: Sequence[Condition]) -> Condition:
    return f"({operator.join(sql for sql, _ in parts)})", [param for _, params in parts for param in params]


def unsure(query: Any) -> Any:
    """What is left of a query where `sufficient` does not hold: of several ways those that it does not know at all."""
    if not isinstance(query, Or):
        return query
    return Or([child for child in query.subqueries if not is_exact(child)])


def inverse(query: Any) -> Any:
    """The query that finds all that this one does not."""
    if isinstance(query, Not):
        return query.subquery
    if isinstance(query, Adjacent):
        return Not(query)
    children = [inverse(child) for child in query.subqueries]
    return Or(children) if isinstance(query, And) else And(children)


class TsqueryCompiler(RewrittenQuery):
    """For a query compiler of modelsearch: one tsquery for the whole query, title above body."""

    ENTRY = _ENTRY

    @property
    def positive(self) -> bool:
        return self.query not in (MATCH_ALL, MATCH_NONE) and not only_excludes(self.query)

    def _fitting(self, columns: Sequence[str]) -> list[Condition]:
        if only_excludes(self.query):
            # No index finds what lacks a word; one finds what has it.
            branches = self._branches(inverse(self.query), columns)
            found = " UNION ALL ".join(f"SELECT e.id FROM {_ENTRY} e WHERE {sql}" for sql, _ in branches)  # noqa: S608
            return [(f"e.id NOT IN ({found})", [param for _, params in branches for param in params])]
        return self._branches(self.query, columns)

    def _branches(self, query: Any, columns: Sequence[str]) -> list[Condition]:
        """What the index can answer alone, then what has to be looked up of the rest."""
        if list(columns) == ["autocomplete"]:
            return [_of_index("e.autocomplete", tsquery(query))]
        if list(columns) == ["body"]:
            # Hits in a lead are hits in the body, hits in the title alone are not: only the texts tell.
            sql, params = in_texts(query, _TEXTS_BUT_THE_TITLE, beside_needed=False)
            condition, more = _of_index(_BOTH, needed(query))
            return [(f"{condition} AND {sql}", [*more, *params])] if more[0] else [(sql, params)]
        mark, texts = ("", _TEXTS) if len(columns) > 1 else (OF_TITLE, _TITLE_TEXT)
        known = sufficient(query, mark)
        branches = [_of_index(_BOTH, known)] if known else []
        if not is_exact(query):
            rest = unsure(query) if known else query
            parts = [part for part in (needed(rest, mark), f"!({known})" if known else "") if part]
            sql, params = in_texts(rest, texts)
            if parts:
                condition, more = _of_index(_BOTH, " & ".join(f"({part})" for part in parts))
                sql, params = f"{condition} AND {sql}", [*more, *params]
            branches.append((sql, params))
        return branches

    def _all_keys(self, columns: Sequence[str]) -> NDArray[Any]:
        if only_excludes(self.query):
            everything = f"SELECT e.object_id FROM {_ENTRY} e WHERE e.content_type_id IN ({self._content_types()})"  # noqa: S608
            unwanted = self._entries_of(self._branches(inverse(self.query), columns))
            return np.setdiff1d(self._read_keys((everything, [])), self._read_keys(unwanted))
        return self._read_keys(self._entries(columns))

    def _read_keys(self, entries: Condition) -> NDArray[Any]:
        sql, params = entries
        with connections[self.queryset.db].cursor() as cursor:
            if self.kind is np.int64:
                # One long text is read far faster than many rows.
                cursor.execute(f"SELECT string_agg(e.object_id, ',') FROM ({sql}) e", params)  # noqa: S608
                return np.fromstring(cursor.fetchone()[0] or "", np.int64, sep=",")
            cursor.execute(sql, params)
            to_python = self.queryset.model._meta.pk.to_python
            return np.array([to_python(name) for (name,) in cursor.fetchall()], np.object_)

    def _read_texts(self, keys: Sequence[Any], in_short: bool) -> Iterator[tuple[str, str, str, str]]:
        body = "''" if in_short else "e.body_text"
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(
                f"SELECT e.object_id, e.title_text, {body} FROM {_ENTRY} e "  # noqa: S608
                f"WHERE e.content_type_id IN ({self._content_types()}) AND e.object_id = ANY(%s)",
                [[str(key) for key in keys]],
            )
            for name, short, text in cursor.fetchall():
                title, _mark, rest = short.partition(OF_TITLE)
                yield name, title, rest, text

    def _needle(self, query: Adjacent) -> str:
        return query.runs


def _of_index(vector: str, query: str) -> Condition:
    return f"{vector} @@ (SELECT %s::tsquery)", [query]


class SearchCompiler(TsqueryCompiler, PostgresSearchQueryCompiler):
    pass


class AutocompleteCompiler(TsqueryCompiler, PostgresAutocompleteQueryCompiler):
    OPEN_END = True

    def columns(self) -> list[str]:
        return ["autocomplete"]


class TokenResults(RankedResults, PostgresSearchResults):
    """Results ranked by `scoring.py`."""


class TokenIndex(QuietIndexMixin, PostgresIndex):
    """Writes vectors and texts itself: PostgreSQL's parser has nothing to do with tokens that are ready made."""

    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        if not model.get_search_fields():
            return
        content_type = get_content_type_pk(model)
        with self.write_connection.cursor() as cursor:

            def prepare(some: Sequence[Any]) -> dict[str, Row]:
                return {str(obj.pk): entry_of(texts_by_weight(obj)) for obj in some}

            def write(rows: dict[str, Row]) -> None:
                values = ", ".join([VALUES] * len(rows))
                params = [value for name, row in rows.items() for value in (content_type, name, *row)]
                cursor.execute(INSERT.format(values=values), params)

            write_in_batches(list(objs), prepare, write, _ROWS_A_STATEMENT)


class TokenRebuilder(PostgresSearchAtomicRebuilder):
    """Ends by sorting into the index what was put aside while writing, so that searches need not read it."""

    def finish(self) -> None:
        super().finish()
        with self.index.write_connection.cursor() as cursor:
            cursor.execute(_MERGE)


class PostgresBackend(PostgresSearchBackend):
    """See `backend.SearchBackend`."""

    index_class = TokenIndex
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    results_class = TokenResults
    atomic_rebuilder_class = TokenRebuilder

    def __init__(self, params: dict[str, Any]) -> None:
        # The tokens are ready made: no stemming, no stop words, whatever the database's default is.
        super().__init__({"SEARCH_CONFIG": "simple", **params})
