"""What the desk does with one reader: suspend, resume, send the confirmation once more. Each asks before it acts."""

from abc import ABC, abstractmethod
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from newsletter.models import Subscriber
from newsletter.subscribing.services.asking import ask_again
from newsletter.subscribing.services.suspending import resume, suspend
from newsletter.vocabulary import SuspensionReason
from portal.core.desk.pages import DeskPage

CHANGE = "newsletter.change_subscriber"


class ReasonForm(forms.Form):
    """Why mail may be sent to a suspended address again."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy(
            "For example: asked for it by telephone on 12 May. It is kept as the note of the consent."
        ),
    )


class StepPage(DeskPage, View, ABC):
    """A question with one button. Subclasses say what it is about and do it."""

    header_icon = "mail"
    permission = CHANGE
    index = ("subscribers:index", gettext_lazy("Subscribers"))
    template_name = "newsletter/desk/subscriber_step.html"
    form_class: type[forms.Form] = forms.Form
    question: Any = ""
    button: Any = ""
    too_late: Any = gettext_lazy("Nothing has been changed: the state of this reader is another one by now.")
    done: Any = ""

    @cached_property
    def subscriber(self) -> Subscriber:
        return get_object_or_404(Subscriber, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.subscriber.email

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(self.form_class())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self._answer(form, 422)
        try:
            has_changed = self.act(form.cleaned_data)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            tell = messages.success if has_changed else messages.warning
            tell(request, self.done if has_changed else self.too_late)
        return redirect("subscribers:inspect", self.subscriber.pk)

    @abstractmethod
    def act(self, data: dict[str, Any]) -> bool:
        """Do it; False when there was nothing to do. May raise `ValidationError`."""

    def _answer(self, form: forms.Form, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            subscriber=self.subscriber, form=form, question=self.question, button=self.button
        )
        return self.render_to_response(context, status=status)


class SuspendView(StepPage):
    page_title = pgettext_lazy("subscriber", "Suspend")
    question = gettext_lazy("Nothing is sent to this address until you resume it, or its owner confirms it anew.")
    button = pgettext_lazy("subscriber", "Suspend")
    done = gettext_lazy("The address is suspended.")

    def act(self, data: dict[str, Any]) -> bool:
        return suspend(self.subscriber, SuspensionReason.DESK, actor=self.actor)


class ResumeView(StepPage):
    page_title = pgettext_lazy("subscriber", "Resume")
    form_class = ReasonForm
    question = gettext_lazy("Resume only what its owner asked for, or what was suspended by mistake.")
    button = pgettext_lazy("subscriber", "Resume")
    done = gettext_lazy("The address receives the newsletter again.")

    def act(self, data: dict[str, Any]) -> bool:
        return resume(self.subscriber, data["reason"], actor=self.actor)


class AskView(StepPage):
    page_title = gettext_lazy("Send the confirmation once more")
    question = gettext_lazy("The address gets a mail with a fresh link. Only its owner can confirm.")
    button = gettext_lazy("Send the mail")
    done = gettext_lazy("A mail was sent to the address. Its owner has to confirm.")

    def act(self, data: dict[str, Any]) -> bool:
        return ask_again(self.subscriber, actor=self.actor)
