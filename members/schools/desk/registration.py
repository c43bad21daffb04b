"""A school's registration at the desk: entered for a school that telephones or sends a fax, with its own forms."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.staticfiles import versioned_static

from members.schools.registration.editing import Sheet, open_sheet, save_sheet, typed_sheet
from members.schools.registration.parts import page_of, part_of
from members.schools.registration.progress import Progress, present_fiscal_year, registration_progress
from members.schools.registration_models import OFFICE_CHANNELS, Channel
from members.schools.services.registration import Entry, IncompletePartError, confirm_part

from .support import SchoolPage


class EntryForm(forms.Form):
    """How the school told the office, and who did."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How the school told us"),
        choices=[(channel.value, channel.label) for channel in OFFICE_CHANNELS],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how the school told us.")},
    )
    told_by = forms.CharField(
        label=gettext_lazy("Who told us"),
        max_length=120,
        help_text=gettext_lazy("Name and job, and what the paper is called. The school sees it."),
        error_messages={"required": gettext_lazy("Write down who told us.")},
    )

    def entry(self) -> Entry:
        """What a valid form says."""
        return Entry(Channel(self.cleaned_data["channel"]), self.cleaned_data["told_by"])


class RegistrationPage(SchoolPage):
    """A page about the registration of one school, for those who may change schools."""

    permission = "schools.change_school"

    @cached_property
    def progress(self) -> Progress:
        return registration_progress(self.school, present_fiscal_year())

    @property
    def media(self) -> forms.Media:
        return forms.Media(css={"all": [versioned_static("css/desk/registration.css")]})

    def way_here(self) -> list[dict[str, Any]]:
        return [{"url": reverse("schools:inspect", args=[self.school.pk]), "label": self.school.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"school": self.school, "progress": self.progress, "media": self.media}
        context: dict[str, Any] = super().get_context_data(**more, **kwargs)
        return context


class RegistrationView(RegistrationPage, TemplateView):
    """The parts of a registration: what is missing, what is confirmed; POST confirms a part for the school."""

    template_name = "members/registration/desk/overview.html"

    def get_page_title(self) -> str:
        return _("Registration")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        part = part_of(request.POST.get("part", ""))
        if part is None:
            raise Http404
        form = EntryForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        words = {"part": part.title}
        try:
            confirm_part(self.school, part, actor=self.actor, entry=form.entry())
        except IncompletePartError:
            messages.error(request, _("“%(part)s” is not complete yet, so it cannot be confirmed.") % words)
        else:
            messages.success(request, _("“%(part)s” is confirmed on behalf of the school.") % words)
        return redirect("schools:registration", self.school.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        confirmable = [each.part for each in self.progress.parts if each.is_complete and not each.is_confirmed]
        return super().get_context_data(**{"form": EntryForm(), "confirmable": confirmable, **kwargs})


class RegistrationPageView(RegistrationPage, TemplateView):
    """One page of the registration, entered on behalf of the school."""

    template_name = "members/registration/desk/page.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = page_of(self.kwargs["code"])
        if found is None:
            raise Http404
        self.part, self.page = found

    def get_page_title(self) -> str:
        return str(self.page.title)

    def way_here(self) -> list[dict[str, Any]]:
        registration = {"url": reverse("schools:registration", args=[self.school.pk]), "label": _("Registration")}
        return [*super().way_here(), registration]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(open_sheet(self.part, self.page, self.school), EntryForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entry_form = EntryForm(request.POST)
        if not entry_form.is_valid():
            # Nothing may be stored without saying whom it came from; what was typed is shown as it is.
            return self._answer(typed_sheet(self.part, self.page, request.POST), entry_form, status=422)
        entry = entry_form.entry()
        sheet = save_sheet(self.part, self.page, self.school, request.POST, actor=self.actor, entry=entry)
        if sheet.saved is None:
            return self._answer(sheet, entry_form, status=sheet.status)
        words = {"part": self.page.title, "channel": Channel(entry.channel).label}
        messages.success(request, _("“%(part)s” is entered on behalf of the school (%(channel)s).") % words)
        return redirect("schools:registration", self.school.pk)

    def _answer(self, sheet: Sheet, entry_form: EntryForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(sheet=sheet, form=sheet.form, entry_form=entry_form)
        return self.render_to_response(context, status=status)
