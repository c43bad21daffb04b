"""Forms of a person's own account."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.schools.throttle import password_wait
from portal.users.models import User

from .codes import wait_message


class ConfirmForm(forms.Form):
    """The password once more, before something sensitive."""

    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        wait = password_wait(self.request, self.user.username)
        if wait:
            raise ValidationError(wait_message(wait), "wait")
        # The same way in as at the login, so that the same lock counts wrong ones.
        if authenticate(self.request, username=self.user.username, password=typed) != self.user:
            raise ValidationError(_("This is not your password."), "wrong")
        return typed


class AddressForm(forms.Form):
    """Another mail address."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        help_text=_("A link is sent to it. The address counts once you have opened the link."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class TokenForm(forms.Form):
    """A code of the app, or a recovery code."""

    token = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    wrong = _("This code is not right, or it was used already. Wait for the next one.")

    def __init__(self, *args: Any, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].help_text = help_text

    def refuse(self) -> None:
        self.add_error("token", ValidationError(self.wrong, "wrong"))
