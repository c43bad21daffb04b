"""An issued password opens one door only: the page on which a new one is chosen."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class PasswordChangeRequired:
    """Sends people with an issued password to the change page, wherever they go in the members' area or the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.is_closed(request):
            # Back here afterwards, where that is a page to look at.
            query = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
            return redirect(reverse("members:password-change") + query)
        return self.get_response(request)

    @staticmethod
    def is_closed(request: HttpRequest) -> bool:
        """Whether this request must wait for a new password. Public pages never look at the session."""
        path = request.path_info.removeprefix("/en")
        if not path.startswith(("/members/", "/cms/")):
            return False
        open_doors = {reverse("members:password-change"), reverse("members:logout"), reverse("members:login")}
        if request.path_info in open_doors or not request.user.is_authenticated:
            return False
        return bool(request.user.must_change_password)
