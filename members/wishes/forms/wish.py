"""The form of a step of a wish: a draft may be half done, a wish that is handed in must be complete."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.schools.models import School, SchoolPeriod
from members.wishes.completeness import required_fields
from members.wishes.cycle import open_years
from members.wishes.leadtime import first_easy_month
from members.wishes.models import ANSWERS, CLASS_SIZES, MINUTES, ExchangeWish, lesson_minutes
from members.wishes.presentation import facts_by_name
from members.wishes.steps import Step
from portal.core.dates import fiscal_year
from portal.core.vocabulary import Month, grades_of_school

from .checks import MISSING, add_completeness_errors
from .fields import CountriesField, FoldedIntegerField, PeriodsField
from .grid import Grid, grid_of

DRAFT_NEEDS = ("title", "exchange_type")

LANGUAGES_HINT = _("Needed where people speak with each other. Choose a language and how well it goes.")


class WishForm(forms.ModelForm[ExchangeWish]):
    """The fields of one step. `cleaned_data` is what the services take as answers.

    `countries` are those on offer. `complete=True` asks for everything the office needs; what the other steps hold is
    read from `instance`.
    """

    use_required_attribute = False
    school_year = forms.TypedChoiceField(
        label=pgettext_lazy("wish", "School year"), coerce=int, widget=forms.RadioSelect
    )
    class_size = FoldedIntegerField(
        label=_("Number of pupils taking part"),
        min_value=CLASS_SIZES[0],
        max_value=CLASS_SIZES[1],
        required=False,
        help_text=_("A number from 1 to 400. Full-width digits are fine."),
    )
    minutes = FoldedIntegerField(
        label=_("Length of one meeting (minutes)"), min_value=MINUTES[0], max_value=MINUTES[1], required=False
    )
    countries = CountriesField(
        label=_("Countries or regions you hope for"),
        help_text=_("Leave all empty if any place will do. More partners will be possible then."),
    )
    periods = PeriodsField(
        SchoolPeriod.objects.none(),
        label=_("Lesson times that suit"),
        required=False,
        help_text=_("Needed for live online exchange. Times are those of your timetable."),
    )

    class Meta:
        model = ExchangeWish
        fields = ANSWERS
        widgets = {"exchange_type": forms.RadioSelect, "notes": forms.Textarea(attrs={"rows": 4})}
        labels = {"title": _("Name of the wish"), "languages": _("Languages your pupils can use")}
        help_texts = {
            "title": _("A name you will recognise, for example “Connected by school lunch”."),
            "themes": _("What you would like to talk about or work on. Two or three are best."),
            "tools": _("Needed for live online exchange. Only what your school may use."),
        }

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        step: Step,
        school: School,
        periods: list[SchoolPeriod],
        countries: Collection[str] = (),
        complete: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.step = step
        self.complete = complete
        self.timetable = periods
        self.usual_minutes = lesson_minutes(school.school_type)
        self.fields = {name: self.fields[name] for name in step.fields}
        for name in step.fields:
            offer = getattr(self, f"_offer_{name}", None)
            if offer:
                offer(self.fields[name], school, countries)
        self._mark_required()

    def _offer_exchange_type(self, field: Any, school: School, countries: Collection[str]) -> None:
        field.choices = ExchangeWish._meta.get_field("exchange_type").choices

    def _offer_grades(self, field: Any, school: School, countries: Collection[str]) -> None:
        # Its own grades, and those of an older wish: a school may change its type.
        offered = {grade.value for grade in grades_of_school(school.school_type)} | set(
            self.initial.get("grades") or ()
        )
        field.choices = [pair for pair in field.choices if pair[0] in offered]

    def _offer_school_year(self, field: Any, school: School, countries: Collection[str]) -> None:
        years = {*open_years(timezone.localdate()), self.instance.school_year}
        field.choices = [(year, fiscal_year(year)) for year in sorted(years)]
        field.help_text = _("Wishes for the next school year can be registered from November on.")

    def _offer_months(self, field: Any, school: School, countries: Collection[str]) -> None:
        field.help_text = self.month_hint()

    def _offer_periods(self, field: Any, school: School, countries: Collection[str]) -> None:
        field.queryset = SchoolPeriod.objects.filter(school=school)

    def _offer_countries(self, field: Any, school: School, countries: Collection[str]) -> None:
        field.offer(set(countries) | self._chosen("countries"))

    def _offer_languages(self, field: Any, school: School, countries: Collection[str]) -> None:
        field.help_text = LANGUAGES_HINT

    def _chosen(self, name: str) -> set[str]:
        """What is ticked, as texts: typed, or else stored."""
        value = self[name].value()
        return {str(code) for code in value or []} if not isinstance(value, str) else {value}

    @staticmethod
    def month_hint() -> Any:
        """Until when preparing takes."""
        easy = first_easy_month(timezone.localdate())
        return _("Preparing takes about eight weeks: from %(month)s on there is enough time.") % {
            "month": Month(easy.month).label
        }

    @cached_property
    def grid(self) -> Grid:
        """The timetable with what is ticked."""
        return grid_of(self.timetable, self._chosen("periods"))

    @property
    def weighing(self) -> list[dict[str, Any]]:
        """One row a criterion: how much it matters, and whether it is a must."""
        field = self["importance"]
        widget = field.field.widget.get_context("importance", field.value(), {})["widget"]
        musts = self._chosen("musts")
        return [
            {
                **row,
                "number": number,
                "grade": row["grade"] or "1",
                "grades": widget["grades"],
                "must": row["code"] in musts,
            }
            for number, row in enumerate(widget["rows"])
        ]

    def full_clean(self) -> None:
        for name, field in self.fields.items():
            field.required = name in DRAFT_NEEDS or name == "school_year"
        super().full_clean()
        self._mark_required()

    def _mark_required(self) -> None:
        """Tell beside each label what handing in needs, though a draft may leave it out."""
        kind = self["exchange_type"].value() if "exchange_type" in self.fields else self.instance.exchange_type
        needed = {*required_fields(str(kind or "")), "school_year"}
        for name, field in self.fields.items():
            field.required = name in needed
        for name in set(DRAFT_NEEDS) & set(self.fields):
            self.fields[name].error_messages["required"] = MISSING[name]

    def clean_minutes(self) -> int:
        """An empty length means a lesson's."""
        minutes: int | None = self.cleaned_data["minutes"]
        return minutes if minutes is not None else self.usual_minutes

    def clean(self) -> dict[str, Any]:
        answers = dict(super().clean() or self.cleaned_data)
        if self.complete:
            others = self.instance.answers() if self.instance.pk else {}
            add_completeness_errors(self, {**others, **answers})
        return answers

    def answers(self) -> dict[str, Any]:
        """The cleaned answers, as the services take them."""
        return {name: self.cleaned_data[name] for name in self.step.fields if name in self.cleaned_data}

    def tell_stale(self, present: ExchangeWish, names: list[str]) -> None:
        """Say that somebody else has saved these answers meanwhile, and beside each what is stored now.

        The form keeps what was typed: saving again is a decision.
        """
        who = present.updated_by.get_full_name() if present.updated_by else gettext("Somebody else")
        message = gettext("%(who)s has changed this wish while you were typing. Compare, then save again.")
        self.add_error(None, message % {"who": who})
        facts = facts_by_name(present)
        for name in names:
            value = facts[name] or gettext("(empty)")
            self.add_error(name, gettext("Stored now: %(value)s") % {"value": value})


def typed_again(step: Step, data: Mapping[str, list[str]]) -> dict[str, Any]:
    """What a form of this step begins with that shows posted fields (name to values) as they were, unchecked."""
    query = QueryDict(mutable=True)
    for name, values in data.items():
        query.setlist(name, values)
    widgets = {name: field.widget for name, field in WishForm.base_fields.items() if name in step.fields}
    return {name: widget.value_from_datadict(query, {}, name) for name, widget in widgets.items()}
