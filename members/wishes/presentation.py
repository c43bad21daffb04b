"""A wish in words: label and value, in the active language."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from members.schools.models import SchoolPeriod
from members.wishes.leadtime import Haste
from members.wishes.models import ExchangeWish
from portal.core.countries import language_choices
from portal.core.dates import fiscal_year, in_japanese
from portal.core.graded_codes import graded_labels
from portal.core.vocabulary import Criterion, Importance, LanguageLevel, LessonSlot, Month, Weekday

Fact = tuple[str, str]

SHORT_FACTS = (
    "exchange_type",
    "grades",
    "class_size",
    "school_year",
    "months",
    "periods",
    "themes",
    "languages",
    "tools",
    "countries",
)


def facts_of(wish: ExchangeWish, names: Iterable[str] | None = None) -> list[Fact]:
    """(label, value) of each answer, in the order of the form; unanswered ones have an empty value.

    Reads `wish.periods`. `names` chooses some of the answers.
    """
    values = _values(wish)
    return [values[name] for name in (names if names is not None else values)]


def facts_by_name(wish: ExchangeWish) -> dict[str, str]:
    """The answers in words by field name; empty where there is none."""
    return {**{name: value for name, (_label, value) in _values(wish).items()}, "minutes": str(wish.minutes)}


def _values(wish: ExchangeWish) -> dict[str, Fact]:
    return {
        "title": (_("Name of the wish"), wish.title),
        "exchange_type": (_("Exchange type"), _kind(wish)),
        "themes": (_("Themes"), _labels(wish, "themes")),
        "grades": (_("Grades"), _grades(wish)),
        "class_size": (_("Number of pupils"), _pupils(wish)),
        "school_year": (pgettext("wish", "School year"), fiscal_year(wish.school_year)),
        "months": (_("Months"), _labels(wish, "months")),
        "periods": (_("Lesson times"), lesson_words(wish.periods.all())),
        "languages": (_("Languages"), joined(graded_labels(language_choices(), LanguageLevel.choices, wish.languages))),
        "tools": (_("Tools"), _labels(wish, "tools")),
        "countries": (_("Countries or regions"), _labels(wish, "countries") or pgettext("countries", "Any")),
        "importance": (_("What matters"), _importance(wish)),
        "musts": (_("What must be met"), _labels(wish, "musts")),
        "notes": (_("Notes"), wish.notes),
    }


def months_words(months: Iterable[int]) -> str:
    """Months by name, in the order given."""
    return ("、" if in_japanese() else ", ").join(str(Month(month).label) for month in months)


def haste_words(haste: Haste, wish: ExchangeWish) -> list[str]:
    """Warnings about months that come too soon or are over, a sentence each."""
    words = []
    if haste.over:
        said = {"months": months_words(haste.over), "year": fiscal_year(wish.school_year)}
        words.append(_("%(months)s of %(year)s: this is over. Choose other months, or the next school year.") % said)
    if haste.soon:
        text = _("%(months)s: less than eight weeks are left to prepare. Adding a later month raises the chances.")
        words.append(text % {"months": months_words(haste.soon)})
    return words


def lesson_words(periods: Iterable[SchoolPeriod]) -> str:
    """`Tuesday 2nd and 3rd period; Thursday 2nd period`, by weekday."""
    days: dict[int, list[SchoolPeriod]] = {}
    for period in sorted(periods, key=lambda one: (one.weekday, one.starts)):
        days.setdefault(period.weekday, []).append(period)
    return joined(
        _("%(weekday)s %(lessons)s")
        % {
            "weekday": Weekday(day).label,
            "lessons": ("・" if in_japanese() else ", ").join(_slot(one) for one in lessons),
        }
        for day, lessons in days.items()
    )


def joined(words: Iterable[str]) -> str:
    """A list in one line."""
    return ("、" if in_japanese() else "; ").join(words)


def _slot(period: SchoolPeriod) -> str:
    return str(LessonSlot(period.slot).label)


def _labels(wish: ExchangeWish, name: str) -> str:
    field: Any = ExchangeWish._meta.get_field(name)
    labels: list[str] = field.labels(getattr(wish, name))
    return ("、" if in_japanese() else ", ").join(labels)


def _kind(wish: ExchangeWish) -> str:
    return _("%(type)s, %(minutes)d minutes") % {
        "type": wish.get_exchange_type_display(),
        "minutes": wish.minutes,
    }


def _grades(wish: ExchangeWish) -> str:
    if wish.ages is None:
        return ""
    words = {"grades": _labels(wish, "grades"), "youngest": wish.ages[0], "oldest": wish.ages[1]}
    return _("%(grades)s (%(youngest)d to %(oldest)d years old)") % words


def _pupils(wish: ExchangeWish) -> str:
    if wish.class_size is None:
        return ""
    return ngettext("%(number)d pupil", "%(number)d pupils", wish.class_size) % {"number": wish.class_size}


def _importance(wish: ExchangeWish) -> str:
    """Only what differs from normal, the most important first."""
    marks = [
        (mark, graded)
        for mark in (Importance.HIGHEST, Importance.HIGH, Importance.NONE)
        if (graded := [str(one.label) for one in Criterion if wish.importance_of(one.value) == mark])
    ]
    between = "・" if in_japanese() else ", "
    return joined(
        _("%(criteria)s: %(mark)s") % {"criteria": between.join(criteria), "mark": mark.label}
        for mark, criteria in marks
    )
