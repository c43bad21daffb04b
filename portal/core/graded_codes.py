"""Codes of a vocabulary, each with a grade: languages with their level, criteria with their importance.

Stored as a JSON object `{code: grade}`, edited with select boxes that need no script. Any room may use it:

    languages = GradedCodesField(language_choices, LanguageLevel)          # model field, {"en": 4, "ja": 1}
    languages = GradedCodesFormField(language_choices, LanguageLevel.choices, label=…, required=False)  # form field

A short vocabulary (`WHOLE_LIST` codes at most) is shown whole, one select box a code; of a long one people choose
codes in rows (`name_code_0` and `name_grade_0`, `name_code_1` …), with a row left over. Both forms read the same data.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Choices = list[tuple[Any, Any]]
WHOLE_LIST = 10
MOST_ROWS = 12
FEWEST_ROWS = 3


def choices_of(source: Any) -> Choices:
    """(code, label) pairs of a `Choices` class, of a function that returns pairs, or of a list of pairs."""
    if hasattr(source, "choices"):
        return list(source.choices)
    return list(source()) if callable(source) else list(source)


class GradedCodesWidget(forms.Widget):
    """Select boxes for codes and grades; `codes` and `grades` are what `choices_of` takes."""

    template_name = "portal/forms/graded_codes.html"
    use_fieldset = True

    def __init__(self, codes: Any, grades: Any, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.codes = codes
        self.grades = grades

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[tuple[str, str]]:
        """The pairs as typed, without empty rows; a code that is given twice stays twice."""
        pairs = []
        for row in range(max(MOST_ROWS, len(choices_of(self.codes)))):
            code, grade = str(data.get(f"{name}_code_{row}") or ""), str(data.get(f"{name}_grade_{row}") or "")
            if code:
                pairs.append((code, grade))
        return pairs

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}_code_0" not in data

    def format_value(self, value: Any) -> list[tuple[str, str]]:
        """Pairs of text, of a mapping (from the database) or of pairs (as typed)."""
        pairs = value.items() if isinstance(value, Mapping) else value or []
        return [(str(code), str(grade)) for code, grade in pairs]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        codes, grades = choices_of(self.codes), choices_of(self.grades)
        pairs = self.format_value(value)
        context["widget"].update(
            whole=len(codes) <= WHOLE_LIST,
            codes=[(str(code), label) for code, label in codes],
            grades=[(str(grade), label) for grade, label in grades],
            rows=self._whole_rows(codes, dict(pairs)) if len(codes) <= WHOLE_LIST else self._open_rows(pairs),
        )
        return context

    @staticmethod
    def _whole_rows(codes: Choices, grades: Mapping[str, str]) -> list[dict[str, Any]]:
        return [{"code": str(code), "label": label, "grade": grades.get(str(code), "")} for code, label in codes]

    @staticmethod
    def _open_rows(pairs: list[tuple[str, str]]) -> list[dict[str, Any]]:
        missing = max(FEWEST_ROWS - len(pairs), 1)
        rows = [*pairs, *[("", "")] * missing][:MOST_ROWS]
        return [{"code": code, "grade": grade} for code, grade in rows]

    def id_for_label(self, id_: str) -> str:
        """The first select box a person fills in."""
        if not id_:
            return ""
        return f"{id_}_grade_0" if len(choices_of(self.codes)) <= WHOLE_LIST else f"{id_}_code_0"


class GradedCodesFormField(forms.Field):
    """Gives `{code: grade}` with whole-number grades in the vocabulary's order; refuses unknown and doubled codes."""

    default_error_messages = {
        "unknown": _("“%(code)s” is not one of the choices."),
        "twice": _("“%(label)s” is chosen twice."),
        "grade": _("Choose how it is for “%(label)s”."),
    }

    def __init__(self, codes: Any, grades: Any, **kwargs: Any) -> None:
        self.codes = codes
        self.grades = grades
        kwargs.setdefault("widget", GradedCodesWidget(codes, grades))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> dict[str, int]:
        pairs = value.items() if isinstance(value, Mapping) else value or []
        labels = {str(code): label for code, label in choices_of(self.codes)}
        known = {str(grade): int(grade) for grade, _label in choices_of(self.grades)}
        whole = len(labels) <= WHOLE_LIST
        found: dict[str, int] = {}
        for code, grade in ((str(code), str(grade)) for code, grade in pairs):
            if whole and grade == "":
                continue
            self._check(code, grade, labels, known, found)
            found[code] = known[grade]
        return {code: found[code] for code in labels if code in found}

    def _check(
        self, code: str, grade: str, labels: Mapping[str, Any], known: Mapping[str, int], found: Mapping[str, int]
    ) -> None:
        if code not in labels:
            raise ValidationError(self.error_messages["unknown"], "unknown", {"code": code[:40]})
        for kind, wrong in (("twice", code in found), ("grade", grade not in known)):
            if wrong:
                raise ValidationError(self.error_messages[kind], kind, {"label": labels[code]})

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class GradedCodesField(models.JSONField):
    """The model field: `vocabulary` of codes and `grades` are what `choices_of` takes; unknown ones are errors."""

    def __init__(self, vocabulary: Any = None, grades: Any = None, **kwargs: Any) -> None:
        # Both are code, not schema: a migration does not name them.
        self.vocabulary = vocabulary
        self.grades = grades
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if self.vocabulary is None:
            return
        if not isinstance(value, dict):
            raise ValidationError(_("Expected codes with a grade each."))
        codes = {code for code, _label in choices_of(self.vocabulary)}
        grades = {int(grade) for grade, _label in choices_of(self.grades)}
        for code, grade in value.items():
            if code not in codes or type(grade) is not int or grade not in grades:
                raise ValidationError(_("“%(code)s” is not one of the choices."), params={"code": f"{code}: {grade}"})

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        label: str | Promise = kwargs.get("label") or str(self.verbose_name).capitalize()
        return GradedCodesFormField(
            self.vocabulary, self.grades, required=not self.blank, label=label, help_text=self.help_text
        )

    def labels(self, value: Mapping[str, int]) -> list[str]:
        """`English (fluent or native)` and so on, in the vocabulary's order, in the active language."""
        return graded_labels(choices_of(self.vocabulary), choices_of(self.grades), value)


def graded_labels(
    codes: Iterable[tuple[Any, Any]], grades: Iterable[tuple[Any, Any]], value: Mapping[str, int]
) -> list[str]:
    """Each code with its grade in words; codes and grades that are not in the vocabularies are left out."""
    words = {int(grade): str(label) for grade, label in grades}
    pairs = [(str(label), value[code]) for code, label in codes if code in value]
    return [
        gettext("%(code)s (%(grade)s)") % {"code": label, "grade": words[grade]}
        for label, grade in pairs
        if grade in words
    ]
