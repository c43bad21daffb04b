"""What the demo's schools have registered: written through the same services as a school's own pages."""

import datetime

from django.db import transaction
from django.utils import timezone

from members.schools.models import School
from members.schools.registration.openings import Opening
from members.schools.registration.pages import RecordPage
from members.schools.registration.parts import PARTS, Part
from members.schools.registration.progress import present_fiscal_year
from members.schools.registration_models import PartYear, SchoolContact
from members.schools.services.registration import Entry, confirm_part, save_page
from portal.users.models import User

from . import content
from .content import Table


@transaction.atomic
def ensure_registrations() -> None:
    """Fill in and confirm the registration of each school that has none yet."""
    for table in content.read("registrations")["registrations"]:
        school = School.objects.get(code=table["code"])
        if not SchoolContact.objects.filter(school=school).exists():
            _register(school, table)


def _register(school: School, table: Table) -> None:
    actor = User.objects.filter(memberships__school=school).order_by("pk").first()
    if actor is None:
        raise content.ContentError(f"registrations: nobody acts for {school.code}")
    for part in PARTS:
        _fill_in(school, part, table.get(part.code, {}), actor)
    # Whoever fills in a part confirms it for today's year; the demo begins with what was confirmed a year ago.
    PartYear.objects.filter(school=school).delete()
    _confirm(school, table["earlier"], actor)
    year_ago = timezone.now() - datetime.timedelta(days=365)
    PartYear.objects.filter(school=school).update(
        fiscal_year=present_fiscal_year() - 1, confirmed_at=year_ago, entered_at=year_ago
    )
    _confirm(school, table["confirmed"], actor)


def _fill_in(school: School, part: Part, answers: Table, actor: User) -> None:
    for page in part.pages:
        if isinstance(page, RecordPage) and answers:
            stored = page.read(school)
            opening = Opening(timezone.now(), stored)
            save_page(school, part, page, {**stored, **answers}, opening=opening, actor=actor, entry=Entry())


def _confirm(school: School, codes: list[str], actor: User) -> None:
    for part in PARTS:
        if part.code in codes:
            confirm_part(school, part, actor=actor, entry=Entry())
