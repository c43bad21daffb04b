"""The search backend on OpenSearch, chosen by `SEARCH_URL`.

The server holds the texts and answers with keys and scores; filters, orders and counts stay with the database, as on
the other backends. So every list takes part as it is, a synonym counts at once, and what is found does not depend on
whether the server has heard of the last change of a filtered field.
"""

import logging
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from django.db.models import Count, QuerySet
from modelsearch.backends.base import BaseSearchResults, FilterFieldError
from modelsearch.backends.opensearch3 import (
    OpenSearch3AutocompleteQueryCompiler,
    OpenSearch3Index,
    OpenSearch3Mapping,
    OpenSearch3SearchBackend,
    OpenSearch3SearchQueryCompiler,
)
from modelsearch.query import MATCH_ALL, MATCH_NONE
from numpy.typing import NDArray
from opensearchpy.exceptions import ConnectionError as NoConnection
from opensearchpy.exceptions import TransportError

from .compiling import RankedQuery, RankedResults
from .indexing import Weight, plain_texts_of
from .morphology import lemmas_of
from .opensearch_index import index_settings, normalised, properties
from .opensearch_query import compiled
from .query import only_excludes
from .unavailable import SearchUnavailable

logger = logging.getLogger("portal.search")

_AT_ONCE = 10_000
"""Keys of one answer; more than `max_result_window` the server refuses."""
_FIELDS = {
    Weight.TITLE: "portal_title",
    Weight.LEAD: "portal_lead",
    Weight.FACTS: "portal_facts",
    Weight.BODY: "portal_body",
    Weight.COMPLETION: "portal_completion",
}


@contextmanager
def asked() -> Iterator[None]:
    """Raise SearchUnavailable for whatever keeps the server from answering, and write it down."""
    try:
        yield
    except (NoConnection, TransportError) as error:
        logger.error("The search server gives no answer: %s", error)
        raise SearchUnavailable(str(error)) from error


class DocumentMapping(OpenSearch3Mapping):
    """Texts by how much they count, of every model in the same fields."""

    def get_mapping(self) -> dict[str, Any]:
        return {"dynamic": "strict", "properties": properties()}

    def get_document(self, obj: Any) -> dict[str, Any]:
        document: dict[str, Any] = {"pk": str(obj.pk), "_django_content_type": self.get_all_content_types()}
        lemmas: dict[str, None] = {}
        for weight, text in plain_texts_of(obj):
            if text:
                document.setdefault(_FIELDS[weight], []).append(normalised(text))
            if weight is not Weight.COMPLETION:
                lemmas |= dict.fromkeys(lemmas_of(text))
        return {**document, **({"portal_lemmas": list(lemmas)} if lemmas else {})}


class KeyCompiler(RankedQuery):
    """For a query compiler of modelsearch: asks the server for keys and scores. Works with any filter and model."""

    backend: Any = None
    """Set by the results, as modelsearch gives compilers none."""
    mapping: Any

    @property
    def positive(self) -> bool:
        return self.query not in (MATCH_ALL, MATCH_NONE) and not only_excludes(self.query)

    def body(self, columns: Sequence[str]) -> dict[str, Any]:
        """The query for the documents of the model that fit."""
        of_model = {"term": {"_django_content_type": self.mapping.get_content_type()}}
        return {"bool": {"must": [compiled(self.query, columns)], "filter": [of_model]}}

    def keys(self, columns: Sequence[str] | None = None) -> NDArray[Any]:
        kind = np.int64 if self._has_numbers else np.object_
        if self.query is MATCH_NONE:
            return np.empty(0, kind)
        rows = self.queryset.order_by().values_list("pk", flat=True)
        if self.query is MATCH_ALL:
            return np.array(rows, kind)
        to_python = self.queryset.model._meta.pk.to_python
        body = self.body(self.columns() if columns is None else columns)
        found = np.array([to_python(name) for name in self._names(body)], kind)
        # Always compared: what was deleted while the server was away is still in its index.
        return found[np.isin(found, np.array(rows, kind))] if len(found) else found

    def _names(self, body: dict[str, Any]) -> Iterator[str]:
        """The keys of all documents that fit, page by page."""
        after: dict[str, Any] = {}
        while True:
            request = {"query": body, "size": _AT_ONCE, "sort": [{"pk": "asc"}], "track_scores": False, **after}
            hits = self._ask(request)
            yield from (hit["fields"]["pk"][0] for hit in hits)
            if len(hits) < _AT_ONCE:
                return
            after = {"search_after": hits[-1]["sort"]}

    def _ask(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        index = self.backend.get_index_for_model(self.queryset.model).name
        with asked():
            answer = self.backend.es.search(
                index=index, body={"_source": False, "stored_fields": ["pk"], "track_total_hits": False, **request}
            )
        hits: list[dict[str, Any]] = answer["hits"]["hits"]
        return hits

    def scores(self, keys: Sequence[Any], *, in_short: bool = False) -> dict[Any, float]:
        if not len(keys) or not self.positive:
            return {}
        body = self.body(self.columns())
        body["bool"]["filter"].append({"terms": {"pk": [str(key) for key in keys]}})
        to_python = self.queryset.model._meta.pk.to_python
        hits = self._ask({"query": body, "size": len(keys)})
        return self._graded({to_python(hit["fields"]["pk"][0]): float(hit["_score"]) for hit in hits})

    def found(self) -> QuerySet[Any]:
        if self.query is MATCH_ALL:
            return self.queryset.all()
        return self.queryset.filter(pk__in=self.keys().tolist())


class SearchCompiler(KeyCompiler, OpenSearch3SearchQueryCompiler):
    mapping_class = DocumentMapping


class AutocompleteCompiler(KeyCompiler, OpenSearch3AutocompleteQueryCompiler):
    mapping_class = DocumentMapping
    OPEN_END = True

    def columns(self) -> list[str]:
        return ["autocomplete"]


class KeyResults(RankedResults, BaseSearchResults):
    """Keys of the server, rows of the database."""

    supports_facet = True

    def __init__(self, backend: Any, query_compiler: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(backend, query_compiler, *args, **kwargs)
        query_compiler.backend = backend

    def get_queryset(self) -> QuerySet[Any]:
        found: QuerySet[Any] = self.query_compiler.search(None, self.start, self.stop)
        return found

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        """How many hits have each value of a field, most first."""
        compiler = self.query_compiler
        if compiler._get_filterable_field(field_name) is None:
            message = f"Cannot facet search results with field “{field_name}”: it is no FilterField."
            raise FilterFieldError(message, field_name=field_name)
        rows = compiler.found().order_by().values(field_name).annotate(count=Count("pk")).order_by("-count")
        return OrderedDict((row[field_name], row["count"]) for row in rows)


class OpenSearchBackend(OpenSearch3SearchBackend):
    """See `server.backend_of` for its options."""

    mapping_class = DocumentMapping
    index_class = OpenSearch3Index
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    results_class = KeyResults
    settings = index_settings()


SearchBackend = OpenSearchBackend
