"""Forms about suggestions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.partners.models import PartnerSchool
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


class NextChoicesForm(forms.Form):
    """Whom to ask if the first choice declines, out of the partners that are suggested."""

    second = forms.TypedChoiceField(label=_("Second choice"), coerce=int, empty_value=None, required=False)
    third = forms.TypedChoiceField(label=_("Third choice"), coerce=int, empty_value=None, required=False)

    def __init__(self, partners: Iterable[PartnerSchool], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._partners = {one.pk: one for one in partners}
        named = [(key, one.shown_name) for key, one in self._partners.items()]
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("No school")), *named]

    def clean_third(self) -> int | None:
        third: int | None = self.cleaned_data["third"]
        second = self.cleaned_data.get("second")
        if third is not None and "second" not in self.errors:
            if second is None:
                raise forms.ValidationError(_("Choose a second school first."))
            if third == second:
                raise forms.ValidationError(_("This school is the second choice already."))
        return third

    @property
    def chosen(self) -> list[PartnerSchool]:
        """The partners of a valid form, in order."""
        keys = (self.cleaned_data["second"], self.cleaned_data["third"])
        return [self._partners[key] for key in keys if key is not None]
