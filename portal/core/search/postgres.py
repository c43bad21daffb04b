"""The search backend on PostgreSQL's tsvector, with the stock index and our own queries and ranking.

The computed index on `title || body` that the stock query needs comes with our migration.
"""

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, QuerySet, Value
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Not, Or

from .compiling import RewrittenQuery
from .indexing import TokenIndexMixin
from .query import Adjacent

_TITLE_WEIGHT = 8.0
# Divide by 1 + the logarithm of the length, so that short texts are not drowned.
_BY_LENGTH = 1


def _expression(query: Any) -> str:
    """A query in the syntax of to_tsquery. Tokens are letters and numbers only, so quoting them is enough."""
    if isinstance(query, Adjacent):
        *head, last = (f"'{token}'" for token in query.tokens)
        return " <-> ".join((*head, f"{last}:*" if query.prefix else last))
    if isinstance(query, Not):
        return f"!({_expression(query.subquery)})"
    if isinstance(query, (And, Or)):
        operator = " & " if isinstance(query, And) else " | "
        return operator.join(f"({_expression(child)})" for child in query.subqueries)
    raise TypeError(f"unknown kind of search query: {query!r}")


class TsqueryCompiler(RewrittenQuery):
    """For a query compiler of modelsearch: one tsquery for the whole query, title above body."""

    sql_weights: Any

    def search(
        self, config: Any, start: int | None, stop: int | None, score_field: str | None = None, backend: Any = None
    ) -> QuerySet[Any]:
        """The hits, best first or in the order of the queryset (newest first without any)."""
        queryset = self.queryset
        if self.query is MATCH_NONE:
            return queryset.none()
        if self.query is MATCH_ALL:
            return queryset[start:stop]
        wanted = SearchQuery(_expression(self.query), search_type="raw", config="simple")
        vectors = [F(f"index_entries__{column}") for column in self.columns()]
        both = vectors[0] if len(vectors) == 1 else vectors[0]._combine(vectors[1], "||", False)  # type: ignore[attr-defined]
        rank = sum(
            (
                SearchRank(vector, wanted, weights=self.sql_weights, normalization=Value(_BY_LENGTH)) * weight
                for vector, weight in zip(vectors, (_TITLE_WEIGHT, 1.0), strict=False)
            ),
            start=Value(0.0),
        )
        queryset = queryset.annotate(_vector_=both).filter(_vector_=wanted)
        return self._apply_ordering_and_scoring(queryset, rank, start, stop, score_field)  # type: ignore[attr-defined]


class SearchCompiler(TsqueryCompiler, PostgresSearchQueryCompiler):
    pass


class AutocompleteCompiler(TsqueryCompiler, PostgresAutocompleteQueryCompiler):
    OPEN_END = True

    def columns(self) -> list[str]:
        return ["autocomplete"]


class TokenIndex(TokenIndexMixin, PostgresIndex):
    pass


class PostgresBackend(PostgresSearchBackend):
    """See `backend.SearchBackend`."""

    index_class = TokenIndex
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler

    def __init__(self, params: dict[str, Any]) -> None:
        # The tokens are ready made: no stemming, no stop words, whatever the database's default is.
        super().__init__({"SEARCH_CONFIG": "simple", **params})
