"""The site search, and what its box proposes while somebody types."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Locale

from portal.core.addresses import changed_query
from portal.core.missed_searches.recording import record_miss
from portal.core.pagination import paginate
from portal.core.search.forms import SearchForm
from portal.core.search.query import is_searchable
from portal.core.search.registry import corrected
from portal.core.search.selectors import SiteResults
from portal.core.search.types import SearchType, all_types, known_type
from portal.core.search.unavailable import SearchUnavailable

PER_PAGE = 10


@dataclass(frozen=True)
class Tab:
    """A type above the results: `url` is empty where it has none, `current` says that its results are shown."""

    label: Any
    count: int
    url: str
    current: bool


def search(request: HttpRequest) -> HttpResponse:
    """`/search/?q=&type=&page=`: everything public in the active language that fits, ten a page.

    Always 200: without words it is the empty form; with nothing searchable, with too much, and while the search server
    does not answer, a sentence says so. An unknown type shows all types.
    """
    typed = request.GET.get("q", "")
    form = SearchForm({"q": typed})
    query = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"form": form, "typed": typed, "query": query, "unsearchable": bool(query) and not is_searchable(query)}
    if query and not context["unsearchable"]:
        context |= _results(query, request)
    return render(request, "core/search.html", context)


def _results(query: str, request: HttpRequest) -> dict[str, Any]:
    kind = known_type(request.GET.get("type", ""))
    try:
        results = SiteResults(query, Locale.get_active(), request, kind)
        found = {
            "page_obj": paginate(request, results, PER_PAGE),
            "marker": results.marker,
            "total": len(results),
            "everything": results.counts.total(),
            "kind": kind,
            "tabs": _tabs(results.counts, kind, request.GET),
        }
        if not found["everything"]:
            record_miss(query, request)
            found["meant"] = _meant(query)
        return found
    except SearchUnavailable:
        return {"unavailable": True}


def _tabs(counts: Counter[str], shown: SearchType | None, params: QueryDict) -> list[Tab]:
    """All types and each of them; those without results lead nowhere."""

    def tab(label: Any, code: str, count: int) -> Tab:
        current = code == (shown.code if shown else "")
        url = changed_query(params, put={"type": code, "page": None}) if count else ""
        return Tab(label, count, url, current)

    return [tab(_("All"), "", counts.total()), *(tab(kind.label, kind.code, counts[kind.code]) for kind in all_types())]


def _meant(query: str) -> dict[str, Any] | None:
    """What may be meant by words that find nothing, as `components/did_you_mean.html` takes it, where it does find."""
    locale = Locale.get_active()
    text = corrected(query, locale, lambda word: bool(len(SiteResults(word, locale))))
    count = len(SiteResults(text, locale)) if text else 0
    return {"label": text, "url": changed_query(QueryDict(), put={"q": text}), "count": count} if count else None
