"""What the desk does with many partners of its list at once. Each asks on a page of its own before it does anything."""

from abc import abstractmethod
from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.widgets import AdminDateInput

from members.partners.models import PartnerSchool
from members.partners.services import confirm_partners, set_status, verify_partners
from members.partners.states import PartnerStatus, Verification

from .filters import PartnerFilters
from .pages import MAY_CHANGE

MOST_AT_ONCE = 2_000


class PartnerAction(BulkAction):
    """Something done with chosen partners, or with all that the list shows under its filters.

    At most `MOST_AT_ONCE`; with more the page says so and does nothing.
    """

    models: ClassVar[list[Any]] = [PartnerSchool]
    template_name = "partners/desk/bulk.html"
    question: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(MAY_CHANGE):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def chosen(self) -> QuerySet[PartnerSchool]:
        """The partners that were ticked, or those of the list when all were."""
        ids = self.request.GET.getlist("id")
        if "all" in ids:
            # The list's address, with its filters, is where the page leads back to.
            asked = QueryDict(self.next_url.partition("?")[2])
            found = PartnerFilters(asked, queryset=PartnerSchool.objects.all(), request=self.request)
            return found.qs.order_by("name", "pk")
        return PartnerSchool.objects.filter(pk__in=[one for one in ids if one.isdecimal()]).order_by("name", "pk")

    def get_actionable_objects(self) -> tuple[list[PartnerSchool], dict[str, Any]]:
        return list(self.chosen()[: MOST_AT_ONCE + 1]), {"items_with_no_access": []}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        number = len(context["items"])
        return {
            **context,
            "question": self.question,
            "number": number,
            "most": MOST_AT_ONCE,
            "is_too_many": number > MOST_AT_ONCE,
            "header_icon": "globe",
        }

    def form_valid(self, form: Any) -> HttpResponse:
        if self.chosen().count() > MOST_AT_ONCE:
            form.add_error(None, _("Choose at most %(most)d partners at once.") % {"most": MOST_AT_ONCE})
            return self.form_invalid(form)
        response: HttpResponse = super().form_valid(form)
        return response

    def get_execution_context(self) -> dict[str, Any]:
        return {"action": self}

    @classmethod
    def execute_action(cls, objects: Any, action: Any = None, **kwargs: Any) -> tuple[int, int]:
        return action.carry_out([partner.pk for partner in objects], action.cleaned_form.cleaned_data), 0

    @abstractmethod
    def carry_out(self, keys: Collection[int], data: dict[str, Any]) -> int:
        """Do it; how many partners it changed."""

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext("%(number)d partner was changed.", "%(number)d partners were changed.", num_parent_objects) % {
            "number": num_parent_objects
        }


class _ConfirmForm(forms.Form):
    on = forms.DateField(
        label=gettext_lazy("Confirmed on"),
        initial=timezone.localdate,
        widget=AdminDateInput,
        help_text=gettext_lazy("The day on which the school said that its data are right."),
    )

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return self.cleaned_data["on"]


class ConfirmAction(PartnerAction):
    display_name = gettext_lazy("Mark as confirmed")
    action_type = "confirm"
    aria_label = gettext_lazy("Mark the chosen partners as confirmed")
    question = gettext_lazy("Did these schools say, by telephone, mail or letter, that their data are right?")
    form_class = _ConfirmForm
    action_priority = 10

    def carry_out(self, keys: Collection[int], data: dict[str, Any]) -> int:
        return confirm_partners(keys, data["on"], actor=self.request.user)


class _VerifyForm(forms.Form):
    level = forms.ChoiceField(label=gettext_lazy("Verification"), choices=Verification.choices)
    on = forms.DateField(label=gettext_lazy("Verified on"), initial=timezone.localdate, widget=AdminDateInput)
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=gettext_lazy("What the verification rests on: the list and its date, the letter, the visit."),
    )


class VerifyAction(PartnerAction):
    display_name = gettext_lazy("Note a verification")
    action_type = "verify"
    aria_label = gettext_lazy("Note a verification of the chosen partners")
    question = gettext_lazy("What was noted before about the verification of these schools is replaced.")
    form_class = _VerifyForm
    action_priority = 20

    def carry_out(self, keys: Collection[int], data: dict[str, Any]) -> int:
        level = Verification(data["level"])
        return verify_partners(keys, level, data["on"], data["evidence"], actor=self.request.user)


class _StatusAction(PartnerAction):
    status: PartnerStatus

    def carry_out(self, keys: Collection[int], data: dict[str, Any]) -> int:
        return set_status(keys, self.status, actor=self.request.user)


class ActivateAction(_StatusAction):
    display_name = pgettext_lazy("partners", "Make active")
    action_type = "activate"
    aria_label = gettext_lazy("Make the chosen partners active")
    question = gettext_lazy(
        "They are shown to schools again, as far as they are confirmed. Merged duplicates stay closed."
    )
    status = PartnerStatus.ACTIVE
    action_priority = 30


class PauseAction(_StatusAction):
    display_name = pgettext_lazy("partners", "Pause")
    action_type = "pause"
    aria_label = gettext_lazy("Pause the chosen partners")
    question = gettext_lazy("They leave the directory and the suggestions until they are made active again.")
    status = PartnerStatus.PAUSED
    action_priority = 40


class CloseAction(_StatusAction):
    display_name = pgettext_lazy("partners", "Close")
    action_type = "close"
    aria_label = gettext_lazy("Close the chosen partners")
    question = gettext_lazy("They do not take part any more. Their history stays, and they can be made active again.")
    status = PartnerStatus.CLOSED
    action_priority = 50
    classes = {"serious"}


ACTIONS = (ConfirmAction, VerifyAction, ActivateAction, PauseAction, CloseAction)
