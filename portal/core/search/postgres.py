"""The search backend on PostgreSQL's tsvector, with an index, queries and ranking of our own.

A word of three and more characters is several tokens side by side. To check that they are, PostgreSQL would read the
long vector of every row that has them all. So whole words are tokens as well, as far as the script tells where they end
(`text.compounds`): what has one is a hit for sure. Of the rest GIN is asked for rows with all tokens, and the runs of
characters are looked up in the two columns of plain text, of which the first is short.

`(SELECT …::tsquery)` keeps the query from the planner, who otherwise knows that a word is common, believes that reading
and joining vectors costs nothing, and goes through the whole table without the index.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, islice, repeat
from typing import Any

import numpy as np
from django.db import connections
from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
    PostgresSearchResults,
)
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Not, Or
from modelsearch.utils import get_content_type_pk
from numpy.typing import NDArray

from .compiling import Condition, RankedResults, RewrittenQuery
from .indexing import QuietIndexMixin, Weight, plain_texts_of, words_of
from .query import Adjacent, only_excludes
from .text import compounds, index_tokens, run_text

_ENTRY = IndexEntry._meta.db_table
# The very expression of the index, or the index would stay unused.
_BOTH = "(e.title || e.body)"
# Begins the tokens of the title when they are indexed once more; nobody can type it as part of a word. It also ends
# the title in the short text.
OF_TITLE = "\ue011"
# Begins the tokens that are whole words.
_WHOLE = "\ue012"
# What a hit counts in the body, in a field with a boost, in a lead, in the title.
_WEIGHTS = "{0.003, 0.1, 0.3, 0.8}"
# Divide by 1 + the logarithm of the length, so that short texts are not drowned.
_BY_LENGTH = 1
# Limits of PostgreSQL: the number of a place, and 1 MB a vector (a token takes 25 bytes or so).
_LAST_PLACE = 16_383
_MOST_TOKENS = 30_000
# Only the ranking asks for places, and that a word stands there a dozen times says enough.
_LONGEST_PLACES = 48  # characters
_ROWS_A_STATEMENT = 200
_TEXTS = ("e.title_text", "e.body_text")
_TITLE_TEXT = (f"split_part(e.title_text, '{OF_TITLE}', 1)",)


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
    parts = [needed(child, mark) for child in query.subqueries]
    if isinstance(query, Or) and not all(parts):
        return ""
    return _joined(query, [part for part in parts if part])


def sufficient(query: Any, mark: str = "") -> str:
    """What makes a row a hit for sure, as a tsquery that an index answers alone; empty when nothing can be said."""
    if isinstance(query, Adjacent):
        if is_exact(query):
            return needed(query, mark)
        word = f"'{mark}{_WHOLE}{query.runs.replace(' ', '')}'"
        return f"{word}:*" if query.prefix else word
    if isinstance(query, Not):
        least = needed(query.subquery, mark)
        return f"!({least})" if least else ""
    parts = [sufficient(child, mark) for child in query.subqueries]
    if isinstance(query, And) and not all(parts):
        return ""
    return _joined(query, [part for part in parts if part])


def in_texts(query: Any, texts: Sequence[str], *, beside_needed: bool = True) -> Condition:
    """The same query as a condition on plain texts of an entry.

    With `beside_needed` it is one of several that must hold, `needed` being another: what that says alone is left out.
    """
    if isinstance(query, Adjacent):
        sql = " OR ".join(f"strpos({text}, %s) > 0" for text in texts)
        return f"({sql})", [query.runs] * len(texts)
    if isinstance(query, Not):
        sql, params = in_texts(query.subquery, texts, beside_needed=False)
        return f"NOT {sql}", params
    all_must = beside_needed and isinstance(query, And)
    children = [child for child in query.subqueries if not (all_must and is_exact(child))]
    parts = [in_texts(child, texts, beside_needed=all_must) for child in children]
    operator = " AND " if isinstance(query, And) else " OR "
    return f"({operator.join(sql for sql, _ in parts)})", [param for _, params in parts for param in params]


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
            # Hits in a lead are hits in the body, hits in the title alone are not: only the places tell.
            return [_of_index("e.body", tsquery(query))]
        mark, texts = ("", _TEXTS) if len(columns) > 1 else (OF_TITLE, _TITLE_TEXT)
        known = sufficient(query, mark)
        branches = [_of_index(_BOTH, known)] if known else []
        if not is_exact(query):
            parts = [part for part in (needed(query, mark), f"!({known})" if known else "") if part]
            sql, params = in_texts(query, texts)
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

    def _read_scores(self, keys: Sequence[Any], in_short: bool) -> list[tuple[Any, float]]:
        columns = self.columns()
        vector = _BOTH if len(columns) == 2 and not in_short else f"e.{columns[0]}"
        to_python = self.queryset.model._meta.pk.to_python
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(
                f"SELECT e.object_id, ts_rank('{_WEIGHTS}', {vector}, %s::tsquery, {_BY_LENGTH}) FROM {_ENTRY} e "  # noqa: S608
                f"WHERE e.content_type_id IN ({self._content_types()}) AND e.object_id = ANY(%s)",
                [tsquery(self.query), [str(key) for key in keys]],
            )
            return [(to_python(name), score) for name, score in cursor.fetchall()]


def _of_index(vector: str, query: str) -> Condition:
    return f"{vector} @@ (SELECT %s::tsquery)", [query]


class SearchCompiler(TsqueryCompiler, PostgresSearchQueryCompiler):
    pass


class AutocompleteCompiler(TsqueryCompiler, PostgresAutocompleteQueryCompiler):
    OPEN_END = True

    def columns(self) -> list[str]:
        return ["autocomplete"]


class TokenResults(RankedResults, PostgresSearchResults):
    """Results ranked by `ts_rank` with our weights."""


class Part:
    """One vector of an entry with its plain text, field by field."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}
        self._marked: dict[str, None] = {}
        self._whole: dict[str, None] = {}
        self._titles: list[str] = []
        self._texts: list[str] = []
        self._place = 0

    def add(self, text: str, weight: Weight) -> None:
        """Take in the text of a field."""
        words = words_of(weight, text)
        whole = [] if weight is Weight.COMPLETION else compounds(text)
        self._whole |= dict.fromkeys(whole)
        tokens = index_tokens(words)
        held, letter = self._places, "" if weight is Weight.BODY else weight.value
        for place, token in zip(chain(range(self._place + 1, _LAST_PLACE), repeat(_LAST_PLACE)), tokens, strict=False):
            if token not in held:
                held[token] = f"{place}{letter}"
            elif len(held[token]) < _LONGEST_PLACES:
                held[token] += f",{place}{letter}"
        # Words of two fields do not stand side by side.
        self._place += len(tokens) + 1
        if weight is Weight.TITLE:
            self._marked |= dict.fromkeys([*tokens, *(_WHOLE + word for word in whole)])
        (self._titles if weight is Weight.TITLE else self._texts).append(run_text(words))

    @property
    def vector(self) -> str:
        """The text form of a tsvector; words are no parser's business any more."""
        marked = [f"'{OF_TITLE}{token}'" for token in self._marked]
        marked += [f"'{_WHOLE}{word}'" for word in self._whole]
        found = [f"'{token}':{places}" for token, places in islice(self._places.items(), _MOST_TOKENS)]
        return " ".join([*found, *marked])

    @property
    def text(self) -> str:
        """The runs of all fields, those of the title first and followed by its sign."""
        titles = "|".join(self._titles) + OF_TITLE if self._titles else ""
        return titles + "|".join(self._texts)


class TokenIndex(QuietIndexMixin, PostgresIndex):
    """Writes vectors and texts itself: PostgreSQL's parser has nothing to do with tokens that are ready made."""

    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        if not model.get_search_fields():
            return
        content_type = get_content_type_pk(model)
        rows = [(content_type, *_row(obj)) for obj in objs]
        with self.write_connection.cursor() as cursor:
            for first in range(0, len(rows), _ROWS_A_STATEMENT):
                some = rows[first : first + _ROWS_A_STATEMENT]
                values = ", ".join(["(%s, %s, %s::tsvector, %s::tsvector, %s::tsvector, 1.0, %s, %s)"] * len(some))
                cursor.execute(_INSERT.format(values=values), [value for row in some for value in row])


_INSERT = f"""
INSERT INTO {_ENTRY} (content_type_id, object_id, title, autocomplete, body, title_norm, title_text, body_text)
VALUES {{values}}
ON CONFLICT (content_type_id, object_id) DO UPDATE SET
    title = EXCLUDED.title, autocomplete = EXCLUDED.autocomplete, body = EXCLUDED.body, title_norm = 1.0,
    title_text = EXCLUDED.title_text, body_text = EXCLUDED.body_text
"""  # noqa: S608


def _row(obj: Any) -> tuple[str, str, str, str, str, str]:
    """Key, three vectors and two texts of an object. What has a boost stands beside the title: it is short."""
    title, autocomplete, body = Part(), Part(), Part()
    parts = {Weight.COMPLETION: autocomplete, Weight.BODY: body}
    for weight, text in plain_texts_of(obj):
        parts.get(weight, title).add(text, weight)
    return str(obj.pk), title.vector, autocomplete.vector, body.vector, title.text, body.text


class PostgresBackend(PostgresSearchBackend):
    """See `backend.SearchBackend`."""

    index_class = TokenIndex
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    results_class = TokenResults

    def __init__(self, params: dict[str, Any]) -> None:
        # The tokens are ready made: no stemming, no stop words, whatever the database's default is.
        super().__init__({"SEARCH_CONFIG": "simple", **params})
