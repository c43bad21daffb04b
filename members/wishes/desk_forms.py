"""Wishes at the desk: entered for a school that telephones, changed, moved along."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.widgets.button import HeaderButton

from members.schools.desk.registration import EntryForm
from members.schools.models import School, SchoolPeriod
from members.wishes import services
from members.wishes.cycle import open_years
from members.wishes.ending import LONGEST_NOTE, REASONS, EndReason
from members.wishes.forms.checks import add_completeness_errors
from members.wishes.forms.fields import FoldedIntegerField, PeriodsField
from members.wishes.leadtime import haste_of
from members.wishes.lifecycle import CLOSED_STAGES, OPEN_STAGES, Side, StageError, next_stages
from members.wishes.models import ANSWERS, CLASS_SIZES, ExchangeWish, lesson_minutes
from members.wishes.presentation import haste_words
from portal.core.dates import fiscal_year
from portal.core.vocabulary import Stage


class _AnswersForm(WagtailAdminModelForm):
    class_size = FoldedIntegerField(
        label=gettext_lazy("Number of pupils taking part"),
        min_value=CLASS_SIZES[0],
        max_value=CLASS_SIZES[1],
        required=False,
    )

    school_year = forms.TypedChoiceField(label=pgettext_lazy("wish", "School year"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = {*open_years(timezone.localdate()), self.instance.school_year}
        self.fields["school_year"].choices = [(year, fiscal_year(year)) for year in sorted(years)]

    def answers(self) -> dict[str, Any]:
        """The cleaned answers, as the services take them."""
        return {name: self.cleaned_data[name] for name in (*ANSWERS, "periods") if name in self.cleaned_data}


class NewDeskWishForm(_AnswersForm, EntryForm):
    """A new draft on a school's behalf: who told the office, and how. Lesson times follow when the school is known."""

    school = forms.ModelChoiceField(School.objects.in_kana_order(), label=gettext_lazy("School"))

    class Meta:
        model = ExchangeWish
        fields = ("school", *(name for name in ANSWERS if name != "minutes"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["school", "channel", "told_by"])


class DeskWishForm(_AnswersForm):
    """Everything of a wish, and its stage: those offered are the steps the office may take."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why the wish ends"),
        choices=[("", "—"), *EndReason.choices],
        required=False,
        help_text=gettext_lazy("Needed for a wish that is closed or cancelled. The school sees it."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note for the history"),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=gettext_lazy("Of a wish that is closed or cancelled, the school sees it as a remark."),
    )
    periods = PeriodsField(SchoolPeriod.objects.none(), label=gettext_lazy("lesson times that suit"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ExchangeWish
        fields = ("stage", *ANSWERS, "periods")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was = self.instance.stage
        steps = [self.was, *next_stages(self.was, Side.OFFICE)]
        self.fields["stage"].choices = [(step, Stage(step).label) for step in steps]
        self.fields["periods"].queryset = SchoolPeriod.objects.filter(school=self.instance.school_id)
        self.initial["version"] = self.instance.version
        if self.instance.is_editable:
            haste = haste_of(self.instance.school_year, self.instance.months, timezone.localdate())
            self.fields["months"].help_text = " ".join(haste_words(haste, self.instance))
        self.order_fields(["stage", "reason", "note"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("stage") in OPEN_STAGES:
            add_completeness_errors(self, data)
        self._check_reason(data)
        return data

    def _check_reason(self, data: dict[str, Any]) -> None:
        """A reason belongs to a wish that is closed just now, and to no other."""
        stage = data.get("stage")
        if stage not in CLOSED_STAGES or stage == self.was:
            data["reason"] = ""
        elif "reason" not in self.errors and data.get("reason") not in REASONS[stage]:
            fitting = _(", ").join(str(reason.label) for reason in REASONS[stage])
            self.add_error("reason", _("Choose why the wish ends. Fitting here: %(reasons)s.") % {"reasons": fitting})


class AddWish(CreateView):
    """Enters a draft on a school's behalf and goes on to the page where it is completed. The school is told by mail."""

    def form_valid(self, form: Any) -> HttpResponse:
        school = form.cleaned_data["school"]
        # What the school did not say follows its type, as in its own form.
        answers = {"minutes": lesson_minutes(school.school_type), **form.answers()}
        self.form = form
        self.object = services.enter_wish(school, answers, actor=self.request.user, entry=form.entry())
        return self.save_action()

    def get_success_url(self) -> str:
        return str(self.get_edit_url())


class EditWish(EditView):
    """Changes answers and stage in one step, through the services."""

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        try:
            self.object = self._saved(form)
        except services.WishChangedError:
            form.add_error(None, _("Somebody else has changed this wish meanwhile. Open it anew."))
        except StageError:
            form.add_error("stage", _("Meanwhile the wish has moved to another stage. Open it anew."))
        else:
            return self.save_action()
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)

    def _saved(self, form: Any) -> ExchangeWish:
        data = form.cleaned_data
        return services.edit_at_desk(
            self.object,
            form.answers(),
            Stage(data["stage"]),
            actor=self.request.user,
            version=data.get("version"),
            note=data["note"],
            reason=data["reason"],
        )

    @cached_property
    def header_buttons(self) -> list[Any]:
        suggestions = reverse("match_runs:wish", args=[self.object.pk])
        return [*super().header_buttons, HeaderButton(_("Suggestions"), url=suggestions, icon_name="list-ol")]
