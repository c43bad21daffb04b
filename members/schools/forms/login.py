"""Logging in with an issued ID."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms.auth import LoginForm as AdminLoginForm

from members.schools.throttle import password_wait


def id_field() -> UsernameField:
    """The field for a login ID, as every form in front of the members' area asks for it."""
    return UsernameField(
        label=_("School ID"),
        max_length=150,
        help_text=_("It is on the letter with your ID. You may type it in full-width letters."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username", "spellcheck": "false"}),
    )


class _Braked(AuthenticationForm):
    """ID and password. An unknown ID, a wrong password and a closed account get one and the same answer.

    `wait`: seconds the ID must wait, because many wrong passwords were typed; then no password is looked at.
    """

    wrong: Any = _("The school ID or password is not right")
    wait = 0

    def clean(self) -> dict[str, Any]:
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not username or not password or self.request is None:
            return self.cleaned_data
        self.wait = password_wait(self.request, username)
        if self.wait:
            self.add_error("username", ValidationError(self.wait_message(), "wait"))
            return self.cleaned_data
        self.user_cache = authenticate(self.request, username=username, password=password)
        if self.user_cache is None:
            # Beside the field, as any other error; nothing tells which of the two was wrong.
            self.add_error("username", ValidationError(self.wrong, "invalid_login"))
        else:
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data

    def wait_message(self) -> str:
        return ngettext(
            "Many wrong passwords were typed for this ID. Wait %(seconds)d second, or use a one-time code.",
            "Many wrong passwords were typed for this ID. Wait %(seconds)d seconds, or use a one-time code.",
            self.wait,
        ) % {"seconds": self.wait}


class LoginForm(_Braked):
    """The login of schools."""

    username = id_field()
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class DeskLoginForm(_Braked, AdminLoginForm):
    """The login of the desk, at /cms/."""

    wrong = _("The ID or password is not right")
