"""Logging in with the ID that the school was sent."""

from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Login(LoginView):
    template_name = "members/login.html"


def locked_out(request: HttpRequest, credentials: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
    """The page shown after too many wrong passwords."""
    return render(request, "members/locked_out.html", status=429)
