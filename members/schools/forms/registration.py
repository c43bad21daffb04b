"""The forms of a school's registration. Whatever is missing may follow later: only what is wrong is refused.

Code, name, type, founder and municipality of a school are the office's; everything here is the school's own.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from members.schools.models import School
from members.schools.registration_models import SchoolContact, SchoolEquipment
from portal.core.templatetags.form_tags import CHOICE_LISTS

# A number input would throw full-width figures away.
_NUMBER = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "6"})


class RecordForm(forms.Form):
    """Fields of the school and of the rows that belong to it. `wanted` are those a complete part needs."""

    sources: ClassVar[dict[type[models.Model], tuple[str, ...]]]
    order: ClassVar[tuple[str, ...]]
    wanted: ClassVar[frozenset[str]]
    help_texts: ClassVar[dict[str, Any]] = {}
    widgets: ClassVar[dict[str, Any]] = {}
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for model, names in self.sources.items():
            made = forms.fields_for_model(model, names, widgets=self.widgets, help_texts=self.help_texts)
            self.fields.update({name: field for name, field in made.items() if field is not None})
        self.order_fields(self.order)
        self._mark(True)

    def _mark(self, wanted: bool) -> None:
        for name, field in self.fields.items():
            field.required = wanted and name in self.wanted

    def full_clean(self) -> None:
        """The mark beside a label tells what a complete part needs; saving asks for none of it."""
        self._mark(False)
        super().full_clean()
        self._mark(True)

    def clean(self) -> dict[str, Any]:
        """The rules of the models, such as the largest number of pupils, beside the fields."""
        for model, names in self.sources.items():
            for name in names:
                if name in self.cleaned_data:
                    field: Any = model._meta.get_field(name)
                    try:
                        self.cleaned_data[name] = field.clean(self.cleaned_data[name], None)
                    except ValidationError as error:
                        self.add_error(name, error)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """The answers of a valid form by name. Ask before an error is added: that takes the answer away."""
        values = {name: self.cleaned_data[name] for name in self.order}
        # A browser ends lines in its own way, which would make an untouched text look changed.
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in values.items()
        }

    @classmethod
    def draft_names(cls) -> tuple[str, ...]:
        """What of a posted form belongs into a draft."""
        return cls.order

    @classmethod
    def initial_from(cls, draft: Mapping[str, list[str]]) -> dict[str, Any]:
        """The initial values that show a draft, right or wrong."""
        several = {name for name in cls.order if cls._takes_several(name)}
        return {name: draft[name] if name in several else draft[name][0] for name in cls.order if draft.get(name)} | {
            name: [] if name in several else "" for name in cls.order if not draft.get(name)
        }

    @classmethod
    def _takes_several(cls, name: str) -> bool:
        owner = next(model for model, names in cls.sources.items() if name in names)
        field: Any = owner._meta.get_field(name)
        return isinstance(field.formfield().widget, CHOICE_LISTS)

    @classmethod
    def overlaid(cls, data: QueryDict, values: Mapping[str, Any]) -> QueryDict:
        """The posted data as if these answers had been typed."""
        typed = data.copy()
        for name, value in values.items():
            several = value if isinstance(value, list) else ["" if value is None else value]
            typed.setlist(name, [str(one) for one in several])
        return typed


class BasicsForm(RecordForm):
    """What the school is."""

    sources = {
        School: (
            "name_kana",
            "name_en",
            "postal_code",
            "address",
            "pupils",
            "classes",
            "introduction_ja",
            "introduction_en",
        )
    }
    order = sources[School]
    wanted = frozenset({"name_kana", "name_en", "postal_code", "address", "pupils", "classes", "introduction_ja"})
    help_texts = {
        "name_en": _("As it should stand in letters to schools abroad."),
        "postal_code": _("You may type it in full-width figures, with or without 〒 and hyphen."),
        "introduction_ja": _("A few sentences that a partner school will read. Do not write pupils' names."),
        "introduction_en": _("May stay empty: we translate."),
    }
    widgets = {
        "address": forms.TextInput(attrs={"autocomplete": "address-line1"}),
        "pupils": _NUMBER,
        "classes": _NUMBER,
        "introduction_ja": forms.Textarea(attrs={"rows": 5}),
        "introduction_en": forms.Textarea(attrs={"rows": 5, "lang": "en"}),
    }


class ContactsForm(RecordForm):
    """Whom the office reaches, and how."""

    sources = {
        School: ("phone", "email"),
        SchoolContact: (
            "fax",
            "person_name",
            "person_job",
            "person_email",
            "person_phone",
            "reachable",
            "principal_name",
        ),
    }
    order = (
        "phone",
        "fax",
        "email",
        "person_name",
        "person_job",
        "person_email",
        "person_phone",
        "reachable",
        "principal_name",
    )
    wanted = frozenset({"phone", "email", "person_name", "person_job", "person_email", "principal_name"})
    help_texts = {
        "phone": _("You may type it in full-width figures."),
        "email": _("Where letters about your account and your exchanges go."),
        "person_job": _("For example teacher of English, or vice-principal."),
        "person_phone": _("Only if it is not the school's number."),
        "reachable": _("For example 16:00 to 17:00 on Mondays and Thursdays."),
        "principal_name": _("It stands on the print for the principal's approval."),
    }
    widgets = {
        "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        "person_email": forms.EmailInput(attrs={"autocomplete": "off"}),
        "fax": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        "person_phone": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    }


class EquipmentForm(RecordForm):
    """With what the school can meet others on line, and what its rules allow."""

    sources = {
        School: ("tools", "equipment"),
        SchoolEquipment: (
            "devices",
            "devices_available",
            "line",
            "screen",
            "speaker",
            "camera",
            "permitters",
            "restrictions",
        ),
    }
    order = (
        "devices",
        "devices_available",
        "line",
        "screen",
        "speaker",
        "camera",
        "equipment",
        "tools",
        "permitters",
        "restrictions",
    )
    wanted = frozenset({"devices", "line", "screen", "speaker", "camera", "tools", "permitters"})
    help_texts = {
        "tools": _("What your school's rules and network allow."),
        "equipment": _("Anything else, for example times at which the network is slow."),
        "permitters": _("Whom you have to ask before a tool is used."),
        "restrictions": _("For example sites that are blocked, or that cameras must stay off."),
    }
    widgets = {
        "devices_available": _NUMBER,
        "equipment": forms.Textarea(attrs={"rows": 3}),
        "restrictions": forms.Textarea(attrs={"rows": 3}),
    }
