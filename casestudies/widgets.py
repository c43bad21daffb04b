"""Choosing several codes of a vocabulary in the editor, also out of a long list."""

from typing import Any

from django import forms
from django.utils import translation
from wagtail.admin.staticfiles import versioned_static

STYLE = "css/desk/case_editor.css"
_LONG = 20
_LANGUAGES = ("ja", "en")


class CodeChoices(forms.CheckboxSelectMultiple):
    """Check boxes in columns. A long list scrolls, begins with what is chosen and has a box that narrows it down.

    The box understands the names in both languages and the codes. Without script all check boxes are simply there.
    """

    template_name = "casestudies/desk/code_choices.html"

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            css={"all": [versioned_static(STYLE)]},
            js=[versioned_static("js/desk/code_choices.js")],
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        options = [option for _group, options, _index in context["widget"]["optgroups"] for option in options]
        context["is_long"] = len(options) > _LONG
        if context["is_long"]:
            words = self._words()
            for option in options:
                option["words"] = words[str(option["value"])]
            options.sort(key=lambda option: not option["selected"])
        context["options"] = options
        return context

    def _words(self) -> dict[str, str]:
        """What may be typed to find a code: its labels in both languages and the code itself."""
        found: dict[str, list[str]] = {}
        for language in _LANGUAGES:
            with translation.override(language):
                for code, label in self.choices:
                    found.setdefault(str(code), [str(code)]).append(str(label))
        return {code: " ".join(labels).casefold() for code, labels in found.items()}
