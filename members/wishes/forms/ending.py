"""Which way a wish is taken back, and why it ends."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.wishes.ending import LONGEST_NOTE, REASONS
from portal.core.vocabulary import Stage

_WAYS = {
    Stage.DRAFT: _("Take it back to correct it. It becomes a draft again."),
    Stage.CANCELLED: _("Cancel it. A request to a partner is withdrawn too."),
}
_ONE_OF_TWO = _("Choose one of the two.")


class WithdrawForm(forms.Form):
    """`ways` are the stages this wish may go to. The reason counts for a wish that is given up."""

    use_required_attribute = False
    to = forms.ChoiceField(
        label=_("What would you like to do?"),
        widget=forms.RadioSelect,
        error_messages={"required": _ONE_OF_TWO, "invalid_choice": _ONE_OF_TWO},
    )
    reason = forms.ChoiceField(
        label=_("Why is it cancelled?"),
        choices=[(reason.value, reason.label) for reason in REASONS[Stage.CANCELLED]],
        widget=forms.RadioSelect,
        help_text=_("Needed when you cancel. The office learns from it what schools need."),
    )
    note = forms.CharField(
        label=_("Anything you would like to add"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_NOTE,
        required=False,
    )

    def __init__(self, data: Any = None, *, ways: Iterable[Stage]) -> None:
        super().__init__(data)
        offered: Any = self.fields["to"]
        offered.choices = [(way.value, _WAYS[way]) for way in ways]
        if len(offered.choices) == 1:
            self.initial["to"] = offered.choices[0][0]
        self.fields["reason"].required = True

    def full_clean(self) -> None:
        self.fields["reason"].required = False
        super().full_clean()
        # Beside its label it is shown as needed, though taking a wish back asks for none.
        self.fields["reason"].required = True

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("to") == Stage.CANCELLED:
            if not data.get("reason") and "reason" not in self.errors:
                self.add_error("reason", _("Choose why the wish is cancelled."))
        else:
            data["reason"] = ""
        return data
