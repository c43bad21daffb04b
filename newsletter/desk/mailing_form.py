"""The form of a mailing: to whom, when, how fast."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from newsletter.models import Mailing
from newsletter.vocabulary import SubscriptionSource, Topic
from portal.core.vocabulary import SchoolType

_FILTERS = ("languages", "school_types", "topics", "sources")


def _choice(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple)


class AudienceForm(forms.Form):
    """To whom it goes. Nothing chosen in a group leaves nobody out; `audience` is what the services take."""

    languages = _choice(pgettext_lazy("audience", "Language"), settings.LANGUAGES)
    school_types = _choice(pgettext_lazy("audience", "School types"), SchoolType.choices)
    topics = _choice(pgettext_lazy("audience", "Topics"), Topic.choices)
    sources = _choice(pgettext_lazy("audience", "How they subscribed"), SubscriptionSource.choices)
    japanese_for_all = forms.BooleanField(
        label=_("Readers whose language has no edition get the Japanese one"), required=False
    )

    @property
    def audience(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*_FILTERS, "japanese_for_all")}


class MailingForm(AudienceForm):
    """The audience, and when and how fast."""

    scheduled_at = forms.DateTimeField(
        label=_("Send at"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("Japan time. Left empty, it is sent as soon as it is released."),
    )
    per_minute = forms.IntegerField(
        label=_("Mails a minute"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Left empty, the setting of the whole system decides."),
    )

    @classmethod
    def of(cls, mailing: Mailing, data: Any = None) -> "MailingForm":
        """The form with what the mailing says now."""
        initial = {"scheduled_at": mailing.scheduled_at, "per_minute": mailing.per_minute, **mailing.audience}
        return cls(data, initial=initial)

    def clean_scheduled_at(self) -> Any:
        moment = self.cleaned_data["scheduled_at"]
        if moment is not None and moment < timezone.now():
            raise forms.ValidationError(_t("This time has gone by."), code="past")
        return moment

    @property
    def values(self) -> dict[str, Any]:
        """What `newsletter.sending.services.change` takes."""
        return {
            "audience": self.audience,
            "scheduled_at": self.cleaned_data["scheduled_at"],
            "per_minute": self.cleaned_data["per_minute"],
        }
