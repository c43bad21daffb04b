"""Pages whose address is a key: kept by no cache, found by no search engine, told to no other site."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

View = TypeVar("View", bound=Callable[..., HttpResponse])


def private(view: View) -> View:
    """A view whose address is a key: it must not be found, kept, nor told to other sites."""

    @wraps(view)
    @never_cache
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        # The path goes to nobody; "no-referrer" would make forms arrive without their origin.
        response["Referrer-Policy"] = "strict-origin"
        return response

    return cast(View, inner)
