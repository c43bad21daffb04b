"""The door of the members' area: who may open a page, for which school they act, and whether they may write.

`members.schools` registers where memberships come from, so that every room can use the door without knowing the model.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache


class Acting(Protocol):
    """What the door needs to know of a membership."""

    school: Any

    @property
    def may_write(self) -> bool: ...


class MemberRequest(HttpRequest):
    """A request behind the door: somebody who acts for a school today."""

    membership: Any
    school: Any


P = ParamSpec("P")
R = TypeVar("R", bound=MemberRequest)
Source = Callable[[Any], Acting | None]
_sources: list[Source] = []


def register_membership_source(source: Source) -> None:
    """Name the function that gives a user's membership of today, with its school, or None. Called once, at start."""
    _sources[:] = [source]


def membership_of(user: AbstractBaseUser | AnonymousUser) -> Acting | None:
    """For whom a person acts today, None for outsiders and anonymous visitors."""
    if not user.is_authenticated or not _sources:
        return None
    return _sources[0](user)


def login_first(request: HttpRequest) -> HttpResponse:
    """To the login, and back here after it."""
    return redirect_to_login(request.get_full_path(), reverse("members:login"))


def no_membership(request: HttpRequest, status: int = 403) -> HttpResponse:
    """The page for people who are logged in but act for no school: the desk's staff, former members."""
    return render(request, "members/no_membership.html", status=status)


def account_required(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view for everybody who has an account, with a school or without one."""

    @wraps(view)
    @never_cache
    def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs) if request.user.is_authenticated else login_first(request)

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], inner)


def _gated(
    view: Callable[Concatenate[R, P], HttpResponse], writing: bool
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    @wraps(view)
    @never_cache
    def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return login_first(request)
        membership = membership_of(request.user)
        if membership is None:
            return no_membership(request)
        member_request = cast(R, request)
        member_request.membership, member_request.school = membership, membership.school
        if writing and not membership.may_write:
            return render(request, "members/read_only.html", status=403)
        return view(member_request, *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], inner)


def member_required(
    view: Callable[Concatenate[R, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view for people who act for a school: sets `request.membership` and `request.school`.

    Anonymous visitors go to the login and come back; people without a membership of today get a page that says so.
    """
    return _gated(view, writing=False)


def writer_required(
    view: Callable[Concatenate[R, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """`member_required` for pages that change something: readers get a page that explains why not."""
    return _gated(view, writing=True)
