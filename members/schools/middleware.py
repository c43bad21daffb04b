"""Doors in front of the members' area and the admin. Public pages never look at the session.

In this order: a session that was left alone ends; who has a second factor shows it; an issued password is changed;
the desk that looks at a school is held to reading.
"""

import datetime
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.groups import is_desk

from .logins import SEEN_EVERY, note_seen
from .looking import stand_in
from .second_factor import has_shown_it, is_wanted

GetResponse = Callable[[HttpRequest], HttpResponse]
SEEN = "seen_at"
# The admin's editor asks again and again by itself whether somebody else is writing: that is no click. Scripts of ours
# that save by themselves say so with the header `X-By-Itself`.
_BY_ITSELF = ("/cms/editing-sessions/",)


def _is_inside(request: HttpRequest) -> bool:
    return request.path_info.removeprefix("/en").startswith(("/members/", "/cms/"))


def _is_safe(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD", "OPTIONS"}


def _at(request: HttpRequest, *names: str) -> bool:
    return request.path_info in {reverse(f"members:{name}") for name in names}


def _on_to(request: HttpRequest, name: str) -> HttpResponse:
    """To a door, and back here afterwards, where that is a page to look at."""
    query = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
    return redirect(reverse(f"members:{name}") + query)


class IdleTimeout:
    """Ends a session that nobody has clicked in for `SESSION_IDLE_MINUTES`: computers in a staff room are shared."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_inside(request) and request.user.is_authenticated:
            now = timezone.now()
            seen = request.session.get(SEEN)
            if seen is not None and now.timestamp() - seen > settings.SESSION_IDLE_MINUTES * 60:
                return self._ended(request)
            if (seen is None or now.timestamp() - seen > SEEN_EVERY.total_seconds()) and not self._is_by_itself(
                request
            ):
                request.session[SEEN] = now.timestamp()
                note_seen(request.session.session_key, now)
        return self.get_response(request)

    @staticmethod
    def _is_by_itself(request: HttpRequest) -> bool:
        asks_the_time = request.method == "GET" and _at(request, "stay")
        return asks_the_time or "X-By-Itself" in request.headers or request.path_info.startswith(_BY_ITSELF)

    @staticmethod
    def _ended(request: HttpRequest) -> HttpResponse:
        logout(request)
        minutes = settings.SESSION_IDLE_MINUTES
        text = _("You were logged out, because nothing was done for %(minutes)d minutes.") % {"minutes": minutes}
        messages.info(request, text)
        return _on_to(request, "login")


class LookingAtSchool:
    """While the desk looks at a school's pages, they show what its readers see, and nothing can be sent."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_inside(request) and not request.path_info.startswith("/cms/") and request.user.is_authenticated:
            membership = stand_in(request)
            if membership is not None:
                request.user.stand_in = membership
                if not _is_safe(request) and not _at(request, "looking-stop", "logout", "login", "stay"):
                    return render(request, "members/looking_only.html", {"membership": membership}, status=403)
        return self.get_response(request)


class SecondFactor:
    """Asks for the second factor of people who have one; the desk must have one where the settings say so."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_inside(request) or not request.user.is_authenticated or _at(request, "login", "logout"):
            return self.get_response(request)
        if is_wanted(request) and not has_shown_it(request):
            return (
                self.get_response(request)
                if _at(request, "second-factor-ask")
                else _on_to(request, "second-factor-ask")
            )
        if self._must_begin(request):
            return _on_to(request, "second-factor")
        return self.get_response(request)

    @staticmethod
    def _must_begin(request: HttpRequest) -> bool:
        """Whether this is the desk, without a second factor although it needs one."""
        if not settings.STAFF_SECOND_FACTOR or has_shown_it(request):
            return False
        return request.path_info.startswith("/cms/") and is_desk(request.user)


class PasswordChangeRequired:
    """Sends people with an issued password to the change page, wherever they go in the members' area or the admin."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return _on_to(request, "password-change") if self.is_closed(request) else self.get_response(request)

    @staticmethod
    def is_closed(request: HttpRequest) -> bool:
        """Whether this request must wait for a new password."""
        if not _is_inside(request) or _at(request, "password-change", "logout", "login", "second-factor-ask"):
            return False
        return bool(request.user.is_authenticated and request.user.must_change_password)


def seconds_left(request: HttpRequest, now: datetime.datetime | None = None) -> int:
    """Until the session ends by itself, if nothing is clicked."""
    seen = request.session.get(SEEN, (now or timezone.now()).timestamp())
    return max(0, int(settings.SESSION_IDLE_MINUTES * 60 - ((now or timezone.now()).timestamp() - seen)))
