"""The archive: issues by fiscal year and by words, newest first."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from newsletter.models import IssuePage, NewsletterIndexPage
from newsletter.selectors import listed_issues
from portal.core.addresses import changed_query
from portal.core.content_checks.contents import pieces_of
from portal.core.dates import FISCAL_YEAR_BEGINS, fiscal_year_of
from portal.core.pagination import paginate
from portal.core.search.forms import SearchForm
from portal.core.search.highlight import Marker
from portal.core.search.query import is_searchable
from portal.core.search.selectors import matching
from portal.core.search.unavailable import SearchUnavailable

PER_PAGE = 12


@dataclass(frozen=True)
class YearTab:
    """A fiscal year with its number of issues that fit the words, and the address that shows these alone."""

    year: int
    number: int
    url: str


def archive_context(request: HttpRequest, newsletter: NewsletterIndexPage) -> dict[str, Any]:
    """The context of the archive, by `?q=`, `?year=` and `?page=`. A year without issues shows all of them.

    The number of queries does not grow with the issues.
    """
    form = SearchForm({"q": request.GET.get("q", "")})
    query = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"form": form, "typed": request.GET.get("q", ""), "query": query}
    try:
        return context | _found(request, newsletter, query)
    except SearchUnavailable:
        return context | {"unavailable": True}


def _found(request: HttpRequest, newsletter: NewsletterIndexPage, query: str) -> dict[str, Any]:
    issues = listed_issues(newsletter)
    marker = None
    if query:
        # The excerpt is taken from the body.
        issues = matching(issues.defer(None), query)
        marker = Marker(query)
    numbers = Counter(fiscal_year_of(month) for month in issues.order_by().values_list("month", flat=True))
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in numbers else None
    shown = paginate(request, _of_year(issues, year) if year else issues, PER_PAGE)
    if marker:
        for issue in shown:
            issue.excerpt = issue_text(issue, marker)
    return {
        "year": year,
        "tabs": [_tab(request.GET, one, numbers[one]) for one in sorted(numbers, reverse=True)],
        "all_url": changed_query(request.GET, put={"year": None, "page": None}),
        "total": numbers.total(),
        "issues": shown,
        "marker": marker,
        "unsearchable": bool(query) and not is_searchable(query),
    }


def _of_year(issues: QuerySet[IssuePage], year: int) -> QuerySet[IssuePage]:
    first, next_first = (datetime.date(one, FISCAL_YEAR_BEGINS, 1) for one in (year, year + 1))
    return issues.filter(month__gte=first, month__lt=next_first)


def _tab(params: QueryDict, year: int, number: int) -> YearTab:
    return YearTab(year, number, changed_query(params, put={"year": year, "page": None}))


def issue_text(issue: IssuePage, marker: Marker) -> str:
    """The text of an issue for its excerpt: the lead when it has a hit, else the body when it has one.

    Read from what is stored: a block that is made into a value asks the database for the page it shows.
    """
    if marker.spans(issue.summary):
        return issue.summary
    body = "\n".join(piece.words for piece in pieces_of(issue) if piece.path[0] == "body" and piece.words)
    return body if not issue.summary or marker.spans(body) else issue.summary
