"""Wishes at the desk: entered for a school that telephones, changed, moved along."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.widgets.button import HeaderButton

from members.schools.models import School, SchoolPeriod
from members.wishes import services
from members.wishes.forms.checks import add_completeness_errors
from members.wishes.forms.fields import FoldedIntegerField, PeriodsField
from members.wishes.lifecycle import OPEN_STAGES, Side, StageError, next_stages
from members.wishes.models import ANSWERS, CLASS_SIZES, ExchangeWish, lesson_minutes
from portal.core.vocabulary import Stage


class _AnswersForm(WagtailAdminModelForm):
    class_size = FoldedIntegerField(
        label=gettext_lazy("Number of pupils taking part"),
        min_value=CLASS_SIZES[0],
        max_value=CLASS_SIZES[1],
        required=False,
    )

    def answers(self) -> dict[str, Any]:
        """The cleaned answers, as the services take them."""
        return {name: self.cleaned_data[name] for name in (*ANSWERS, "periods") if name in self.cleaned_data}


class NewDeskWishForm(_AnswersForm):
    """A new draft. Lesson times follow when the school is known."""

    school = forms.ModelChoiceField(School.objects.in_kana_order(), label=gettext_lazy("School"))

    class Meta:
        model = ExchangeWish
        fields = ("school", *(name for name in ANSWERS if name != "minutes"))


class DeskWishForm(_AnswersForm):
    """Everything of a wish, and its stage: those offered are the steps the office may take."""

    note = forms.CharField(
        label=gettext_lazy("Note for the history"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For example why a wish was closed."),
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
        self.order_fields(["stage", "note"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("stage") in OPEN_STAGES:
            add_completeness_errors(self, data)
        return data


class AddWish(CreateView):
    """Enters a draft for a school and goes on to the page where it is completed."""

    def form_valid(self, form: Any) -> HttpResponse:
        school = form.cleaned_data["school"]
        # What the school did not say follows its type, as in its own form.
        answers = {"minutes": lesson_minutes(school.school_type), **form.answers()}
        self.form = form
        self.object = services.save_draft(school, answers, actor=self.request.user)
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
        )

    @cached_property
    def header_buttons(self) -> list[Any]:
        suggestions = f"{reverse('match_runs:index')}?wish={self.object.pk}"
        return [*super().header_buttons, HeaderButton(_("Suggestions"), url=suggestions, icon_name="list-ol")]
