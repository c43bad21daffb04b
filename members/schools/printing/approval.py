"""The registration on paper for the principal's approval (決裁用): all that is registered, with boxes to sign."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from members.schools.models import School
from members.schools.registration.pages import PartPage, RecordPage, record_of
from members.schools.registration.progress import PartProgress, present_fiscal_year, registration_progress
from members.schools.registration_models import SchoolContact
from members.schools.selectors import Week, week_grid
from portal.core.printing.frame import print_html
from portal.core.printing.kinds import NothingToPrintError, Printable, PrintKind
from portal.core.printing.rendering import content_hash
from portal.users.models import User

APPROVAL = "schools.approval"
TEMPLATE = "members/registration/print/approval.html"


@dataclass(frozen=True)
class Section:
    """A page of a part on paper: its answers as label and words, or the week."""

    title: str
    facts: list[tuple[str, str]]
    week: Week | None = None


@dataclass(frozen=True)
class PartOnPaper:
    """A part with its state."""

    state: PartProgress
    sections: list[Section]


def approval_context(school: School, prepared_by: User, day: datetime.date) -> dict[str, Any]:
    """What the print is written with. `day` is the date of print."""
    progress = registration_progress(school, present_fiscal_year())
    return {
        "school": school,
        "progress": progress,
        "parts": [PartOnPaper(each, [_section(page, school) for page in each.part.pages]) for each in progress.parts],
        "fixed": fixed_facts(school),
        "principal": record_of(SchoolContact, school).principal_name,
        "prepared_by": prepared_by.get_full_name(),
        "day": day,
        "boxes": [_("Principal"), _("Vice-principal"), pgettext("box to sign", "Person in charge")],
    }


def fixed_facts(school: School) -> list[tuple[str, str]]:
    """What only the office changes: label and words."""
    meta: Any = School._meta
    return [
        (pgettext("school", "Name"), school.name),
        (_("School code"), school.code),
        (_("School type"), str(school.get_school_type_display())),
        (_("Founder"), str(school.get_founder_display())),
        (str(meta.get_field("municipality").verbose_name).capitalize(), str(school.get_municipality_display())),
    ]


def page_facts(page: PartPage, school: School) -> list[tuple[str, str]]:
    """The answers of a page as label and words; empty words where there is no answer."""
    return [(page.label(name), page.words(name, value)) for name, value in page.read(school).items()]


def _section(page: PartPage, school: School) -> Section:
    if isinstance(page, RecordPage):
        return Section(str(page.title), page_facts(page, school))
    if page.is_form:
        return Section(str(page.title), [], week_grid(school))
    return Section(str(page.title), page_facts(page, school))


def approval_html(reference: str) -> str:
    """The HTML of the PDF; the reference names school, person, day and language: `12:34:20261128:ja`."""
    school_key, user_key, day, language = reference.split(":")
    school = School.objects.filter(pk=int(school_key)).first()
    person = User.objects.filter(pk=int(user_key)).first()
    if school is None or person is None:
        raise NothingToPrintError(reference)
    printed_on = datetime.date.fromisoformat(day)
    return print_html(TEMPLATE, language, lambda: approval_context(school, person, printed_on))


def approval_printable(school: School, prepared_by: User) -> Printable:
    """Today's PDF of this person, in the active language."""
    language = "en" if (translation.get_language() or "ja").startswith("en") else "ja"
    reference = f"{school.pk}:{prepared_by.pk}:{timezone.localdate():%Y%m%d}:{language}"
    return Printable(
        kind=APPROVAL,
        reference=reference,
        stamp=content_hash(approval_html(reference)),
        filename=f"registration-{school.code}.pdf",
        title=_("Registration of %(school)s") % {"school": school.shown_name},
        page_url=reverse("members:school-print"),
    )


KIND = PrintKind(APPROVAL, approval_html)
