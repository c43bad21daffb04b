"""The lessons of a week, a row a time of day: which lesson, from when to when, on which days.

A school whose Wednesdays differ uses another row for Wednesday. Rows left empty do not count.
"""

import datetime
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.calendars.standard_week import Lesson
from members.schools.models import SchoolPeriod
from portal.core.vocabulary import LessonSlot, Weekday

PREFIX = "lessons"
MOST_ROWS = 30
SPARE_ROWS = 2
_TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class LessonRowForm(forms.Form):
    """One row; an empty slot leaves the row out."""

    slot = forms.ChoiceField(label=_("Period"), choices=[("", "—"), *LessonSlot.choices], required=False)
    starts = forms.TimeField(label=_("Begins"), required=False, widget=_TIME)
    ends = forms.TimeField(label=_("Ends"), required=False, widget=_TIME)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days"),
        choices=[(day.value, day.label) for day in Weekday if day != Weekday.SUN],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not any(data.get(name) for name in self.fields) or self.errors:
            return data
        for name, message in (
            ("slot", _("Choose which period this is.")),
            ("starts", _("Enter when the lesson begins.")),
            ("ends", _("Enter when the lesson ends.")),
            ("weekdays", _("Choose at least one day.")),
        ):
            if not data.get(name):
                self.add_error(name, message)
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("The lesson ends before it begins."))
        return data

    def lessons(self) -> Iterable[Lesson]:
        """The lessons of a valid row."""
        data = self.cleaned_data
        for weekday in data.get("weekdays") or []:
            yield Lesson(Weekday(weekday), LessonSlot(data["slot"]), data["starts"], data["ends"])


class _Rows(forms.BaseFormSet[LessonRowForm]):
    def clean(self) -> None:
        """Refuse a period that two rows give to the same day, beside the later row, and lessons that overlap."""
        taken: dict[tuple[int, str], int] = {}
        for form in self.forms:
            if form.errors:
                continue
            for lesson in form.lessons():
                if (lesson.weekday, lesson.slot) in taken:
                    form.add_error("weekdays", self._twice(lesson))
                taken[lesson.weekday, lesson.slot] = 1
        if not any(form.errors for form in self.forms):
            self._refuse_overlaps()

    @staticmethod
    def _twice(lesson: Lesson) -> str:
        words = {"day": lesson.weekday.label, "slot": lesson.slot.label}
        return gettext("%(day)s already has its %(slot)s in another row.") % words

    def _refuse_overlaps(self) -> None:
        ends: dict[Weekday, datetime.time] = {}
        for lesson, form in sorted(self._typed(), key=lambda pair: (pair[0].weekday, pair[0].starts)):
            if lesson.weekday in ends and lesson.starts < ends[lesson.weekday]:
                message = gettext("On %(day)s another lesson has not ended yet at this time.")
                form.add_error("starts", message % {"day": lesson.weekday.label})
            ends[lesson.weekday] = max(lesson.ends, ends.get(lesson.weekday, lesson.ends))

    def _typed(self) -> list[tuple[Lesson, LessonRowForm]]:
        return [(lesson, form) for form in self.forms for lesson in form.lessons()]

    def lessons(self) -> list[Lesson]:
        """All lessons of valid rows, in the order of the week."""
        return sorted((lesson for lesson, _form in self._typed()), key=lambda lesson: (lesson.weekday, lesson.starts))


TimetableFormSet = cast(
    type[_Rows],
    forms.formset_factory(
        LessonRowForm,
        formset=_Rows,
        extra=SPARE_ROWS,
        max_num=MOST_ROWS,
        # What is announced beyond is no form of ours: a thousand empty rows would take seconds.
        absolute_max=MOST_ROWS + SPARE_ROWS,
        validate_max=True,
    ),
)


def rows_of(periods: Iterable[SchoolPeriod]) -> list[Mapping[str, Any]]:
    """The rows that show these periods: periods of one slot and time share a row. In the order of slots and times."""

    def row_key(period: SchoolPeriod) -> tuple[int, datetime.time, datetime.time]:
        return LessonSlot.values.index(period.slot), period.starts, period.ends

    rows = groupby(sorted(periods, key=lambda period: (row_key(period), period.weekday)), key=row_key)
    return [
        {"slot": LessonSlot.values[place], "starts": starts, "ends": ends, "weekdays": [each.weekday for each in group]}
        for (place, starts, ends), group in rows
    ]


def posted_rows(rows: Iterable[Mapping[str, Any]]) -> QueryDict:
    """The rows as a browser would send them."""
    data = QueryDict(mutable=True)
    number = -1
    for number, row in enumerate(rows):
        data[f"{PREFIX}-{number}-slot"] = row["slot"]
        data[f"{PREFIX}-{number}-starts"] = f"{row['starts']:%H:%M}"
        data[f"{PREFIX}-{number}-ends"] = f"{row['ends']:%H:%M}"
        data.setlist(f"{PREFIX}-{number}-weekdays", [str(int(day)) for day in row["weekdays"]])
    data[f"{PREFIX}-TOTAL_FORMS"], data[f"{PREFIX}-INITIAL_FORMS"] = str(number + 1), "0"
    return data


def rows_of_draft(draft: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """The initial rows that show a draft of posted fields, right or wrong; empty rows are left out."""
    rows: list[dict[str, Any]] = []
    for number in range(MOST_ROWS):
        row: dict[str, Any] = {
            name: next(iter(draft.get(f"{PREFIX}-{number}-{name}", [])), "") for name in ("slot", "starts", "ends")
        }
        row["weekdays"] = draft.get(f"{PREFIX}-{number}-weekdays", [])
        if any(row.values()):
            rows.append(row)
    return rows
