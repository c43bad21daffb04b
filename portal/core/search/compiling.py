"""What all query compilers share: the query is rewritten, hits are keys, few of them are ranked.

The index gives the primary keys of everything that fits, in one query without objects. Ranking is the costly part, so
at most `RANKED` hits are ranked: those with a hit in the title first, then the first of the others. When there are
more, the body does not count: what a common word says is in the title, the lead and the facts.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import AutoField, IntegerField, QuerySet
from django.db.models.expressions import RawSQL
from modelsearch.backends.base import SearchFieldError
from modelsearch.query import MATCH_ALL, MATCH_NONE
from modelsearch.utils import get_descendants_content_types_pks
from numpy.typing import NDArray

from .columns import index_columns
from .models import Synonym
from .query import Adjacent, rewrite
from .scoring import BODY, SHORT, TITLE, counted, scorer

RANKED = 200
"""So many hits at most are ranked; to read the texts of all hits of a common word would cost most of the time."""

Condition = tuple[str, list[Any]]
"""SQL and its parameters."""


class RankedQuery:
    """To be mixed into a query compiler of modelsearch, before it, whatever holds the index."""

    queryset: QuerySet[Any]
    query: Any
    fields: list[str] | None
    order_by_relevance: bool
    OPEN_END = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = rewrite(self.query, Synonym.objects.table, open_end=self.OPEN_END)

    def check(self) -> None:
        """Any filter and order will do: the queryset itself does the filtering. Raises SearchFieldError as modelsearch
        does when `fields` names what the model does not search."""
        model: Any = self.queryset.model
        known = model.get_autocomplete_search_fields() if self.OPEN_END else model.get_searchable_search_fields()
        names = {field.field_name for field in known}
        for name in self.fields or ():
            if name not in names:
                message = f"Cannot search with field “{name}”: it is not among the search fields of {model.__name__}."
                raise SearchFieldError(message, field_name=name)

    def columns(self) -> list[str]:
        """The columns of the index that are searched."""
        return index_columns(self.queryset.model, self.fields)

    @property
    @abstractmethod
    def positive(self) -> bool:
        """Whether the results are what the index finds, so that they can be ranked."""

    @abstractmethod
    def found(self) -> QuerySet[Any]:
        """The queryset, reduced to what fits; its own order."""

    @abstractmethod
    def keys(self, columns: Sequence[str] | None = None) -> NDArray[Any]:
        """The primary keys of the queryset that fit, in no order: int64, or objects for other keys than numbers."""

    @abstractmethod
    def scores(self, keys: Sequence[Any], *, in_short: bool = False) -> dict[Any, float]:
        """The scores of these keys, the higher the better; those as good as equal are equal.

        With `in_short` only the title and the fields with a boost count, which is faster.
        """

    @cached_property
    def _has_numbers(self) -> bool:
        field: Any = self.queryset.model._meta.pk
        while field.remote_field:
            field = field.target_field
        return isinstance(field, (IntegerField, AutoField))

    def _graded(self, scores: dict[Any, float]) -> dict[Any, float]:
        """The same scores, rounded so that those as good as equal are equal."""
        return {key: float(f"{score:.2g}") for key, score in scores.items()}

    def search(self, config: Any, start: int | None, stop: int | None, **options: Any) -> QuerySet[Any]:
        """The hits in the order of the queryset, or newest first; `RankedResults` does the ranking."""
        queryset = self.found()
        return (queryset if queryset.query.order_by else queryset.order_by("-pk"))[start:stop]

    def best_first(self, keys: NDArray[Any]) -> tuple[list[Any], dict[Any, float]]:
        """The same keys, best first, and the scores of those that were ranked.

        At most `RANKED` are: those with a hit in the title first, then the others as given. The rest follows as given.
        """
        if not self.positive:
            return keys.tolist(), {}
        candidates, rest = keys, keys[:0]
        if len(keys) > RANKED:
            in_title = np.isin(keys, self.keys(["title"]))
            ordered = np.concatenate([keys[in_title], keys[~in_title]])
            candidates = ordered[:RANKED]
            rest = keys[~np.isin(keys, candidates)]
        scores = self.scores(candidates.tolist(), in_short=len(rest) > 0)
        best = sorted(candidates.tolist(), key=lambda key: -scores.get(key, 0.0))
        return best + rest.tolist(), scores

    @cached_property
    def hits(self) -> NDArray[Any]:
        """The keys of what fits, newest first; read once for count and slices."""
        return np.sort(self.keys())[::-1]

    @cached_property
    def order(self) -> tuple[list[Any], dict[Any, float]]:
        """What fits, best first, the newest of equals first, and the scores of what was ranked."""
        return self.best_first(self.hits)


class RewrittenQuery(RankedQuery):
    """A query whose index is a table of the database."""

    ENTRY = ""
    """The name of the table of index entries."""

    @abstractmethod
    def _fitting(self, columns: Sequence[str]) -> list[Condition]:
        """The conditions of which an index entry `e` that fits the query in these columns fulfils exactly one."""

    @abstractmethod
    def _all_keys(self, columns: Sequence[str]) -> NDArray[Any]:
        """The primary keys of all objects of the model that fit in these columns, whatever the queryset leaves out."""

    @abstractmethod
    def _read_texts(self, keys: Sequence[Any], in_short: bool) -> Iterable[tuple[str, str, str, str]]:
        """Of these keys, as text, the title, the short texts and the body in the index; no body with `in_short`."""

    @abstractmethod
    def _needle(self, query: Adjacent) -> str:
        """What such a text holds where the query fits."""

    def _key_sql(self) -> str:
        """The SQL that turns the index's text key into the stored form of a primary key."""
        return "CAST(e.object_id AS INTEGER)" if self._has_numbers else "e.object_id"

    def _content_types(self) -> str:
        return ", ".join(str(int(pk)) for pk in get_descendants_content_types_pks(self.queryset.model))

    def found(self) -> QuerySet[Any]:
        """The queryset, reduced to what fits; its own order."""
        if self.query is MATCH_ALL:
            return self.queryset.all()
        if self.query is MATCH_NONE:
            return self.queryset.none()
        entries, params = self._entries(self.columns())
        keys = RawSQL(f"SELECT {self._key_sql()} FROM ({entries}) e", params)  # noqa: S608, S611 - names of ours
        return self.queryset.filter(pk__in=keys)

    @property
    def kind(self) -> Any:
        """How primary keys lie in an array: int64, or objects for other keys than numbers."""
        return np.int64 if self._has_numbers else np.object_

    def keys(self, columns: Sequence[str] | None = None) -> NDArray[Any]:
        """The primary keys of the queryset that fit, in no order, as `kind` tells."""
        if self.query is MATCH_NONE:
            return np.empty(0, self.kind)
        if self.query is MATCH_ALL:
            return np.array(self.queryset.order_by().values_list("pk", flat=True), self.kind)
        columns = self.columns() if columns is None else columns
        if self.queryset.query.where or len(self.queryset.query.alias_map) > 1:
            return self._allowed_keys(columns)
        return self._all_keys(columns)

    def _allowed_keys(self, columns: Sequence[str]) -> NDArray[Any]:
        entries, params = self._entries(columns)
        try:
            allowed, more = self._allowed()
        except EmptyResultSet:
            return np.empty(0, self.kind)
        to_python = self.queryset.model._meta.pk.to_python
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(
                f"SELECT e.object_id FROM ({entries}) e WHERE {self._key_sql()} IN ({allowed})",  # noqa: S608
                [*params, *more],
            )
            return np.array([to_python(name) for (name,) in cursor.fetchall()], self.kind)

    def _entries(self, columns: Sequence[str]) -> Condition:
        """The query for the entries of the model that fit."""
        return self._entries_of(self._fitting(columns))

    def _entries_of(self, branches: list[Condition]) -> Condition:
        types = self._content_types()
        entries = " UNION ALL ".join(
            f"SELECT e.object_id FROM {self.ENTRY} e WHERE e.content_type_id IN ({types}) AND {condition}"  # noqa: S608
            for condition, _params in branches
        )
        return entries, [param for _condition, params in branches for param in params]

    def _allowed(self) -> Condition:
        """The query for the primary keys of the queryset."""
        query = self.queryset.order_by().values("pk").query
        sql, params = query.get_compiler(connection=connections[self.queryset.db]).as_sql()
        return sql, list(params)

    def scores(self, keys: Sequence[Any], *, in_short: bool = False) -> dict[Any, float]:
        """The scores of these keys, the higher the better; those as good as equal are equal.

        With `in_short` only the title and the fields with a boost count, which is faster.
        """
        if not len(keys) or not self.positive:
            return {}
        to_python = self.queryset.model._meta.pk.to_python
        score = scorer(self.query, self._needle)
        columns = self.columns()
        found = {}
        for name, title, short, body in self._read_texts(keys, in_short):
            texts = [counted(title, TITLE)] if columns != ["body"] else []
            if columns != ["title"]:
                texts += [counted(short, SHORT), counted(body, BODY)]
            found[to_python(name)] = score(texts)
        return self._graded(found)


class RankedResults:
    """To be mixed into a results class of modelsearch, before it: only what a slice shows is read from the table."""

    query_compiler: Any
    start: int
    stop: int | None
    _score_field: str | None
    get_queryset: Callable[[], QuerySet[Any]]

    @property
    def _is_ranked(self) -> bool:
        compiler = self.query_compiler
        return bool(compiler.order_by_relevance and compiler.positive)

    def _do_search(self) -> list[Any]:
        compiler = self.query_compiler
        if not self._is_ranked:
            found = list(self.get_queryset())
            return self._scored(found, compiler.scores([obj.pk for obj in found]) if self._score_field else {})
        order, scores = compiler.order
        keys = order[self.start : self.stop]
        objects = compiler.queryset.order_by().in_bulk(keys) if keys else {}
        return self._scored([objects[key] for key in keys if key in objects], scores)

    def _do_count(self) -> int:
        if not self._is_ranked:
            return self.get_queryset().count()
        return len(self.query_compiler.hits[self.start : self.stop])

    def _scored(self, found: list[Any], scores: dict[Any, float]) -> list[Any]:
        """The same objects with their scores where they are asked for; 0 for those that were not ranked."""
        if self._score_field:
            for obj in found:
                setattr(obj, self._score_field, scores.get(obj.pk, 0.0))
        return found
