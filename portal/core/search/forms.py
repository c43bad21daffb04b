from django import forms
from django.utils.translation import gettext_lazy as _

from .query import MAX_LENGTH


class SearchForm(forms.Form):
    """One field `q`; what is too long gets a sentence beside the field."""

    q = forms.CharField(
        label=_("Words to search for"),
        max_length=MAX_LENGTH,
        required=False,
        error_messages={"max_length": _("Use at most %(limit_value)d characters. You typed %(show_value)d.")},
    )
