"""The forms a partner fills in, in the words of its own language."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError

from members.partners.letters.wording import Wording, languages, wording_for
from members.partners.models import PartnerSchool
from portal.core.graded_codes import GradedCodesWidget, choices_of
from portal.core.vocabulary import Weekday

from .texts import lines_of, parse_day, parse_days, parse_terms
from .zones import zone_choices

GRADES = {"languages": "levels", "importance": "weights"}
"""The vocabulary of the grades of each field that has some."""
_NUMBER = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "6"})
_LONG = {"introduction_en": 4, "story_en": 8}


class WordedForm(forms.Form):
    """A form whose labels and hints are texts: `fields.<name>`, and `hints.<name>` where there is one."""

    use_required_attribute = False

    def __init__(self, wording: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wording = wording
        self.build()
        for name, field in self.fields.items():
            self.word(name, field)

    def build(self) -> None:
        """Add fields that cannot be declared."""

    def word(self, name: str, field: Any) -> None:
        """Give a field its label, hint and choices."""
        key = self.key_of(name)
        if f"fields.{key}" in self.wording:
            field.label = self.wording.say(f"fields.{key}")
        field.help_text = self.wording.say(f"hints.{key}") if f"hints.{key}" in self.wording else ""
        field.error_messages = {**field.error_messages, "required": self.wording.say("errors.required")}
        if isinstance(field.widget, GradedCodesWidget):
            field.codes = self.wording.choices(key, choices_of(field.codes))
            field.grades = self.wording.choices(GRADES[key], choices_of(field.grades))
            field.widget.codes, field.widget.grades = field.codes, field.grades
        elif isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = self.wording.choices(key, list(cast(Any, field.choices)))

    def key_of(self, name: str) -> str:
        """The name under which the texts speak of a field."""
        return name


class RecordForm(WordedForm):
    """Fields of a model, checked by the model's own rules."""

    model: ClassVar[Any]
    names: ClassVar[tuple[str, ...]]
    needed: ClassVar[frozenset[str]]

    def build(self) -> None:
        widgets: dict[str, Any] = {name: forms.Textarea(attrs={"rows": rows}) for name, rows in _LONG.items()}
        widgets |= dict.fromkeys(("age_min", "age_max", "class_size", "capacity"), _NUMBER)
        made = forms.fields_for_model(self.model, [*set(self.names) - {"website", "timezone"}], widgets=widgets)
        self.fields.update({name: field for name, field in made.items() if field is not None})
        self.fields["timezone"] = forms.ChoiceField(choices=self.zones(), required="timezone" in self.needed)
        self.fields["website"] = forms.URLField(
            max_length=200, assume_scheme="https", widget=forms.URLInput(attrs={"placeholder": "https://"})
        )
        self.order_fields(self.names)
        for name, field in self.fields.items():
            if name in self.names:
                field.required = name in self.needed

    def zones(self) -> list[tuple[str, str]]:
        """The time zones to choose from."""
        return [("", "—"), *zone_choices()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in self.names:
            if name in data and name != "timezone":
                field: Any = self.model._meta.get_field(name)
                try:
                    data[name] = field.clean(data[name], None)
                except ValidationError as error:
                    self.add_error(name, error)
        self._check_ages(data)
        return data

    def _check_ages(self, data: Mapping[str, Any]) -> None:
        youngest, oldest = data.get("age_min"), data.get("age_max")
        if {"age_min", "age_max"} & set(self.errors):
            return
        if (youngest is None) != (oldest is None):
            self.add_error("age_max", self.wording.say("errors.both_ages"))
        elif youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("age_max", self.wording.say("errors.age_order"))

    def values(self) -> dict[str, Any]:
        """The answers of a valid form by name, with line ends as they are stored."""
        values = {name: self.cleaned_data[name] for name in self.names}
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in values.items()
        }


class ProfileForm(RecordForm):
    """The profile as schools in Tokyo read it."""

    model = PartnerSchool
    names = (
        "name_en",
        "name_local",
        "city",
        "timezone",
        "website",
        "age_min",
        "age_max",
        "class_size",
        "capacity",
        "exchange_types",
        "languages",
        "themes",
        "months",
        "tools",
        "importance",
        "introduction_en",
        "story_en",
    )
    needed = frozenset({"name_en", "capacity"})

    def __init__(self, wording: Wording, partner: PartnerSchool, *args: Any, **kwargs: Any) -> None:
        self.partner = partner
        super().__init__(wording, *args, **kwargs)

    def zones(self) -> list[tuple[str, str]]:
        return [("", "—"), *zone_choices(self.partner.country, self.partner.timezone)]

    @classmethod
    def initial_of(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        return dict(values)


class ContactForm(RecordForm):
    """Who answers for the partner, and in which language it is written to."""

    model = PartnerSchool
    names = ("contact_name", "letter_language")
    needed = frozenset({"letter_language"})

    def __init__(self, wording: Wording, partner: PartnerSchool, *args: Any, **kwargs: Any) -> None:
        self.partner = partner
        super().__init__(wording, *args, **kwargs)

    def build(self) -> None:
        self.fields["contact_name"] = forms.CharField(max_length=100, required=False)
        choices = {each: wording_for(each).name for each in languages()}
        # A language whose texts do not exist yet stays as the desk has entered it.
        choices.setdefault(self.partner.letter_language, self.partner.letter_language)
        self.fields["letter_language"] = forms.ChoiceField(choices=list(choices.items()))

    @classmethod
    def initial_of(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        return dict(values)


class WeekForm(WordedForm):
    """The lessons of a week, a line a day."""

    names = tuple(str(day.value) for day in Weekday)

    def __init__(self, wording: Wording, partner: PartnerSchool, *args: Any, **kwargs: Any) -> None:
        super().__init__(wording, *args, **kwargs)

    def build(self) -> None:
        for name in self.names:
            self.fields[name] = forms.CharField(
                label=self.wording.weekday(int(name)),
                required=False,
                max_length=400,
                widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "09:00-09:50, 10:00-10:50"}),
            )

    def key_of(self, name: str) -> str:
        return f"day_{name}"

    def clean(self) -> dict[str, Any]:
        for name in self.names:
            if name in self.cleaned_data:
                try:
                    self.cleaned_data[name] = parse_day(self.cleaned_data[name], self.wording)
                except ValidationError as error:
                    self.add_error(name, error)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names}

    @classmethod
    def initial_of(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: ", ".join(values.get(name) or []) for name in cls.names}


class YearForm(WordedForm):
    """Terms, days without lessons, and days with lessons in spite of a holiday."""

    names = ("terms", "closed", "opened")

    def __init__(self, wording: Wording, partner: PartnerSchool, *args: Any, **kwargs: Any) -> None:
        super().__init__(wording, *args, **kwargs)

    def build(self) -> None:
        for name in self.names:
            self.fields[name] = forms.CharField(
                required=False, max_length=8_000, widget=forms.Textarea(attrs={"rows": 5})
            )

    def clean(self) -> dict[str, Any]:
        for name, parse in (("terms", parse_terms), ("closed", parse_days), ("opened", parse_days)):
            if name in self.cleaned_data:
                try:
                    self.cleaned_data[name] = parse(self.cleaned_data[name], self.wording)
                except ValidationError as error:
                    self.add_error(name, error)
        closed = {row[0] for row in self.cleaned_data.get("closed") or []}
        for day in sorted(closed & {row[0] for row in self.cleaned_data.get("opened") or []}):
            self.add_error("opened", self.wording.say("errors.open_and_closed", day=day))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names}

    @classmethod
    def initial_of(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        terms: Iterable[Any] = values.get("terms") or []
        return {
            "terms": lines_of(terms, " - "),
            "closed": lines_of(values.get("closed") or []),
            "opened": lines_of(values.get("opened") or []),
        }
