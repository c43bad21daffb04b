"""Issuing IDs in bulk: accounts, one-time codes and the letters (ID通知書) that carry them."""

import datetime
import secrets
from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from members.schools.models import CodePurpose, LetterBatch, Membership, OneTimeCode, Role, School
from portal.core import audit
from portal.core.printing.services.keeping import forget
from portal.users.models import User

VALID_DAYS = 60
"""A letter takes days to arrive, and lies on a desk over the holidays."""
LONGEST_DAYS = 180
LETTERS_IN_VOLUME = 100
PRINT_KIND = "schools.letters"
_PREFIX, _DIGITS = "tic", 6


def new_login_ids(number: int) -> list[str]:
    """So many IDs that nobody has, for example `tic482913`. They tell nothing of the school."""
    found: set[str] = set()
    while len(found) < number:
        wanted = {f"{_PREFIX}{secrets.randbelow(10**_DIGITS):0{_DIGITS}}" for _each in range(number - len(found))}
        taken = set(User.objects.filter(username__in=wanted).values_list("username", flat=True))
        found |= wanted - taken
    return sorted(found)


@transaction.atomic
def issue_credentials(
    schools: Iterable[School], *, actor: User | None = None, days: int = VALID_DAYS, remark: str = ""
) -> LetterBatch:
    """Issue a letter to each of these schools, and give those without one their school account first.

    A code of an earlier letter is withdrawn. The password of an account that is in use stays until the new code is
    used. Raises `ValidationError` when there is no school, or `days` is not from 1 to `LONGEST_DAYS`.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise ValidationError({"days": _("Choose from 1 to %(most)d days.") % {"most": LONGEST_DAYS}})
    keys = sorted({school.pk for school in schools})
    # One batch after the other: two people who press at once issue no two codes for a school.
    locked = list(School.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    if not locked:
        raise ValidationError(_("There is no school to which a letter could be issued."))
    expires = timezone.now() + datetime.timedelta(days=days)
    batch = LetterBatch.objects.create(issued_by=actor, expires_at=expires, remark=remark, letters=len(locked))
    users = _school_users(locked)
    _withdraw_codes([user.pk for user in users], CodePurpose.ACTIVATION)
    OneTimeCode.objects.bulk_create(
        OneTimeCode(user=user, purpose=CodePurpose.ACTIVATION, batch=batch, expires_at=expires, issued_by=actor)
        for user in users
    )
    for school in locked:
        audit.record("schools.letter_issued", school, actor=actor, data={"batch": batch.pk})
    return batch


def _school_users(schools: list[School]) -> list[User]:
    """The users of the schools' own accounts, made where they are missing."""
    accounts = Membership.objects.filter(school__in=schools, is_school_account=True).select_related("user")
    found = {membership.school_id: membership.user for membership in accounts}
    without = [school for school in schools if school.pk not in found]
    made = User.objects.bulk_create(
        # Nobody can log in with it before a code has been used.
        User(username=username, password=make_password(None), email=school.email)
        for username, school in zip(new_login_ids(len(without)), without, strict=True)
    )
    today = timezone.localdate()
    Membership.objects.bulk_create(
        Membership(user=user, school=school, role=Role.MANAGER, starts_on=today, is_school_account=True)
        for user, school in zip(made, without, strict=True)
    )
    return [*found.values(), *made]


def _withdraw_codes(user_keys: list[int], purpose: str) -> int:
    """Withdraw what is open, or has expired unused: the database knows one unused code a purpose."""
    unused = OneTimeCode.objects.filter(user__in=user_keys, purpose=purpose, used_at=None, revoked_at=None)
    forget_letters(unused)
    return unused.update(revoked_at=timezone.now())


@transaction.atomic
def withdraw_batch(batch: LetterBatch, *, actor: User | None = None) -> int:
    """Withdraw all codes of a batch that nobody has used: the letters were lost. How many there were."""
    codes = list(
        OneTimeCode.objects.select_for_update(of=("self",), no_key=True)
        .filter(batch=batch, used_at=None, revoked_at=None)
        .select_related("user")
    )
    OneTimeCode.objects.filter(pk__in=[code.pk for code in codes]).update(revoked_at=timezone.now())
    forget_letters(OneTimeCode.objects.filter(batch=batch))
    audit.record("schools.batch_withdrawn", batch, actor=actor, data={"letters": len(codes)})
    return len(codes)


@transaction.atomic
def desk_code(user: User, *, actor: User, hours: int = 24) -> OneTimeCode:
    """A code that the office tells a person by telephone; an earlier one is withdrawn."""
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    _withdraw_codes([locked.pk], CodePurpose.DESK)
    expires = timezone.now() + datetime.timedelta(hours=hours)
    code = OneTimeCode.objects.create(user=locked, purpose=CodePurpose.DESK, expires_at=expires, issued_by=actor)
    audit.record("schools.code_issued", locked, actor=actor)
    return code


@transaction.atomic
def mail_code(user: User, *, minutes: int = 60) -> OneTimeCode:
    """A code that goes to the person's confirmed address; an earlier one is withdrawn."""
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    _withdraw_codes([locked.pk], CodePurpose.MAIL)
    expires = timezone.now() + datetime.timedelta(minutes=minutes)
    return OneTimeCode.objects.create(user=locked, purpose=CodePurpose.MAIL, expires_at=expires)


def volumes(batch: LetterBatch) -> range:
    """The numbers of the volumes in which a batch is printed as PDF, from 1."""
    return range(1, -(-batch.letters // LETTERS_IN_VOLUME) + 1)


def forget_letters(codes: QuerySet[OneTimeCode]) -> None:
    """Delete the PDFs in which these codes stand."""
    keys = set(codes.filter(batch__isnull=False).values_list("batch", flat=True))
    batches = LetterBatch.objects.filter(pk__in=keys)
    references = [f"{batch.pk}:{number}" for batch in batches for number in volumes(batch)]
    if references:
        forget(PRINT_KIND, references)
