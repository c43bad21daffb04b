"""Forms about suggestions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.suggestions.models import DeclineReason


class DeclineForm(forms.Form):
    """Why a school leaves a partner out."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=DeclineReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )
    remark = forms.CharField(
        label=_("Anything the office should know"),
        required=False,
        max_length=200,
        help_text=_("The partner does not see it. Please name no pupils."),
    )
