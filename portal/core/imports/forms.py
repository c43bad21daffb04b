"""Handing in a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .importer import Importer
from .reading import MOST_BYTES


class HandInForm(forms.Form):
    """A file and the options of its kind of import."""

    file = forms.FileField(
        label=pgettext_lazy("of an import", "File"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"})
    )

    def __init__(self, *args: Any, importer: Importer[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "XLSX (the first sheet), or CSV in UTF-8 or Shift_JIS. At most %(rows)d rows and %(size)d MB."
        ) % {"rows": importer.most_rows, "size": MOST_BYTES // 1024**2}
        self._options = importer.options
        for option in importer.options:
            self.fields[option.name] = forms.BooleanField(label=option.label, help_text=option.help, required=False)

    def options(self) -> dict[str, bool]:
        """What was chosen, by name."""
        return {option.name: bool(self.cleaned_data.get(option.name)) for option in self._options}
