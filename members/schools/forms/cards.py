"""Giving a link to the school card out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.schools.services.cards import DAYS, USUAL_DAYS


class CardLinkForm(forms.Form):
    """To whom, and for how long."""

    use_required_attribute = False
    given_to = forms.CharField(
        label=_("Who gets the link"),
        max_length=120,
        help_text=_("For your own list, for example the name of the partner school. The partner does not see it."),
        error_messages={"required": _("Write down who gets the link.")},
    )
    days = forms.TypedChoiceField(
        label=_("How long it can be opened"), coerce=int, initial=USUAL_DAYS, choices=(), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = ngettext_lazy("%(days)d day", "%(days)d days", "days")
        self.fields["days"].choices = [(days, words % {"days": days}) for days in DAYS]  # type: ignore[attr-defined]
