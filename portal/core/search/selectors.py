"""Reading through the search: lists of any model by a query, and the site search over all pages."""

import heapq
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from modelsearch.index import SearchField
from numpy.typing import NDArray
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from .highlight import Marker
from .indexing import flat_text
from .registry import SearchHit, provided_hits
from .types import REST, SearchType, type_of, types_by_content_type

M = TypeVar("M", bound=Model)

_ROOT_DEPTH = 1
_HOME_DEPTH = 2
_SCORE = "search_score"


def matching(queryset: QuerySet[M], query: str) -> QuerySet[M]:
    """The rows of a queryset that fit a query, unranked, as a queryset that can be filtered, counted and grouped on.

    An empty or unsearchable query matches nothing (`query.is_searchable`).
    """
    everything = queryset.model._default_manager.order_by()
    results = get_search_backend().search(query, everything, order_by_relevance=False)
    if results.model is None:
        return queryset.none()
    return queryset.filter(pk__in=results.get_queryset().order_by().values("pk"))


def beginning_with(queryset: QuerySet[M], query: str) -> QuerySet[M]:
    """The same for what is being typed: the last word may be unfinished, and only titles are looked at."""
    everything = queryset.model._default_manager.order_by()
    results = get_search_backend().autocomplete(query, everything, order_by_relevance=False)
    if results.model is None:
        return queryset.none()
    return queryset.filter(pk__in=results.get_queryset().order_by().values("pk"))


def ranked(queryset: QuerySet[M], query: str) -> Any:
    """The rows of a queryset that fit a query, best first: lazy, can be sliced and counted. Any filter is allowed."""
    return get_search_backend().search(query, queryset)


class WordSearch:
    """A query over all rows of a model, for those who filter and order in memory: its hits, and which is the best.

    The query is parsed and expanded once. For models with number keys. `fields` restricts the search as
    `search(fields=[…])` does, for instance to `["title"]`.
    """

    def __init__(self, model: type[Model], query: str, fields: Sequence[str] | None = None) -> None:
        results = get_search_backend().search(query, model._default_manager.order_by(), fields=fields)
        self._compiler = None if results.model is None else results.query_compiler

    def keys(self) -> NDArray[np.int64]:
        """The primary keys of all rows whose index entry fits, in no order; none for an empty or unsearchable query."""
        keys: NDArray[np.int64] = np.empty(0, np.int64) if self._compiler is None else self._compiler.keys()
        return keys

    def best_first(self, keys: Sequence[int] | NDArray[np.int64]) -> list[int]:
        """The same keys, best first; `keys` are rows that fit the query, in the order that decides between equals.

        At most `compiling.RANKED` of them are ranked: those with a hit in the title first, then the others in the order
        given. The rest follows in the order given.
        """
        given = np.asarray(keys, np.int64)
        order: list[int] = given.tolist() if self._compiler is None else self._compiler.best_first(given)[0]
        return order


def search_pages(query: str, *, locale: Locale, kind: SearchType | None = None) -> Any:
    """Live pages of a locale that everybody may see and that fit the query, best first; lazy, sliceable, countable.

    With `kind` only pages of that type.
    """
    pages = Page.objects.live().public().filter(locale=locale, depth__gt=_ROOT_DEPTH)
    if kind is not None:
        named = types_by_content_type()
        own = [content_type for content_type, each in named.items() if kind == REST or each == kind]
        pages = pages.exclude(content_type__in=own) if kind == REST else pages.filter(content_type__in=own)
    return ranked(pages, query)


def count_pages_by_type(results: Any) -> Counter[str]:
    """How many of the pages that `search_pages` found are of each type, by its code: one query."""
    counts: Counter[str] = Counter()
    if results.model is not None:
        named = types_by_content_type()
        found = results.query_compiler.found().order_by().values_list("content_type_id").annotate(Count("pk"))
        for content_type, number in found:
            counts[named.get(content_type, REST).code] += number
    return counts


def page_text(page: Any, marker: Marker) -> str:
    """The text of a specific page for its excerpt: the lead when it has a hit, else the body when it has one.

    What a page type indexes as bare words only (`search_only_fields`) is no text to read.
    """
    summary: str = getattr(page, "summary", "") or page.search_description or ""
    if summary and marker.spans(summary):
        return summary
    left_out = {"title", "summary", *getattr(page, "search_only_fields", ())}
    fields = [field for field in page.get_search_fields() if isinstance(field, SearchField)]
    body = "\n".join(flat_text(field.get_value(page)) for field in fields if field.field_name not in left_out)
    return body if not summary or marker.spans(body) else summary


def page_kind(page: Any) -> str:
    """What a page is, for its row: the class's `search_kind` (may be empty), else the name of its type."""
    kind: object = getattr(page, "search_kind", None)
    return str(page._meta.verbose_name if kind is None else kind)


class SiteResults(Sequence[SearchHit]):
    """Pages and the hits of the providers, best first. Reads no more pages than a slice needs.

    With `kind` those of one type only; `counts` tells of all types, whatever is shown.
    """

    def __init__(
        self, query: str, locale: Locale, request: HttpRequest | None = None, kind: SearchType | None = None
    ) -> None:
        self.marker = Marker(query)
        self._everything = search_pages(query, locale=locale)
        self._pages = search_pages(query, locale=locale, kind=kind) if kind else self._everything
        self._provided = provided_hits(query, locale)
        self._extra = [hit for hit in self._provided if kind is None or hit.type == kind.code]
        self._kind = kind
        self._request = request

    @cached_property
    def counts(self) -> Counter[str]:
        """How many things of each type fit, by the code of the type."""
        return count_pages_by_type(self._everything) + Counter(hit.type for hit in self._provided)

    def __len__(self) -> int:
        return self.counts[self._kind.code] if self._kind else self.counts.total()

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            start, stop, _step = key.indices(len(self))
            return self._between(start, stop)
        return self._between(key, key + 1)[0]

    def _between(self, start: int, stop: int) -> list[SearchHit]:
        pages = [(page, getattr(page, _SCORE)) for page in self._pages.annotate_score(_SCORE)[:stop]]
        extra = [(hit, hit.score) for hit in self._extra]
        merged = list(heapq.merge(pages, extra, key=lambda pair: -pair[1]))[start:stop]
        shown = self._page_hits([(item.pk, score) for item, score in merged if isinstance(item, Page)])
        hits = (item if isinstance(item, SearchHit) else shown.get(item.pk) for item, _score in merged)
        return [hit for hit in hits if hit is not None]

    def _page_hits(self, scored: list[tuple[int, float]]) -> dict[int, SearchHit]:
        pages = list(Page.objects.filter(pk__in=[pk for pk, _score in scored]).specific()) if scored else []
        scores = dict(scored)
        trails = _trails(pages)
        return {
            page.pk: SearchHit(
                title=page.title,
                url=page.get_url(self._request) or "",
                kind=page_kind(page),
                text=page_text(page, self.marker),
                score=scores[page.pk],
                trail=trails[page.pk],
                type=type_of(type(page)).code,
            )
            for page in pages
        }


def _trails(pages: list[Any]) -> dict[int, tuple[str, ...]]:
    """The titles between the home page and each page, in one query."""
    above = {
        page.pk: [page.path[: page.steplen * depth] for depth in range(_HOME_DEPTH + 1, page.depth)] for page in pages
    }
    wanted = {path for paths in above.values() for path in paths}
    titles = dict(Page.objects.filter(path__in=wanted).values_list("path", "title")) if wanted else {}
    return {pk: tuple(titles[path] for path in paths if path in titles) for pk, paths in above.items()}
