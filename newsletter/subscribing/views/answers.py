"""How the pages of subscriptions answer."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse


class SeeOther(HttpResponseRedirect):
    """Done; the next page is asked for by GET."""

    status_code = 303


def see_other(name: str, *args: Any) -> HttpResponse:
    return SeeOther(reverse(f"newsletter:{name}", args=args))


def page(request: HttpRequest, name: str, context: Mapping[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """A page of `newsletter/subscribing/`."""
    return render(request, f"newsletter/subscribing/{name}.html", dict(context or {}), status=status)


def gone(request: HttpRequest, *, is_over: bool = False) -> HttpResponse:
    """The page for a link that leads to nobody (404) or is over (410), with the way to ask anew."""
    return page(request, "gone", {"is_over": is_over}, 410 if is_over else 404)
