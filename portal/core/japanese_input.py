"""What people type in any width, made uniform: postal codes, telephone numbers, readings. Never refused for its width.

The functions are pure; the model fields apply them wherever a value is cleaned: members' forms, the desk, imports.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

_HYPHENS = re.compile("[\u2010-\u2015\u2212\u30fc\uff0d\uff70\u02d7~\u301c\uff5e]")
_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_TYPED_LENGTH = 60


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", _HYPHENS.sub("-", text)).strip()


def postal_code(text: str) -> str:
    """`〒１３５−００４２`, `1350042` → `135-0042`; an empty text stays empty. Raises ValueError for what is none."""
    digits = re.sub(r"[\s〒-]", "", _folded(text))
    if not digits:
        return ""
    if not re.fullmatch(r"[0-9]{7}", digits):
        raise ValueError(text)
    return f"{digits[:3]}-{digits[3:]}"


def phone_number(text: str) -> str:
    """`０３（１２３４）５６７８` → `03-1234-5678`; numbers abroad keep their `+`. Raises ValueError for what is none.

    A number without separators gets them where its shape is known (23 wards, mobile); area codes of other lengths stay
    as typed.
    """
    folded = re.sub(r"[\s()./]+", "-", _folded(text)).strip("-")
    number = re.sub(r"-+", "-", folded)
    if not number:
        return ""
    digits = number.replace("-", "")
    if not re.fullmatch(r"0[0-9]{9,10}|\+[0-9]{8,15}", digits):
        raise ValueError(text)
    if "-" in number:
        return number
    if digits.startswith("03") and len(digits) == 10:
        return f"{digits[:2]}-{digits[2:6]}-{digits[6:]}"
    if re.fullmatch(r"0[5789]0[0-9]{8}", digits):
        return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"
    return digits


def kana_reading(text: str) -> str:
    """`ﾐﾄﾞﾘ ダイ` → `みどり だい`: hiragana, so that readings sort. Raises ValueError for other signs."""
    reading = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().translate(_KATAKANA_TO_HIRAGANA)
    if not re.fullmatch(r"[ぁ-ゖー・ 0-9A-Za-z.,'-]*", reading):
        raise ValueError(text)
    return reading


class _UniformFormField(forms.CharField):
    """A text field that accepts any width; `uniform` is one of the functions above, `refusal` what to say."""

    def __init__(self, *, uniform: Callable[[str], str], refusal: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = _TYPED_LENGTH if kwargs.get("max_length", 0) < _TYPED_LENGTH else kwargs["max_length"]
        super().__init__(**kwargs)
        self.uniform = uniform
        self.refusal = refusal

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return self.uniform(typed)
        except ValueError as error:
            raise ValidationError(self.refusal) from error


class UniformCharField(models.CharField):  # type: ignore[type-arg]
    """A text column whose values are made uniform when they are cleaned: half-width here, more in subclasses."""

    refusal: ClassVar[Any]
    input_attributes: ClassVar[dict[str, str]] = {}

    def uniform(self, text: str) -> str:
        """The uniform text; subclasses raise ValueError for what cannot be one."""
        return _folded(text)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        try:
            return super().clean(self.uniform(str(value or "")), model_instance)
        except ValueError as error:
            raise ValidationError(self.refusal) from error

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        widget = kwargs.pop("widget", None) or forms.TextInput(attrs=self.input_attributes)
        kwargs.pop("form_class", None)
        return super().formfield(
            form_class=_UniformFormField, uniform=self.uniform, refusal=self.refusal, widget=widget, **kwargs
        )


class PostalCodeField(UniformCharField):
    refusal = _("Enter the seven digits of the postal code, for example 135-0042.")
    input_attributes = {"inputmode": "numeric", "autocomplete": "postal-code"}

    def uniform(self, text: str) -> str:
        return postal_code(text)


class PhoneField(UniformCharField):
    refusal = _("Enter a telephone number with its area code, for example 03-1234-5678.")
    input_attributes = {"inputmode": "tel", "autocomplete": "tel"}

    def uniform(self, text: str) -> str:
        return phone_number(text)


class KanaField(UniformCharField):
    refusal = _("Enter the reading in hiragana or katakana.")

    def uniform(self, text: str) -> str:
        return kana_reading(text)
