"""The base of public forms that write to somebody: two traps for programs, with sentences for people."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.form_stamps import LEAST_SECONDS, opened_now, seconds_since

TRAP = "nickname"
"""A field that people do not see and programs fill in."""


class TrappedForm(forms.Form):
    """A form that knows when it was opened. `salt` names the form. Templates write `opened` and the field `TRAP`."""

    salt: ClassVar[str]

    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = opened_now(self.salt)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        seconds = seconds_since(data.get("opened") or "", self.salt)
        if seconds is None:
            self.add_error(None, _("The form was open for too long. What you typed is still here: send it again."))
            self.open_anew()
        elif seconds < LEAST_SECONDS:
            self.add_error(None, _("That was very fast. What you typed is still here: wait a moment, then send it."))
        return data

    def open_anew(self) -> None:
        """The form is shown again with a stamp of now and what was typed."""
        typed: Any = self.data
        self.data = typed.copy()
        self.data["opened"] = opened_now(self.salt)  # type: ignore[index]

    @property
    def is_trapped(self) -> bool:
        """Whether a program has filled in what people do not see."""
        return bool(self.data.get(TRAP))

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields people see, in their order."""
        return self.visible_fields()
