"""The facets of the archive: their values, their labels, and which values a case is counted under."""

from collections.abc import Iterator
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.countries import country_choices, language_choices
from portal.core.dates import short_fiscal_year
from portal.core.municipalities import MUNICIPALITIES
from portal.core.vocabulary import (
    Area,
    ExchangeType,
    GradeBand,
    LessonSlot,
    SchoolType,
    Subject,
    Theme,
    Tool,
    bands_of,
)

FIRST_YEAR, LAST_YEAR = 2000, 2099
YES = "yes"


class Facet(models.TextChoices):
    """The facets in the order in which they are offered; the codes are the keys in the archive's address."""

    SCHOOL_TYPE = "school_type", _("School type")
    GRADE_BAND = "grade_band", _("Grades")
    EXCHANGE_TYPE = "exchange_type", _("Exchange type")
    COUNTRY = "country", _("Country or region")
    THEME = "theme", _("Theme")
    SUBJECT = "subject", _("Subject")
    LANGUAGE = "language", _("Language")
    TOOL = "tool", _("Tool")
    LESSON_SLOT = "lesson_slot", _("Time of the day")
    PUPILS = "pupils", _("Number of pupils")
    FIRST_TIMER = "first_timer", _("Experience")
    AREA = "area", _("Area of Tokyo")
    YEAR = "year", _("Fiscal year")


class PupilBand(models.TextChoices):
    """How many pupils of our school took part; `highest` is the greatest number of a band, None for the last."""

    UP_TO_10 = "p10", _("Up to 10 pupils")
    UP_TO_40 = "p40", _("11 to 40 pupils")
    UP_TO_100 = "p100", _("41 to 100 pupils")
    MORE = "p101", _("More than 100 pupils")

    @classmethod
    def of(cls, pupils: int | None) -> "PupilBand | None":
        """The band of a number; None when the number is not known."""
        if not pupils:
            return None
        limits = ((10, cls.UP_TO_10), (40, cls.UP_TO_40), (100, cls.UP_TO_100))
        return next((band for limit, band in limits if pupils <= limit), cls.MORE)


class CaseFacts(Protocol):
    """What a case, or a row read from its table, must tell to be counted."""

    school_type: str
    municipality: str
    grades: list[str]
    pupils: int | None
    first_timer: bool
    countries: list[str]
    exchange_types: list[str]
    themes: list[str]
    subjects: list[str]
    languages: list[str]
    tools: list[str]
    lesson_slots: list[str]
    fiscal_year: int


FACT_FIELDS = tuple(CaseFacts.__annotations__)
_LIST_FIELDS = {
    Facet.EXCHANGE_TYPE: "exchange_types",
    Facet.COUNTRY: "countries",
    Facet.THEME: "themes",
    Facet.SUBJECT: "subjects",
    Facet.LANGUAGE: "languages",
    Facet.TOOL: "tools",
    Facet.LESSON_SLOT: "lesson_slots",
}
_CHOICES = {
    Facet.SCHOOL_TYPE: SchoolType,
    Facet.GRADE_BAND: GradeBand,
    Facet.EXCHANGE_TYPE: ExchangeType,
    Facet.THEME: Theme,
    Facet.SUBJECT: Subject,
    Facet.TOOL: Tool,
    Facet.LESSON_SLOT: LessonSlot,
    Facet.PUPILS: PupilBand,
    Facet.AREA: Area,
}


def known_values(facet: str) -> dict[str, str]:
    """The codes a facet may have and their labels in the active language, in the order in which they are shown.

    Years are open and therefore not listed: see `is_known`.
    """
    if facet == Facet.FIRST_TIMER:
        return {YES: str(_("The school's first exchange"))}
    if facet == Facet.COUNTRY:
        return dict(country_choices())
    if facet == Facet.LANGUAGE:
        return dict(language_choices())
    return {code: str(label) for code, label in _CHOICES[Facet(facet)].choices}


def is_known(facet: str, value: str) -> bool:
    """Whether a value typed into the address is one of the facet's."""
    if facet == Facet.YEAR:
        return value.isascii() and value.isdigit() and len(value) == 4 and FIRST_YEAR <= int(value) <= LAST_YEAR
    return value in known_values(facet)


def value_label(facet: str, value: str) -> str:
    """The label of one facet value in the active language."""
    return short_fiscal_year(int(value)) if facet == Facet.YEAR else known_values(facet)[value]


def facet_values(case: CaseFacts) -> Iterator[tuple[str, str]]:
    """The (facet, value) pairs a case is counted under, each once."""
    yield Facet.SCHOOL_TYPE.value, case.school_type
    for band in bands_of(case.grades):
        yield Facet.GRADE_BAND.value, band
    for facet, name in _LIST_FIELDS.items():
        for code in dict.fromkeys(getattr(case, name)):
            yield facet.value, code
    pupils = PupilBand.of(case.pupils)
    if pupils is not None:
        yield Facet.PUPILS.value, pupils.value
    if case.first_timer:
        yield Facet.FIRST_TIMER.value, YES
    place = MUNICIPALITIES.get(case.municipality)
    if place is not None:
        yield Facet.AREA.value, place.area.value
    yield Facet.YEAR.value, str(case.fiscal_year)
