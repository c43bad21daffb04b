"""The search backend on PostgreSQL's tsvector, with an index, queries and ranking of our own.

A word of three and more characters is several tokens side by side. To check that they are, PostgreSQL would read the
long vector of every row that has them all. So GIN is asked for rows with all tokens, and where that is not the whole
truth the runs of characters are looked up in the two columns of plain text, of which the first is short.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

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

from .compiling import Condition, RankedResults, RewrittenQuery
from .indexing import QuietIndexMixin, Weight, texts_of
from .query import Adjacent
from .text import Word, index_tokens, run_text

_ENTRY = IndexEntry._meta.db_table
# The very expression of the index, or the index would stay unused.
_BOTH = "core_search_vector(e.title, e.body)"
# What a hit counts in the body, in a field with a boost, in a lead, in the title.
_WEIGHTS = "{0.003, 0.1, 0.3, 0.8}"
# Divide by 1 + the logarithm of the length, so that short texts are not drowned.
_BY_LENGTH = 1
# Limits of PostgreSQL: the number of a place, and 1 MB a vector (a token takes 25 bytes or so).
_LAST_PLACE = 16_383
_MOST_TOKENS = 30_000
# Only the ranking asks for places, and that a word stands there so often says enough.
_PLACES = 12
_ROWS_A_STATEMENT = 200
_TEXTS = ("title_text", "body_text")


def tsquery(query: Any, weights: str = "") -> str:
    """A query in the syntax of a tsquery, for hits with one of these weights (all without).

    Tokens are letters and numbers only, so quoting them is enough.
    """
    if isinstance(query, Adjacent):
        return " <-> ".join(_lexemes(query, weights))
    if isinstance(query, Not):
        return f"!({tsquery(query.subquery, weights)})"
    if isinstance(query, (And, Or)):
        return _joined(query, [tsquery(child, weights) for child in query.subqueries])
    raise TypeError(f"unknown kind of search query: {query!r}")


def _lexemes(query: Adjacent, weights: str = "") -> list[str]:
    *head, last = (f"'{token}'" for token in query.tokens)
    ending = f":{weights}" if weights else ""
    return [*(f"{token}{ending}" for token in head), f"{last}:*{weights}" if query.prefix else f"{last}{ending}"]


def _joined(query: Any, parts: Sequence[str]) -> str:
    return (" & " if isinstance(query, And) else " | ").join(f"({part})" for part in parts)


def is_exact(query: Any) -> bool:
    """Whether `needed` says all: no tokens have to stand side by side."""
    if isinstance(query, Adjacent):
        return len(query.tokens) == 1
    if isinstance(query, Not):
        return is_exact(query.subquery)
    return all(is_exact(child) for child in query.subqueries)


def needed(query: Any) -> str:
    """What every hit fulfils, as a tsquery that an index answers alone; empty when nothing can be said."""
    if isinstance(query, Adjacent):
        return " & ".join(dict.fromkeys(_lexemes(query)))
    if isinstance(query, Not):
        return f"!({needed(query.subquery)})" if is_exact(query.subquery) else ""
    parts = [needed(child) for child in query.subqueries]
    if isinstance(query, Or) and not all(parts):
        return ""
    return _joined(query, [part for part in parts if part])


def in_texts(query: Any, *, beside_needed: bool = True) -> Condition:
    """The same query as a condition on the plain texts of an entry `e`.

    With `beside_needed` it is one of several that must hold, `needed` being another: what that says alone is left out.
    """
    if isinstance(query, Adjacent):
        sql = " OR ".join(f"strpos(e.{column}, %s) > 0" for column in _TEXTS)
        return f"({sql})", [query.runs] * len(_TEXTS)
    if isinstance(query, Not):
        sql, params = in_texts(query.subquery, beside_needed=False)
        return f"NOT {sql}", params
    all_must = beside_needed and isinstance(query, And)
    children = [child for child in query.subqueries if not (all_must and is_exact(child))]
    parts = [in_texts(child, beside_needed=all_must) for child in children]
    operator = " AND " if isinstance(query, And) else " OR "
    return f"({operator.join(sql for sql, _ in parts)})", [param for _, params in parts for param in params]


class TsqueryCompiler(RewrittenQuery):
    """For a query compiler of modelsearch: one tsquery for the whole query, title above body."""

    ENTRY = _ENTRY

    @property
    def positive(self) -> bool:
        return self.query not in (MATCH_ALL, MATCH_NONE) and not _excludes(self.query)

    def _fitting(self, columns: Sequence[str]) -> Condition:
        if len(columns) == 1:
            # The words of the title and those to complete lie in the row itself and are quickly checked.
            vector, query = self._vector(columns)
            return f"{vector} @@ %s::tsquery", [query]
        conditions: list[str] = []
        params: list[Any] = []
        wanted = needed(self.query)
        if wanted:
            conditions.append(f"{_BOTH} @@ %s::tsquery")
            params.append(wanted)
        if not is_exact(self.query):
            sql, more = in_texts(self.query)
            conditions.append(sql)
            params += more
        return " AND ".join(conditions), params

    def _key_list(self) -> str:
        return "string_agg(e.object_id, ',')"

    def _score_rows(self, names: list[str], in_short: bool) -> Condition:
        vector, query = self._vector(self.columns())
        if in_short and vector == _BOTH:
            vector = "e.title"
        sql = (
            f"SELECT e.object_id, ts_rank('{_WEIGHTS}', {vector}, %s::tsquery, {_BY_LENGTH}) FROM {_ENTRY} e "  # noqa: S608
            f"WHERE e.content_type_id IN ({self._content_types()}) AND e.object_id = ANY(%s)"
        )
        return sql, [query, names]

    def _vector(self, columns: Sequence[str]) -> tuple[str, str]:
        """The vector to search in, and what to search for in it."""
        if list(columns) == ["title"]:
            return "e.title", tsquery(self.query, "A")
        if list(columns) == ["body"]:
            return _BOTH, tsquery(self.query, "BCD")
        return f"e.{columns[0]}" if len(columns) == 1 else _BOTH, tsquery(self.query)


def _excludes(query: Any) -> bool:
    """Whether a query says only what a hit must not have, in any of its branches."""
    if isinstance(query, Not):
        return not _excludes(query.subquery)
    if isinstance(query, Adjacent):
        return False
    checks = [_excludes(child) for child in query.subqueries]
    return all(checks) if isinstance(query, And) else any(checks)


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
        self._places: dict[str, list[str]] = defaultdict(list)
        self._texts: list[str] = []
        self._place = 0

    def add(self, words: list[Word], weight: Weight) -> None:
        for token in index_tokens(words):
            self._place += 1
            places = self._places[token]
            if len(places) < _PLACES:
                places.append(f"{min(self._place, _LAST_PLACE)}{weight.value}")
        # Words of two fields do not stand side by side.
        self._place += 1
        self._texts.append(run_text(words))

    @property
    def vector(self) -> str:
        """The text form of a tsvector; words are no parser's business any more."""
        found = list(self._places.items())[:_MOST_TOKENS]
        return " ".join(f"'{token}':{','.join(places)}" for token, places in found)

    @property
    def text(self) -> str:
        return "|".join(self._texts)


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
    for weight, words in texts_of(obj):
        parts.get(weight, title).add(words, weight)
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
