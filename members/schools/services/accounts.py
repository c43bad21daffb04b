"""Schools and their accounts come into being."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.schools.models import Membership, Role, School
from portal.core import audit
from portal.users.logins import fold_login
from portal.users.models import User

from .credentials import new_login_ids
from .first_year import open_first_year


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
    username: str = "",
    password: str | None = None,
    *,
    name: str = "",
    email: str = "",
    role: str = Role.MANAGER,
    must_change: bool = True,
    is_school_account: bool = False,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    actor: User | None = None,
) -> Membership:
    """Give a person an account for a school.

    Without `username` a new ID is found; without `password` the account opens by a one-time code only. With
    `must_change` nothing can be opened before an own password is chosen. `starts_on` None means today, `ends_on` None
    no end. Raises `ValidationError` with a message per field, for example when the ID is taken.
    """
    user = User(username=fold_login(username) or new_login_ids(1)[0], name=name, email=email)
    user.must_change_password = must_change and password is not None
    user.set_password(password)
    _store(user)
    first_day = starts_on or timezone.localdate()
    membership = Membership(
        user=user,
        school=school,
        role=role,
        starts_on=first_day,
        ends_on=ends_on,
        is_school_account=is_school_account,
    )
    membership.full_clean()
    membership.save()
    if password is not None and not must_change:
        open_first_year(user)
    audit.record("schools.account_issued", school, actor=actor, data={"username": user.username, "role": str(role)})
    return membership


def _store(user: User) -> None:
    """Save a new user. Raises `ValidationError` with a message per field."""
    taken = {"username": _("This ID is taken.")}
    if User.objects.filter(username=user.username).exists():
        raise ValidationError(taken)
    user.full_clean(exclude=["password"])
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # somebody else has issued it between the look above and now
        raise ValidationError(taken) from error
