"""Choosing an own password, with or without typing the present one."""

from typing import Any

from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class _NewPassword:
    """The checks of the new password, reported beside the field in which it was typed first."""

    def clean(self) -> dict[str, Any]:
        self.validate_passwords("new_password1", "new_password2")  # type: ignore[attr-defined]
        self.validate_password_for_user(self.user, "new_password1")  # type: ignore[attr-defined]
        data: dict[str, Any] = self.cleaned_data  # type: ignore[attr-defined]
        chosen = data.get("new_password1")
        if chosen and self.user.check_password(chosen):  # type: ignore[attr-defined]
            message = _("This is the password you have now. Choose another one.")
            self.add_error("new_password1", ValidationError(message, "unchanged"))  # type: ignore[attr-defined]
        return data


class ChooseFirstPasswordForm(_NewPassword, SetPasswordForm):
    """For people who have just logged in with an issued password: it is not asked for again."""


class ChangePasswordForm(_NewPassword, PasswordChangeForm):
    """For everybody else: the present password proves that it is still the same person."""
