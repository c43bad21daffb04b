"""What a case study must not say. Contradictions are refused at once, obstacles when it is to be published.

What depends on the day it is checked (`days_ahead`) concerns what is being typed, not what is stored already.
"""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.texts import story_texts
from casestudies.withheld import leaks
from portal.core.vocabulary import SchoolType, grades_of_school

if TYPE_CHECKING:
    from casestudies.models import CaseStudyPage

PROMPT_MARKS = ("【記入】", "[Fill in]")
"""A text that holds one of these was written by a template, not by an editor."""
LONGEST_MEETING = 600  # minutes
AGES = (3, 25)
_MOST = {"pupils": 5000, "teachers": 500, "partner_pupils": 5000, "meetings": 400}
# What the archive's own pages below its address are called: a case of that name could not be opened.
_TAKEN = {"collection", "compare", "feed", "suggest"}
_YEAR = datetime.timedelta(days=366)

Faults = dict[str, str]


def contradictions(case: "CaseStudyPage") -> Faults:
    """Values that cannot be true, alone or together: field name and what is wrong."""
    return {
        **_address(case),
        **_order_of_days(case),
        **_numbers(case),
        **_ages(case),
        **_grades(case),
        **_related(case),
    }


def obstacles(case: "CaseStudyPage") -> Faults:
    """What must not reach the public: withheld names, and prompts of a template. Field name and what is wrong."""
    faults = {
        field: _("The name stays at the desk, but “%(name)s” stands here.") % {"name": name}
        for field, name in leaks(case)
    }
    for field in prompted_fields(case):
        faults.setdefault(field, _("A prompt of the template is left here: write your own words or delete it."))
    return faults


def prompted_fields(case: "CaseStudyPage") -> list[str]:
    """The fields in which a prompt of a template is left, in the order of the story."""
    return list(dict.fromkeys(field for field, text in story_texts(case) if holds_prompt(text)))


def holds_prompt(text: str) -> bool:
    return any(mark in text for mark in PROMPT_MARKS)


def days_ahead(case: "CaseStudyPage", today: datetime.date) -> Faults:
    """Days that lie too far ahead of `today`: field name and what is wrong."""
    faults = {}
    for name in ("date_from", "date_until"):
        day = getattr(case, name)
        if day and day > today + _YEAR:
            faults[name] = _("This day is more than a year away. Please check the year.")
    if case.approved_on and case.approved_on > today:
        faults["approved_on"] = _("This day is still to come. Enter the day on which the school agreed.")
    return faults


def _address(case: "CaseStudyPage") -> Faults:
    if case.slug not in _TAKEN:
        return {}
    return {
        "slug": _("“%(name)s” is the address of a page of the archive. Please choose another.") % {"name": case.slug}
    }


def _order_of_days(case: "CaseStudyPage") -> Faults:
    if case.date_from and case.date_until and case.date_until < case.date_from:
        return {"date_until": _("The last day lies before the first day.")}
    return {}


def _numbers(case: "CaseStudyPage") -> Faults:
    faults = {}
    for name, most in _MOST.items():
        number = getattr(case, name)
        if number is not None and number > most:
            faults[name] = _("At most %(number)d. Please check the number.") % {"number": most}
    if case.minutes is not None and case.minutes > LONGEST_MEETING:
        faults["minutes"] = ngettext(
            "At most %(number)d minute for one meeting. Longer exchanges have several days or meetings.",
            "At most %(number)d minutes for one meeting. Longer exchanges have several days or meetings.",
            LONGEST_MEETING,
        ) % {"number": LONGEST_MEETING}
    return faults


def _ages(case: "CaseStudyPage") -> Faults:
    faults = {}
    low, high = AGES
    for name in ("partner_age_min", "partner_age_max"):
        age = getattr(case, name)
        if age is not None and not low <= age <= high:
            faults[name] = _("Ages lie between %(low)d and %(high)d.") % {"low": low, "high": high}
    youngest, oldest = case.partner_age_min, case.partner_age_max
    if youngest is not None and oldest is not None and oldest < youngest:
        faults["partner_age_max"] = _("The oldest age is below the youngest.")
    return faults


def _grades(case: "CaseStudyPage") -> Faults:
    if case.school_type not in SchoolType.values:
        return {}
    known = set(grades_of_school(case.school_type))
    if all(grade in known for grade in case.grades):
        return {}
    return {"grades": _("This kind of school does not have all of these grades.")}


def _related(case: "CaseStudyPage") -> Faults:
    keys = [page.translation_key for page in _pages(case.related)]
    if case.translation_key in keys:
        return {"related": _("A case cannot be related to itself.")}
    if len(set(keys)) < len(keys):
        return {"related": _("The same case is chosen twice.")}
    return {}


def _pages(stream: Iterable[Any]) -> list[Any]:
    return [block.value for block in stream if block.value is not None]
