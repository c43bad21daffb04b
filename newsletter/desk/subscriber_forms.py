"""Forms of the desk for one reader, and the views that save them through the services."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views.generic import CreateView, EditView

from newsletter.models import Subscriber
from newsletter.subscribing.forms import AddressField, PreferencesForm
from newsletter.subscribing.services.asking import Preferences, ask
from newsletter.subscribing.services.changing import change
from newsletter.subscribing.services.forgetting import forget
from newsletter.vocabulary import SubscriptionSource
from portal.core.desk.viewsets import DeskDeleteView


class ChangeForm(WagtailAdminModelForm):
    """Language and interests. The address never changes: another address is another consent."""

    school_types = PreferencesForm.base_fields["school_types"]
    topics = PreferencesForm.base_fields["topics"]

    class Meta:
        model = Subscriber
        fields = ("language",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(school_types=self.instance.school_types, topics=self.instance.topics)

    @property
    def wanted(self) -> Preferences:
        data = self.cleaned_data
        return Preferences(data["language"], data["school_types"], data["topics"])


class AddForm(ChangeForm):
    """A new reader, with what they agreed to. They get the letter that asks for confirmation like everybody else."""

    email = AddressField(label=gettext_lazy("E-mail"))
    consent_note = forms.CharField(
        label=gettext_lazy("Consent"),
        max_length=300,
        help_text=gettext_lazy(
            "Where and to what the person agreed, for example: form on paper at the briefing of 12 May. "
            "The address gets a mail in which its owner confirms."
        ),
    )

    field_order = ("email", "consent_note", "language", "school_types", "topics")


class AddView(CreateView):
    """Asks the address for confirmation, also where the consent was given on paper: who wrote it may be unreadable."""

    success_message = gettext_lazy("A mail was sent to the address. Its owner has to confirm.")

    def save_instance(self) -> Subscriber:
        data = self.form.cleaned_data
        return ask(
            data["email"],
            self.form.wanted,
            source=SubscriptionSource.DESK,
            consent_note=data["consent_note"],
            actor=self.request.user,
        )


class ChangeView(EditView):
    """Sets language and interests."""

    def get_page_subtitle(self) -> str:
        return str(self.object.email)

    def save_instance(self) -> Subscriber:
        change(self.object.key, self.form.wanted, source="desk", actor=self.request.user)
        return self.object


class ForgetView(DeskDeleteView):
    """Deletes the person; counts stay."""

    page_title = pgettext_lazy("subscriber", "Forget")

    def get_page_subtitle(self) -> str:
        return str(self.object.email)

    @property
    def confirmation_message(self) -> str:
        return _(
            "Everything that leads to this person is deleted. What was sent keeps counting. This cannot be undone."
        )

    def get_success_message(self) -> str:
        return _("The person is forgotten.")

    def delete_action(self) -> None:
        forget(self.object, source="desk", actor=self.request.user)
