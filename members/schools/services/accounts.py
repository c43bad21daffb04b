"""Schools and their accounts come into being."""

import datetime
import secrets
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.schools.models import Membership, Role, School
from portal.core import audit
from portal.users.logins import fold_login
from portal.users.models import User

from .timetables import create_standard_timetable

# Without signs that are taken for one another on paper: 0 and o, 1 and l and i.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP_LENGTH = 4, 4


class Registered(NamedTuple):
    """A new school with its manager's account; the password is known here only and must be handed on."""

    school: School
    membership: Membership
    password: str


def issued_password() -> str:
    """A password to be read from paper and typed once, for example `k7mp-x3qd-9wre-hh2n` (79 bits)."""
    groups = ("".join(secrets.choice(_ALPHABET) for _sign in range(_GROUP_LENGTH)) for _group in range(_GROUPS))
    return "-".join(groups)


@transaction.atomic
def create_school(*, actor: User | None = None, **fields: Any) -> School:
    """Store a new school from model fields. Raises `ValidationError` with a message per field."""
    school = School(**fields)
    school.full_clean()
    school.save()
    audit.record("wagtail.create", school, actor=actor)
    return school


@transaction.atomic
def issue_account(
    school: School,
    username: str,
    password: str,
    *,
    name: str = "",
    email: str = "",
    role: str = Role.MANAGER,
    must_change: bool = True,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    actor: User | None = None,
) -> Membership:
    """Give a person a login ID and a password for a school.

    With `must_change` nothing can be opened before an own password is chosen. `starts_on` None means today, `ends_on`
    None no end. Raises `ValidationError` with a message per field, for example when the ID is taken.
    """
    folded = fold_login(username)
    if User.objects.filter(username=folded).exists():
        raise ValidationError({"username": _("This ID is taken.")})
    user = User(username=folded, name=name, email=email, must_change_password=must_change)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # somebody else has issued it between the look above and now
        raise ValidationError({"username": _("This ID is taken.")}) from error
    first_day = starts_on or timezone.localdate()
    membership = Membership(user=user, school=school, role=role, starts_on=first_day, ends_on=ends_on)
    membership.full_clean()
    membership.save()
    audit.record("schools.account_issued", school, actor=actor, data={"username": folded, "role": str(role)})
    return membership


@transaction.atomic
def register_school(username: str, *, actor: User | None = None, **fields: Any) -> Registered:
    """A new school with the usual timetable of its type and a manager's account with an issued password."""
    school = create_school(actor=actor, **fields)
    create_standard_timetable(school)
    password = issued_password()
    membership = issue_account(school, username, password, role=Role.MANAGER, actor=actor)
    return Registered(school, membership, password)
