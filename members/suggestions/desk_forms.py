"""Requests to partners at the desk: made for a school that telephones, and closed with what the partner said."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import CreateView, EditView

from members.partners.models import PartnerSchool
from members.suggestions import services
from members.suggestions.models import STEPS, PartnerRequest, RequestStatus
from members.wishes.models import ExchangeWish


class NewRequestForm(WagtailAdminModelForm):
    """A wish that waits and a partner that may be suggested."""

    wish = forms.ModelChoiceField(ExchangeWish.objects.none(), label=gettext_lazy("Wish"))
    partner = forms.ModelChoiceField(PartnerSchool.objects.none(), label=gettext_lazy("Partner school"))

    class Meta:
        model = PartnerRequest
        fields = ("wish", "partner")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wish"].queryset = ExchangeWish.objects.open().waiting_longest_first()
        self.fields["partner"].queryset = PartnerSchool.objects.listed().order_by("name", "pk")


class RequestForm(WagtailAdminModelForm):
    """What became of a request: only the steps that may follow are offered."""

    class Meta:
        model = PartnerRequest
        fields = ("status", "refusal")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was = self.instance.status
        offered = [status for status in RequestStatus if status == self.was or status in STEPS[self.was]]
        self.fields["status"].choices = [(status.value, status.label) for status in offered]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        refused = data.get("status") == RequestStatus.REFUSED
        if refused and not data.get("refusal"):
            self.add_error("refusal", _("Choose why the partner declined."))
        if not refused and data.get("refusal"):
            self.add_error("refusal", _("Only a declined request has a reason."))
        return data

    def _get_validation_exclusions(self) -> set[str]:
        # The constraints look at the day of closing, which the service writes.
        return {*super()._get_validation_exclusions(), "closed_at", "status"}


class AddRequest(CreateView):
    """Asks for a partner on a school's behalf; `?wish=` and `?partner=` are chosen beforehand."""

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET[name] for name in ("wish", "partner") if name in self.request.GET}
        return {**super().get_initial(), **asked}

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        data = form.cleaned_data
        try:
            self.object = services.request_partner(data["wish"], data["partner"], self.request.user)
        except services.RequestError as refused:
            form.add_error(None, _refusal(refused.reason))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        return self.save_action()


class EditRequest(EditView):
    """Closes a request; a form without a new status changes nothing."""

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        data = form.cleaned_data
        if data["status"] == form.was:
            return self.save_action()
        request: PartnerRequest = self.get_object()
        try:
            answered = services.answer_request(
                request, RequestStatus(data["status"]), by=self.request.user, refusal=data["refusal"]
            )
        except services.RequestError as refused:
            form.add_error("status", _refusal(refused.reason))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        self.object = answered.request
        if answered.following is not None:
            words = _("The school's next choice, %(partner)s, is being asked: there is a new request.")
            messages.info(self.request, words % {"partner": answered.following.partner})
        return self.save_action()


def _refusal(reason: str) -> str:
    return {
        "wish_not_open": _("This wish is no longer open."),
        "already_open": _("This wish has an open request already."),
        "partner_unavailable": _("This partner cannot take another request at the moment."),
    }.get(reason, _("Meanwhile this request has been closed."))
