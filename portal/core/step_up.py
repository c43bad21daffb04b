"""Before something sensitive, the person at the keyboard proves again to be the owner of the session."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

CONFIRMED = "confirmed_at"
FRESH = 15 * 60
"""Seconds for which a proof counts: the login, or the password typed once more."""
GRACE = 15 * 60
"""Seconds more in which a form may be sent that was opened while the proof was fresh."""

View = TypeVar("View", bound=Callable[..., HttpResponse])


def on_login_confirm(sender: Any, request: HttpRequest, **more: Any) -> None:
    """Receiver of `user_logged_in`: the login is a proof."""
    if getattr(request, "session", None) is not None:
        confirm(request)


def confirm(request: HttpRequest) -> None:
    """Note that the person has just proven who they are."""
    request.session[CONFIRMED] = timezone.now().timestamp()


def is_fresh(request: HttpRequest, grace: int = 0) -> bool:
    return timezone.now().timestamp() - request.session.get(CONFIRMED, 0) < FRESH + grace


def ask_first(request: HttpRequest, back: str = "") -> HttpResponse:
    """To the page that asks for the password, then to `back` (a path), or here again."""
    return redirect(f"{reverse('members:confirm')}?{urlencode({'next': back or request.get_full_path()})}")


def fresh_proof_required(view: View | None = None, *, back: str = "") -> Any:
    """A view that only opens with a fresh proof. The person is logged in already.

    `back` names the page to which the proof leads on, where the view itself is no page to look at.
    """

    def decorate(inner_view: View) -> View:
        @wraps(inner_view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not is_fresh(request, GRACE if request.method == "POST" else 0):
                return ask_first(request, reverse(back) if back else "")
            return inner_view(request, *args, **kwargs)

        return inner  # type: ignore[return-value]

    return decorate(view) if view is not None else decorate
