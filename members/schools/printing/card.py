"""The card of a school for partners abroad, in Japanese and English side by side.

It is made of a list of named facts only: no contacts, no people, no addresses, no accounts.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.schools.models import School, SchoolPeriod
from members.schools.registration.pages import record_of
from members.schools.registration_models import Presence, SchoolEquipment
from portal.core.printing.frame import print_html
from portal.core.printing.kinds import NothingToPrintError, Printable, PrintKind
from portal.core.printing.rendering import content_hash
from portal.core.site_settings import PortalSettings

CARD = "schools.card"
TEMPLATE = "members/registration/print/card.html"
LANGUAGES = ("en", "ja")
_LONG = {"en": 900, "ja": 450}
"""From so many signs on an introduction is set smaller, so that the card stays one page."""


@dataclass(frozen=True)
class Side:
    """The card in one language. A text that exists in Japanese only stands on both sides, with `lang="ja"`."""

    language: str
    heading: str
    name: str
    name_language: str
    kind: str
    place: str
    introduction: str
    facts: list[tuple[str, str]]
    facts_heading: str
    no_introduction: str
    issuer: str
    issuer_contact: str


def card_sides(school: School) -> list[Side]:
    """English first: the reader is abroad."""
    equipment = record_of(SchoolEquipment, school)
    lessons = list(SchoolPeriod.objects.filter(school=school))
    settings = PortalSettings.load()
    sides = []
    for language in LANGUAGES:
        with translation.override(language):
            sides.append(_side(language, school, equipment, lessons, settings))
    return sides


def _side(
    language: str, school: School, equipment: SchoolEquipment, lessons: list[SchoolPeriod], settings: PortalSettings
) -> Side:
    is_english = language == "en"
    english_name = is_english and bool(school.name_en)
    return Side(
        language=language,
        heading=_("School card"),
        name=school.name_en if english_name else school.name,
        name_language="en" if english_name else "ja",
        kind=str(school.get_school_type_display()),
        place=_("%(municipality)s, Tokyo, Japan") % {"municipality": school.get_municipality_display()},
        introduction=school.introduction_en if is_english else school.introduction_ja,
        facts=[(label, value) for label, value in _facts(school, equipment, lessons) if value],
        facts_heading=_("At a glance"),
        no_introduction=_("The introduction in this language will follow."),
        issuer=settings.office,
        issuer_contact=settings.email,
    )


def _facts(school: School, equipment: SchoolEquipment, lessons: list[SchoolPeriod]) -> list[tuple[str, str]]:
    tools: Any = School._meta.get_field("tools")
    return [
        (_("Founded by"), str(school.get_founder_display())),
        (_("Pupils"), f"{school.pupils:,}" if school.pupils else ""),
        (_("Classes"), str(school.classes or "")),
        (_("Lessons"), _lesson_hours(lessons)),
        (_("Tools for meeting on line"), _(", ").join(tools.labels(school.tools))),
        (_("Devices"), _devices(equipment)),
        (_("Internet in classrooms"), str(equipment.get_line_display())),
        (_("Monitor"), _presence(equipment.screen)),
        (_("Loudspeaker"), _presence(equipment.speaker)),
        (_("Camera and microphone"), _presence(equipment.camera)),
    ]


def _presence(code: str) -> str:
    return str(Presence(code).label) if code else ""


def _devices(equipment: SchoolEquipment) -> str:
    words = str(equipment.get_devices_display())
    number = equipment.devices_available
    if not number:
        return words
    count = ngettext("%(count)d for one exchange", "%(count)d for one exchange", number) % {"count": number}
    return _("; ").join(part for part in (words, count) if part)


def _lesson_hours(lessons: list[SchoolPeriod]) -> str:
    if not lessons:
        return ""
    first: datetime.time = min(lesson.starts for lesson in lessons)
    last: datetime.time = max(lesson.ends for lesson in lessons)
    words = {"first": f"{first.hour}:{first:%M}", "last": f"{last.hour}:{last:%M}"}
    return _("between %(first)s and %(last)s, Japan time (UTC+9)") % words


def card_context(school: School) -> dict[str, Any]:
    """What the card is written with, on the screen and for the PDF."""
    sides = card_sides(school)
    is_long = any(len(side.introduction) > _LONG[side.language] for side in sides)
    return {"sides": sides, "card_title": school.name_en or school.name, "is_long": is_long}


def card_html(reference: str) -> str:
    """The HTML of the PDF of a card, by the school's primary key."""
    school = School.objects.filter(pk=int(reference)).first()
    if school is None:
        raise NothingToPrintError(reference)
    return print_html(TEMPLATE, "en", lambda: card_context(school))


def card_printable(school: School, page_url: str) -> Printable:
    """The PDF of a card, asked for from `page_url`."""
    return Printable(
        kind=CARD,
        reference=str(school.pk),
        stamp=content_hash(card_html(str(school.pk))),
        filename="school-card.pdf",
        title=school.name_en or school.name,
        page_url=page_url,
    )


KIND = PrintKind(CARD, card_html)
