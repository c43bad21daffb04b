"""Logging in with an issued ID."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class LoginForm(AuthenticationForm):
    """ID and password. An unknown ID, a wrong password and a closed account get one and the same answer."""

    username = UsernameField(
        label=_("School ID"),
        max_length=150,
        help_text=_("It is on the letter with your ID. You may type it in full-width letters."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    wrong = _("The school ID or password is not right")

    def clean(self) -> dict[str, Any]:
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if username and password:
            self.user_cache = authenticate(self.request, username=username, password=password)
            if self.user_cache is None:
                # Beside the field, as any other error; nothing tells which of the two was wrong.
                self.add_error("username", ValidationError(self.wrong, "invalid_login"))
            else:
                self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data
