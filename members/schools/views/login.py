"""Logging in with the ID that the school was sent, and out."""

from typing import Any
from urllib.parse import urlsplit

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_from_path, override

from members.schools.forms.login import LoginForm

from .codes import status_of


class Login(LoginView):
    """The login. A refused one answers 422, or 429 when the ID must wait, with what was typed.

    `next` may only lead to this site.
    """

    template_name = "members/login.html"
    form_class = LoginForm
    redirect_authenticated_user = True

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status_of(form))

    def get_redirect_url(self, request: HttpRequest | None = None) -> str:
        """Where the visitor came from, in the language of the page that was used to log in; empty when unsafe."""
        url = super().get_redirect_url()
        path = urlsplit(url).path.removeprefix("/en")
        # The doors themselves are no place to come from: logging out takes a button, not an address.
        if not url or path in {"/members/login/", "/members/logout/"}:
            return ""
        return in_this_language(url)


def in_this_language(url: str) -> str:
    """A path of this site in the active language; unchanged where it has no counterpart (the admin, for example)."""
    wanted = get_language() or settings.LANGUAGE_CODE
    # A path is understood only under the language it is written in.
    with override(get_language_from_path(url) or settings.LANGUAGE_CODE):
        return translate_url(url, wanted)


def locked_out(request: HttpRequest, credentials: dict[str, Any] | None, *args: Any, **kwargs: Any) -> HttpResponse:
    """The page after too many wrong passwords, with what was typed; without the form where the admin was asked for."""
    cool_off = get_cool_off()
    form = None
    if request.path == reverse("members:login"):
        form = LoginForm(request, initial={"username": request.POST.get("username", "")[:150]})
    context = {
        "form": form,
        "minutes": round(cool_off.total_seconds() / 60) if cool_off else None,
        "next": request.POST.get("next", ""),
    }
    return render(request, "members/locked_out.html", context, status=429)
