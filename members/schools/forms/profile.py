"""A school's own data, as the school itself may change them. Name, code and type are the desk's."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.schools.models import School


class SchoolForm(forms.ModelForm):
    """`version` is what `services.profile.record_version` gave when the form was shown first."""

    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    class Meta:
        model = School
        fields = (
            "name_kana",
            "name_en",
            "postal_code",
            "address",
            "phone",
            "email",
            "pupils",
            "tools",
            "equipment",
            "introduction_ja",
            "introduction_en",
        )
        help_texts = {
            "name_en": _("As it should stand in letters to schools abroad."),
            "postal_code": _("You may type it in full-width figures, with or without 〒 and hyphen."),
            "phone": _("You may type it in full-width figures."),
            "email": _("Where letters about your account and your exchanges go."),
            "tools": _("What your school's rules and network allow."),
            "equipment": _("For example screens, loudspeakers, or times at which the network is slow."),
            "introduction_ja": _("A few sentences that a partner school will read. Do not write pupils' names."),
            "introduction_en": _("May stay empty: we translate."),
        }
        widgets = {
            "address": forms.TextInput(attrs={"autocomplete": "street-address"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            # A number input would throw full-width figures away.
            "pupils": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "6"}),
            "equipment": forms.Textarea(attrs={"rows": 3}),
            "introduction_ja": forms.Textarea(attrs={"rows": 5}),
            "introduction_en": forms.Textarea(attrs={"rows": 5, "lang": "en"}),
        }

    def changes(self) -> dict[str, Any]:
        """The validated values of the school's fields."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def tell_stale(self, current: School, version: str) -> None:
        """Say that somebody else has saved meanwhile, and beside each field what is stored now.

        The form keeps what was typed and carries the new version, so that saving again is a decision.
        """
        self.add_error(
            None,
            _("Somebody else has changed this data while you were typing. Compare, then save again."),
        )
        for name, typed in self.changes().items():
            stored = getattr(current, name)
            if stored != typed:
                self.add_error(name, gettext("Stored now: %(value)s") % {"value": self._words(name, stored)})
        typed_again: Any = self.data
        self.data = typed_again.copy()
        self.data["version"] = version  # type: ignore[index]

    @staticmethod
    def _words(name: str, stored: Any) -> str:
        if isinstance(stored, list):
            field: Any = School._meta.get_field(name)
            stored = ", ".join(field.labels(stored))
        return str(stored) if stored not in (None, "") else gettext("(empty)")
