"""Model fields for several values of a closed vocabulary, stored as JSON and edited as check boxes."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class CodeListField(models.JSONField):
    """A list of codes of one vocabulary, without repetition, in the order of the vocabulary.

    `vocabulary` is a `Choices` class, or the dotted path of a function that returns choices (for long lists such as
    countries). The column holds a JSON array; an unknown code is a validation error.
    """

    def __init__(self, vocabulary: Any = None, **kwargs: Any) -> None:
        # Not part of the migration's state: the vocabulary is code, not schema.
        self.vocabulary = vocabulary
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)

    def vocabulary_choices(self) -> list[tuple[Any, Any]]:
        """(code, label) pairs in the order in which they are shown and stored."""
        source = self.vocabulary
        if isinstance(source, str):
            return list(import_string(source)())
        return list(source.choices) if source is not None else []

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if self.vocabulary is None:
            return
        known = {code for code, _label in self.vocabulary_choices()}
        for code in value or []:
            if code not in known:
                raise ValidationError(_("“%(code)s” is not one of the choices."), params={"code": code})

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return self.sorted(super().clean(value, model_instance) or [])

    def sorted(self, codes: Iterable[Any]) -> list[Any]:
        """The codes without repetition in the vocabulary's order, unknown ones last."""
        place = {code: index for index, (code, _label) in enumerate(self.vocabulary_choices())}
        return sorted(dict.fromkeys(codes), key=lambda code: place.get(code, len(place)))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        numeric = any(isinstance(code, int) for code, _label in self.vocabulary_choices())
        options: dict[str, Any] = {
            "coerce": int if numeric else str,
            "empty_value": [],
            "choices": self.vocabulary_choices,
            "widget": forms.CheckboxSelectMultiple,
            "required": not self.blank,
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
        }
        ignored = {"form_class", "choices_form_class", "encoder", "decoder"}
        options.update({name: value for name, value in kwargs.items() if name not in ignored})
        return forms.TypedMultipleChoiceField(**options)

    def labels(self, codes: Iterable[Any]) -> list[str]:
        """The labels of these codes in the active language."""
        names = self._names(get_language())
        return [str(names[code]) for code in codes if code in names]

    def _names(self, language: str | None) -> Mapping[Any, Any]:
        """The vocabulary by code, remembered: a list of cases asks for hundreds of labels."""
        return _names_of(self.vocabulary, language) if self.vocabulary is not None else {}


@lru_cache(maxsize=64)
def _names_of(vocabulary: Any, language: str | None) -> Mapping[Any, Any]:
    choices = import_string(vocabulary)() if isinstance(vocabulary, str) else vocabulary.choices
    return {code: str(label) for code, label in choices}
