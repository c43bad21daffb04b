"""The list of news: all, or one category, newest first."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, QueryDict

from home.models import NewsCategory, NewsIndexPage, NewsPage
from portal.core.addresses import changed_query
from portal.core.pagination import paginate

PER_PAGE = 20


@dataclass(frozen=True)
class Tab:
    """A category with its number of news; `code` is empty for all of them."""

    code: str
    label: str
    number: int
    url: str


def listing(request: HttpRequest, page: NewsIndexPage) -> dict[str, Any]:
    """The context of the list, by `?category=` and `?page=`. An unknown category shows all. Three queries."""
    news = NewsPage.objects.child_of(page).live()
    numbers = dict(news.order_by().values_list("category").annotate(Count("pk")))
    asked = request.GET.get("category", "")
    category = NewsCategory(asked) if asked in numbers and asked in NewsCategory.values else None
    shown = news.filter(category=category) if category else news
    return {
        "category": category,
        "tabs": [_tab(code, numbers[code]) for code in NewsCategory if code in numbers],
        "total": sum(numbers.values()),
        "news": paginate(request, shown.order_by("-date", "-pk").defer_streamfields(), PER_PAGE),
    }


def _tab(code: NewsCategory, number: int) -> Tab:
    return Tab(code.value, str(code.label), number, changed_query(QueryDict(), put={"category": code.value}))
