"""Form fields that a wish needs: numbers of any width, and countries out of a short list."""

import re
import unicodedata
from typing import Any

from django import forms

from portal.core.countries import country_choices

_LONGEST_KEY = 18


class FoldedIntegerField(forms.IntegerField):
    """A whole number in any width, also with its unit: `32`, `３２`, `３２人`, `45分`."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "6"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = re.sub(r"[人名分]$", "", unicodedata.normalize("NFKC", value).strip())
        return super().to_python(value)


class PeriodsField(forms.ModelMultipleChoiceField):
    """Lessons by their keys. A number that no database key can be is refused like any other unknown lesson."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if len(str(key)) > _LONGEST_KEY:
                message = self.error_messages["invalid_choice"]
                raise forms.ValidationError(message, code="invalid_choice", params={"value": str(key)[:_LONGEST_KEY]})
        return super().clean(value)


class CountriesField(forms.TypedMultipleChoiceField):
    """Countries and regions as check boxes: those offered are shown, any other known one is accepted as well."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=str, empty_value=[], required=False, **kwargs)

    def offer(self, codes: set[str]) -> None:
        """Show these countries, all of them when there are none to offer."""
        every = country_choices()
        self.choices = [pair for pair in every if pair[0] in codes] or every

    def valid_value(self, value: Any) -> bool:
        return value in dict(country_choices())
