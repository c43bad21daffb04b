"""One way to cut a list into pages."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def paginate(request: HttpRequest, items: Any, per_page: int) -> Page[Any]:
    """The page that `?page=` asks for: the first for nonsense, the last for a number too high."""
    paginator: Paginator[Any] = Paginator(items, per_page)
    return paginator.get_page(request.GET.get("page"))
