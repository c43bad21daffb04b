"""The first page after the login."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from members.schools import looking
from members.schools.dashboard import panels_for, todos_for
from members.schools.models import Membership
from portal.core.access import login_first, membership_of, no_membership


@never_cache
def dashboard(request: HttpRequest) -> HttpResponse:
    """What to do next. People who act for no school, the desk's staff among them, learn why there is nothing here."""
    if not request.user.is_authenticated:
        return login_first(request)
    membership = cast(Membership | None, membership_of(request.user))
    if membership is None:
        return no_membership(request, status=200)
    context: dict[str, Any] = {
        "membership": membership,
        "school": membership.school,
        "todos": todos_for(membership),
        "panels": panels_for(membership),
    }
    return render(request, "members/dashboard.html", context)


@require_POST
def looking_stop(request: HttpRequest) -> HttpResponse:
    """The desk has seen enough of a school's pages, and goes back to its own."""
    looking.stop(request)
    return redirect("wagtailadmin_home")
