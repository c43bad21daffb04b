"""Getting in without a password: by a one-time code, or by asking for a link."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from members.schools.models import OneTimeCode
from members.schools.services import find_code
from members.schools.throttle import CODE, RESET, count_failure, pair, seconds_to_wait

from .login import id_field
from .passwords import ChooseFirstPasswordForm


def wait_message(seconds: int) -> str:
    """What somebody is told who must wait before the next attempt."""
    return ngettext(
        "Wait %(seconds)d second, then try again.", "Wait %(seconds)d seconds, then try again.", seconds
    ) % {"seconds": seconds}


class ThrottledForm(forms.Form):
    """A form whose failures are counted for the pair of ID and address; `wait` is set when it refuses to look."""

    kind = ""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.wait = 0

    def must_wait(self, username: str) -> bool:
        """Refuse beside the ID when this pair must wait."""
        self.wait = seconds_to_wait(self.kind, pair(self.request, username))
        if self.wait:
            self.add_error("username", ValidationError(wait_message(self.wait), "wait"))
        return bool(self.wait)


class CodeForm(ThrottledForm):
    """ID and one-time code. `code` is the open one that was recognised."""

    kind = CODE
    username = id_field()
    code_text = forms.CharField(
        label=_("One-time code"),
        max_length=60,
        help_text=_("Twelve letters and digits in three groups. Spaces and hyphens may be left out."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "one-time-code", "spellcheck": "false"}
        ),
    )
    wrong = _("This ID and code do not fit together, or the code is not valid any more")

    def clean(self) -> dict[str, Any]:
        self.code: OneTimeCode | None = None
        username, typed = self.cleaned_data.get("username"), self.cleaned_data.get("code_text")
        if username and typed and not self.must_wait(username):
            self.code = find_code(username, typed)
            if self.code is None:
                count_failure(CODE, pair(self.request, username))
                self.add_error("code_text", ValidationError(self.wrong, "wrong"))
        return self.cleaned_data


class ResetForm(ThrottledForm):
    """ID and mail address of somebody who has forgotten the password. Every answer is the same."""

    kind = RESET
    username = id_field()
    email = forms.EmailField(
        label=_("Registered e-mail address"),
        help_text=_("The one you confirmed in the portal. The link goes nowhere else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean(self) -> dict[str, Any]:
        username = self.cleaned_data.get("username")
        # Each question counts, answered or not: nobody's mailbox is filled from here.
        if username and "email" in self.cleaned_data and not self.must_wait(username):
            count_failure(RESET, pair(self.request, username))
        return self.cleaned_data


class NewPasswordForm(ChooseFirstPasswordForm):
    """After a code: a new password."""


class FirstLoginForm(ChooseFirstPasswordForm):
    """After the code of the letter: who is in charge, where mails go, and a password."""

    name = forms.CharField(
        label=_("Person in charge"),
        max_length=100,
        help_text=_("Your name, or your duty. The office uses it when it writes or calls."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=pgettext_lazy("of a person", "E-mail"),
        help_text=_("An address at school. A link is sent to it; after that you can reset a lost password yourself."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ["name", "email", "new_password1", "new_password2"]
