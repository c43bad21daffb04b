"""A school's own school year. What is left empty stays as is usual in the municipality."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.calendars.year import Span
from members.matching.slots import MOST_MARGIN
from members.schools.calendar_models import TermSystem
from members.schools.models import School
from members.schools.services.calendars import EveryYear, OwnYear, own_year
from portal.core.dates import short_date

from .date_lines import DayLine, parse_days, parse_terms

_LONGEST = 6_000
_LINES = forms.Textarea(attrs={"rows": 5})


def _minutes(label: Any, hint: Any) -> forms.IntegerField:
    # A number input would throw full-width figures away.
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "4"})
    return forms.IntegerField(label=label, help_text=hint, min_value=0, max_value=MOST_MARGIN, widget=widget)


class CalendarForm(forms.Form):
    """`version` is what `services.profile.record_version` gave when the form was shown first."""

    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    term_system = forms.ChoiceField(label=_("Terms a year"), choices=TermSystem, widget=forms.RadioSelect)
    terms = forms.CharField(label=_("Own terms"), required=False, max_length=_LONGEST, widget=_LINES)
    closed = forms.CharField(
        label=_("Days without lessons"),
        required=False,
        max_length=_LONGEST,
        widget=_LINES,
        help_text=_(
            "One day a line, with the occasion behind it if you like, for example: 6/3 Day off for the sports day."
        ),
    )
    opened = forms.CharField(
        label=_("Days with lessons in spite of a holiday"),
        required=False,
        max_length=_LONGEST,
        widget=_LINES,
        help_text=_("One day a line, for example: 10/1 Lessons on Tokyo Citizens' Day."),
    )
    minutes_before = _minutes(
        _("Minutes before a lesson"), _("How much earlier than a lesson an exchange may begin. 0 if not at all.")
    )
    minutes_after = _minutes(
        _("Minutes after a lesson"), _("How much later than a lesson an exchange may end. 0 if not at all.")
    )

    def __init__(self, school: School, year: int, data: Mapping[str, Any] | None, version: str) -> None:
        self.span = school.rules.span_of(year)
        super().__init__(data, initial={"version": version, **_words(school, own_year(school, year))})
        usual = school.rules.terms(year)
        self.fields["terms"].help_text = gettext(
            "One term a line, for example: 4/6 – 7/20. Leave empty what is usual: %(usual)s."
        ) % {"usual": gettext(", ").join(term_words(one) for one in usual)}

    def clean_terms(self) -> list[Span]:
        return parse_terms(self.cleaned_data["terms"], self.span)

    def clean_closed(self) -> list[DayLine]:
        return parse_days(self.cleaned_data["closed"], self.span)

    def clean_opened(self) -> list[DayLine]:
        return parse_days(self.cleaned_data["opened"], self.span)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        closed = {one.day for one in data.get("closed") or []}
        for line in data.get("opened") or []:
            if line.day in closed:
                message = gettext("%(day)s stands under the days without lessons too.") % {"day": short_date(line.day)}
                self.add_error("opened", message)
        return data

    def own(self) -> OwnYear:
        """The validated year."""
        data = self.cleaned_data
        return OwnYear(tuple(data["terms"]), dict(data["closed"]), dict(data["opened"]))

    def always(self) -> EveryYear:
        """What holds for all years."""
        data = self.cleaned_data
        return EveryYear(data["term_system"], data["minutes_before"], data["minutes_after"])

    def tell_stale(self, current: School, year: int, version: str) -> None:
        """Say that somebody else has saved meanwhile, and beside each field what is stored now.

        The form keeps what was typed and carries the new version, so that saving again is a decision.
        """
        message = _("Somebody else has changed this data while you were typing. Compare, then save again.")
        self.add_error(None, message)
        own, always = self.own(), self.always()
        typed = _all_words(own, always)
        for name, stored in _words(current, own_year(current, year)).items():
            if stored != typed[name]:
                shown = str(stored) or gettext("(empty)")
                self.add_error(name, gettext("Stored now: %(value)s") % {"value": shown})
        typed_again: Any = self.data
        self.data = typed_again.copy()
        self.data["version"] = version  # type: ignore[index]


def term_words(term: Span) -> str:
    """`4/6 – 7/20`, as the form reads it."""
    return " – ".join(f"{day.month}/{day.day}" for day in term)


def _words(school: School, own: OwnYear) -> dict[str, Any]:
    """What the form shows of what is stored."""
    return _all_words(own, EveryYear(school.term_system, school.minutes_before, school.minutes_after))


def _all_words(own: OwnYear, always: EveryYear) -> dict[str, Any]:
    return {
        "term_system": always.term_system,
        "terms": "\n".join(term_words(term) for term in own.terms),
        "closed": _lines(own.closed.items()),
        "opened": _lines(own.opened.items()),
        "minutes_before": always.minutes_before,
        "minutes_after": always.minutes_after,
    }


def _lines(days: Iterable[tuple[datetime.date, str]]) -> str:
    return "\n".join(f"{day.month}/{day.day} {note}".strip() for day, note in sorted(days))
