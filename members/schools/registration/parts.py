"""The registry: which parts a registration has, in their order, and of which pages they consist.

A part may have several pages, each with an address of its own; the first is the one its title leads to.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.schools.forms.registration import BasicsForm, ContactsForm, EquipmentForm
from members.schools.models import School

from .pages import Missing, PartPage, RecordPage, TimetablePage
from .year_page import YearPage


@dataclass(frozen=True)
class Part:
    """A part of the registration. `code` names it in addresses and rows, `hint` says what it holds and who sees it."""

    code: str
    title: Any
    hint: Any
    pages: tuple[PartPage, ...]

    @property
    def is_confirmed_by_saving(self) -> bool:
        """Who saves the only page has seen the whole part; a part of several pages is confirmed by its button."""
        return len(self.pages) == 1

    def missing(self, school: School) -> list[Missing]:
        """What a complete part still needs, in the order of the pages."""
        return [one for page in self.pages for one in page.missing(school)]

    def snapshot(self, school: School) -> dict[str, Any]:
        """All answers of the part: page → name → value."""
        return {page.code: page.read(school) for page in self.pages}


TIMETABLE = TimetablePage("timetable", _("Weekly timetable"), "members:school-timetable")
YEAR = YearPage("school_year", _("School year"), "members:school-calendar")

PARTS: tuple[Part, ...] = (
    Part(
        "basics",
        _("Basic data"),
        _("What the school is, and how it introduces itself to partner schools."),
        (RecordPage("basics", _("Basic data"), "members:school-basics", BasicsForm),),
    ),
    Part(
        "contacts",
        _("Contacts"),
        _("Only your school and the office see these."),
        (RecordPage("contacts", _("Contacts"), "members:school-contacts", ContactsForm),),
    ),
    Part(
        "equipment",
        _("Equipment and network"),
        _("With what you can meet a partner on line, and what your rules allow."),
        (RecordPage("equipment", _("Equipment and network"), "members:school-equipment", EquipmentForm),),
    ),
    Part(
        "calendar",
        _("Calendar"),
        _("When a live exchange is possible."),
        (TIMETABLE, YEAR),
    ),
)


def incomplete() -> models.Q:
    """Schools that lack a needed answer in any part, as a condition for a list of schools."""
    found = models.Q()
    for part in PARTS:
        for page in part.pages:
            found |= page.lacking()
    return found


def part_of(code: str) -> Part | None:
    """The part with that code."""
    return next((part for part in PARTS if part.code == code), None)


def page_of(code: str) -> tuple[Part, PartPage] | None:
    """The page with that code and its part, if it can be filled in with `editing`."""
    return next(
        ((part, page) for part in PARTS for page in part.pages if page.code == code and page.is_form),
        None,
    )


def form_pages() -> list[PartPage]:
    """All pages that `editing` fills in."""
    return [page for part in PARTS for page in part.pages if page.is_form]
