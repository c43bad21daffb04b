"""The form in which the desk decides about a partner."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.suggestions.models import DeskMark, MarkKind

_LONGEST = DeskMark._meta.get_field("reason").max_length


class MarkForm(forms.Form):
    """What is decided, and why."""

    kind = forms.ChoiceField(
        label=_("Decision"),
        choices=MarkKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is to be done.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Of a partner that is put first, the school reads it. Otherwise only the desk does."),
        error_messages={"required": _("Write why, so that colleagues understand it later.")},
    )
