"""The site search."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from wagtail.models import Locale

from portal.core.addresses import changed_query
from portal.core.pagination import paginate
from portal.core.search.forms import SearchForm
from portal.core.search.query import is_searchable
from portal.core.search.registry import corrected
from portal.core.search.selectors import SiteResults
from portal.core.search.unavailable import SearchUnavailable

PER_PAGE = 10


def search(request: HttpRequest) -> HttpResponse:
    """`/search/?q=&page=`: everything public in the active language that fits, ten a page.

    Always 200: without words it is the empty form; with nothing searchable, with too much, and while the search server
    does not answer, a sentence says so.
    """
    typed = request.GET.get("q", "")
    form = SearchForm({"q": typed})
    query = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"form": form, "typed": typed, "query": query, "unsearchable": bool(query) and not is_searchable(query)}
    if query and not context["unsearchable"]:
        context |= _results(query, request)
    return render(request, "core/search.html", context)


def _results(query: str, request: HttpRequest) -> dict[str, Any]:
    try:
        results = SiteResults(query, Locale.get_active(), request)
        shown = paginate(request, results, PER_PAGE)
        found = {"page_obj": shown, "marker": results.marker, "total": len(results)}
        return found if len(results) else {**found, "meant": _meant(query)}
    except SearchUnavailable:
        return {"unavailable": True}


def _meant(query: str) -> dict[str, Any] | None:
    """What may be meant by words that find nothing, as `components/did_you_mean.html` takes it, where it does find."""
    locale = Locale.get_active()
    text = corrected(query, locale, lambda word: bool(len(SiteResults(word, locale))))
    count = len(SiteResults(text, locale)) if text else 0
    return {"label": text, "url": changed_query(QueryDict(), put={"q": text}), "count": count} if count else None
