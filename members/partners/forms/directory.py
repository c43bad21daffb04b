"""Forms of the shortlist and of saved searches."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.partners.search_models import LONGEST_QUERY
from members.partners.shortlist_models import LONGEST_NOTE


class NoteForm(forms.Form):
    """The note beside a partner on the shortlist."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=_("Everybody of your school reads it; the partner does not. Please name no pupils."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    opened_with = forms.CharField(required=False, widget=forms.HiddenInput)
    """The note as it was when the form was opened."""


class SearchForm(forms.Form):
    """The name of a saved search, and whether there is a weekly mail."""

    name = forms.CharField(label=_("Name of the search"), max_length=60)
    alert = forms.BooleanField(
        label=_("Send me a mail on Mondays when new schools fit"),
        required=False,
        help_text=_("To your confirmed e-mail address. You can stop it at any time."),
    )
    query = forms.CharField(required=False, max_length=LONGEST_QUERY, widget=forms.HiddenInput)
