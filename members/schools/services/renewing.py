"""年度更新: each April a school goes through its people and data. Who does not is reminded, then reads only."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from members.schools.models import Membership, Role, School, YearlyRenewal
from members.schools.renewal_days import closes_on, opens_on
from portal.core import audit
from portal.core.dates import fiscal_year_of
from portal.core.mail.letters import queue_after_commit
from portal.core.printing.frame import public_address
from portal.users.models import User

from .notices import addresses_of
from .people import change_role, end_membership, invite

END = "end"
"""The decision that takes a person out; every other decision is the role to have."""
DAYS_BEFORE_CLOSING = (14, 3, 0)
"""Reminders go out on the opening day, and so many days before the renewal closes."""


@dataclass(frozen=True)
class NewPerson:
    """A colleague to be invited."""

    name: str
    email: str
    role: str


@transaction.atomic
def renew(
    school: School,
    fiscal_year: int,
    *,
    decisions: Mapping[int, str],
    new_people: Sequence[NewPerson],
    handover_note: str,
    actor: User,
) -> YearlyRenewal:
    """Carry out what a manager decided and open the year for the school.

    `decisions` gives a role or `END` by the key of a membership; people who joined meanwhile stay as they are. Raises
    `ValidationError` where a person cannot be invited. Whoever sends the form again changes nothing but what differs.
    """
    locked = School.objects.select_for_update(no_key=True).get(pk=school.pk)
    renewal = renewal_of(locked, fiscal_year)
    for membership in Membership.objects.current().filter(school=locked, is_school_account=False):
        decision = decisions.get(membership.pk, membership.role)
        if decision == END:
            end_membership(membership, actor=actor)
        elif decision != membership.role:
            change_role(membership, decision, actor=actor)
    for person in new_people:
        invite(locked, email=person.email, name=person.name, role=person.role, actor=actor)
    renewal.handover_note = handover_note
    renewal.confirmed_at, renewal.confirmed_by = timezone.now(), actor
    renewal.save()
    if locked.renewed_for is None or locked.renewed_for < fiscal_year:
        School.objects.filter(pk=locked.pk).update(renewed_for=fiscal_year)
    data = {"fiscal_year": fiscal_year, "invited": len(new_people)}
    audit.record("schools.renewed", locked, actor=actor, data=data)
    return renewal


def renewal_of(school: School, fiscal_year: int) -> YearlyRenewal:
    """The school's row of that year, made when it is missing."""
    return YearlyRenewal.objects.get_or_create(school=school, fiscal_year=fiscal_year)[0]


def reminder_days(fiscal_year: int) -> list[datetime.date]:
    """The days on which schools that have not renewed are written to."""
    closing = closes_on(fiscal_year)
    return [opens_on(fiscal_year), *(closing - datetime.timedelta(days=days) for days in DAYS_BEFORE_CLOSING)]


def remind_renewals(today: datetime.date | None = None) -> int:
    """Write to every school that has not renewed and has not been written to since the latest reminder day.

    A job of the worker; running it twice writes once. How many schools were written to.
    """
    day = today or timezone.localdate()
    year = fiscal_year_of(day)
    number = sum(1 for due in reminder_days(year) if due <= day)
    schools = School.objects.filter(renewed_for=year - 1).only("pk")
    YearlyRenewal.objects.bulk_create(
        [YearlyRenewal(school=school, fiscal_year=year) for school in schools], ignore_conflicts=True
    )
    late = YearlyRenewal.objects.filter(fiscal_year=year, school__renewed_for=year - 1, reminders__lt=number)
    return sum(_remind(renewal, number, day) for renewal in late.select_related("school"))


@transaction.atomic
def _remind(renewal: YearlyRenewal, number: int, day: datetime.date) -> bool:
    # Whoever counts the reminder sends it: two workers write once.
    mine = YearlyRenewal.objects.filter(pk=renewal.pk, reminders__lt=number, confirmed_at=None)
    if not mine.update(reminders=number, reminded_on=day):
        return False
    context = {
        "school": renewal.school,
        "fiscal_year": renewal.fiscal_year,
        "closes_on": closes_on(renewal.fiscal_year),
        "is_closed": day >= closes_on(renewal.fiscal_year),
        "url": public_address(reverse("members:renewal")),
    }
    queue_after_commit("renewal_due", _managers_of(renewal.school), context)
    return True


def _managers_of(school: School) -> list[str]:
    managers = Membership.objects.current().filter(school=school, role=Role.MANAGER).select_related("user", "school")
    found = [address for membership in managers for address in addresses_of(membership.user, membership)]
    return list(dict.fromkeys(found))
