"""Agreed dates at the desk: proposed by the slot finder or typed, checked against both calendars."""

import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from members.calendars.words import meeting_words
from members.suggestions import services
from members.suggestions.models import AgreedDate, PartnerRequest, RequestStatus
from members.suggestions.services import LocalTime

_TOKYO, _PARTNER = "tokyo", "partner"
_START = "%Y-%m-%dT%H:%M"


class NewDateForm(WagtailAdminModelForm):
    """A proposal of the slot finder, or a date and a time on one of the two clocks."""

    request = forms.ModelChoiceField(
        PartnerRequest.objects.none(),
        label=gettext_lazy("Partner request"),
        help_text=gettext_lazy("Requests that the partner has accepted. Save once without a date to see proposals."),
    )
    proposal = forms.ChoiceField(
        label=gettext_lazy("Proposals from both calendars"), required=False, widget=forms.RadioSelect
    )
    day = forms.DateField(label=gettext_lazy("Date"), required=False, widget=AdminDateInput)
    time = forms.TimeField(label=gettext_lazy("Time"), required=False, widget=AdminTimeInput)
    clock = forms.ChoiceField(
        label=gettext_lazy("Whose clock counts"),
        choices=[(_TOKYO, gettext_lazy("Japan time")), (_PARTNER, gettext_lazy("The partner's local time"))],
        initial=_TOKYO,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("If a country changes its clocks, the time on this clock stays as it is."),
    )
    anyway = forms.BooleanField(label=gettext_lazy("Record it although a calendar says otherwise"), required=False)

    field_order = ("request", "proposal", "day", "time", "clock", "minutes", "anyway")

    class Meta:
        model = AgreedDate
        fields = ("minutes",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accepted = PartnerRequest.objects.filter(status=RequestStatus.ACCEPTED)
        self.fields["request"].queryset = accepted.select_related("wish__school", "partner")
        chosen = self.fields["request"].queryset.filter(pk=self._chosen()).first()
        if chosen is not None and not self.is_bound:
            self.initial["minutes"] = chosen.wish.minutes
        self.fields["proposal"].choices = [("", _("None of these: the date below")), *self._proposals(chosen)]

    def _chosen(self) -> int | None:
        """The request that the form was opened or sent with."""
        value = self.data.get(self.add_prefix("request")) if self.is_bound else self.initial.get("request")
        return int(value) if str(value or "").isdecimal() else None

    @staticmethod
    def _proposals(request: PartnerRequest | None) -> list[tuple[str, str]]:
        if request is None:
            return []
        found = services.proposals(request, request.wish.minutes, timezone.localdate())
        words = [(f"{one.school_local:{_START}}", meeting_words(one)) for one in found]
        return [(start, f"{row['when']} {row['local']}") for start, row in words]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        request, proposal = data.get("request"), data.get("proposal")
        if proposal:
            start = datetime.datetime.strptime(proposal, _START)
            data["agreed"] = LocalTime(start.date(), start.time())
        elif data.get("day") and data.get("time"):
            data["agreed"] = LocalTime(data["day"], data["time"], data.get("clock") != _PARTNER)
        elif not self.errors:
            self.add_error("day", _("Choose a proposal, or enter a date and a time."))
        if request is not None and not request.partner.timezone:
            self.add_error("request", _("The partner's time zone is not known. Enter it first."))
        if not self.errors and request is not None and not data.get("anyway"):
            for side in services.calendar_warnings(request, data["agreed"], data["minutes"]):
                self.add_error("anyway", _warning(side))
        return data


class DateForm(WagtailAdminModelForm):
    """What happens to an agreed date; its time is never changed, another one is agreed on instead."""

    step = forms.ChoiceField(label=gettext_lazy("What happens"), required=False, widget=forms.RadioSelect)

    class Meta:
        model = AgreedDate
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        date: AgreedDate = self.instance
        choices = [("", _("Nothing"))]
        if date.moved_at:
            choices.append(("confirm", _("Both schools know that it has moved")))
        if date.cancelled_at is None:
            choices.append(("cancel", _("The date is cancelled")))
        self.fields["step"].choices = choices
        when, local = date.words
        moved = _(" Before the clocks changed: %(before)s.") % {"before": date.moved_from} if date.moved_at else ""
        self.fields["step"].help_text = f"{when} {local}{moved}"


class AddDate(CreateView):
    """Records a date; `?request=` opens the form with the proposals for that request."""

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "request": self.request.GET.get("request", "")}

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        data = form.cleaned_data
        try:
            self.object = services.agree_date(data["request"], data["agreed"], data["minutes"], by=self.request.user)
        except services.AgreementError as refused:
            form.add_error(*_refusal(refused.reason))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        return self.save_action()


class EditDate(EditView):
    """Confirms a move or cancels the date."""

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        step = form.cleaned_data["step"]
        if step:
            verb = services.cancel_date if step == "cancel" else services.confirm_moved
            self.object = verb(self.get_object(), by=self.request.user)
        return self.save_action()


def _warning(side: str) -> str:
    if side == "school":
        return _("In the school's calendar this is not a lesson time. Check it, or tick this box.")
    return _("In the partner's calendar this is not a lesson time. Check it, or tick this box.")


def _refusal(reason: str) -> tuple[str, str]:
    return {
        "no_such_time": ("time", _("On that day the clocks jump over this time.")),
        "past": ("day", _("This time has passed already.")),
        "taken": ("day", _("This date is recorded already.")),
        "zone_unknown": ("request", _("The partner's time zone is not known. Enter it first.")),
    }.get(reason, ("request", _("The partner has not accepted this request.")))
