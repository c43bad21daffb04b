"""The admin form of a page in plain Japanese: it asks whether the page was compared with its source."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.pages.forms import PortalPageForm


class EasyPageForm(PortalPageForm):
    """Adds a box to tick: this edition says what its source says now. A new page is compared when it is written."""

    is_compared = forms.BooleanField(label=_("compared with the page as it is now"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_compared"].help_text = (
            _("The page has changed since this edition was written. Tick this box when they say the same again.")
            if self.instance.is_behind
            else _("Nothing has changed in the page since this edition was written.")
        )

    def save(self, commit: bool = True) -> Any:
        from home.services.easy import compare  # reads the models, which read this form

        is_other_source = "source" in self.changed_data
        if self.cleaned_data.get("is_compared") or is_other_source or not self.instance.pk:
            compare(self.instance)
        return super().save(commit)
