"""The door of the members' area with the types of this room. Views of wishes, suggestions and so on use these names."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.core.access import MemberRequest, member_required, writer_required
from portal.users.models import User

from .models import Membership, School


class SchoolRequest(MemberRequest):
    """A request of somebody who acts for a school today."""

    membership: Membership
    school: School
    user: User


def page_context(request: SchoolRequest, **more: Any) -> dict[str, Any]:
    """What every page of the members' area shows, and more."""
    return {"membership": request.membership, "school": request.school, **more}


def manager_required(view: Any = None, *, lapsed: bool = False) -> Any:
    """A view for those who look after the school's accounts. With `lapsed` also where the renewal is overdue."""

    def decorate(inner_view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(inner_view)
        def managed(request: SchoolRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            membership = request.membership
            if not membership.may_manage or (not lapsed and not membership.may_write):
                return render(request, "members/managers_only.html", status=403)
            return inner_view(request, *args, **kwargs)

        gated: Callable[[HttpRequest], HttpResponse] = member_required(managed)
        return gated

    return decorate(view) if view is not None else decorate


__all__ = [
    "MemberRequest",
    "SchoolRequest",
    "manager_required",
    "member_required",
    "page_context",
    "writer_required",
]
