"""Handing in a file, and saying what its foreign headings mean."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .columns import Column, key_of_heading
from .importer import Importer
from .models import ImportJob
from .proposals import propose

LEFT_OUT = "-"
"""The choice that leaves a column of the file out."""


class HandInForm(forms.Form):
    """A file and the options of its kind of import."""

    file = forms.FileField(
        label=pgettext_lazy("of an import", "File"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"})
    )

    def __init__(self, *args: Any, importer: Importer[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "XLSX (the first sheet), or CSV in UTF-8 or Shift_JIS. At most %(rows)d rows and %(size)d MB."
        ) % {"rows": importer.most_rows, "size": importer.most_bytes // 1024**2}
        self._options = importer.options
        for option in importer.options:
            self.fields[option.name] = forms.BooleanField(label=option.label, help_text=option.help, required=False)

    def options(self) -> dict[str, bool]:
        """What was chosen, by name."""
        return {option.name: bool(self.cleaned_data.get(option.name)) for option in self._options}


class MeaningsForm(forms.Form):
    """For each foreign heading of a file one of our columns, or that it is left out.

    What is remembered or like one of ours is chosen already; the rest must be chosen.
    """

    def __init__(self, *args: Any, job: ImportJob, importer: Importer[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings: Sequence[str] = job.foreign
        columns = importer.columns
        proposed = propose([heading for heading in self.headings if not _is_known(heading, job.meanings)], columns)
        choices = [("", _("— choose —")), (LEFT_OUT, _("leave out")), *_column_choices(columns)]
        for number, heading in enumerate(self.headings):
            known = job.meanings.get(key_of_heading(heading))
            initial = proposed.get(heading, "") if known is None else known or LEFT_OUT
            self.fields[f"heading-{number}"] = forms.ChoiceField(label=heading, choices=choices, initial=initial)

    def clean(self) -> dict[str, Any]:
        chosen: dict[str, str] = {}
        for name in self.fields:
            column = self.cleaned_data.get(name)
            if column in chosen:
                self.add_error(name, _("This column was chosen for another heading already."))
            elif column and column != LEFT_OUT:
                chosen[column] = name
        return self.cleaned_data

    def decided(self) -> dict[str, str]:
        """The name of a column by heading as it was typed; empty for one that is left out."""
        chosen = [self.cleaned_data[f"heading-{number}"] for number in range(len(self.headings))]
        return {heading: "" if name == LEFT_OUT else name for heading, name in zip(self.headings, chosen, strict=True)}


def _is_known(heading: str, meanings: Mapping[str, str]) -> bool:
    return key_of_heading(heading) in meanings


def _column_choices(columns: Sequence[Column]) -> list[tuple[str, Any]]:
    return [(column.name, column.label) for column in columns]
