"""The form that asks for the newsletter, and the one on the reader's own page."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from newsletter.models import Subscriber
from newsletter.subscribing.addresses import MOST, clean_address
from newsletter.subscribing.consents import form_consent
from newsletter.subscribing.services.asking import Preferences
from newsletter.vocabulary import Topic
from portal.core.form_traps import TrappedForm
from portal.core.vocabulary import SchoolType


class AddressField(forms.CharField):
    """A mail address in any width; the value is the address that was meant."""

    widget = forms.EmailInput

    def __init__(self, **kwargs: Any) -> None:
        # Folding makes full-width addresses shorter; what is far too long is refused before it is looked at.
        super().__init__(max_length=2 * MOST, **kwargs)
        self.widget.attrs.update({"autocomplete": "email", "autocapitalize": "none", "maxlength": str(MOST)})

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return clean_address(text) if text else text


class PreferencesForm(forms.Form):
    """Language and interests."""

    language = forms.ChoiceField(
        label=_("Language of the newsletter"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    school_types = forms.MultipleChoiceField(
        label=_("School types of interest"),
        choices=SchoolType.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to read about everything."),
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics of interest"),
        choices=Topic.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to read about everything."),
    )

    @property
    def wanted(self) -> Preferences:
        data = self.cleaned_data
        return Preferences(data["language"], data["school_types"], data["topics"])


class SubscribeForm(TrappedForm, PreferencesForm):
    """The address first. Nobody is written to who did not tick the consent."""

    salt = "newsletter.subscribe"

    email = AddressField(
        label=_("E-mail address"), help_text=_("We send a link to this address. Nothing comes before you open it.")
    )
    consent = forms.BooleanField(
        label=lazy(form_consent, str)(),
        error_messages={"required": _("Without your consent we cannot send you the newsletter.")},
    )

    field_order = ("email", "language", "school_types", "topics", "consent", "opened")


def preferences_form(subscriber: Subscriber, data: Any = None) -> PreferencesForm:
    """The form of the reader's own page, with what is kept."""
    kept = {"language": subscriber.language, "school_types": subscriber.school_types, "topics": subscriber.topics}
    return PreferencesForm(data, initial=kept)
