"""Getting in by a one-time code: it is recognised, then spent together with the choice of a password."""

from django.db import transaction
from django.utils import timezone

from members.schools.models import CodePurpose, FailureCount, OneTimeCode
from members.schools.one_time_codes import fold
from members.schools.throttle import CODE
from portal.core import audit
from portal.users.logins import fold_login
from portal.users.models import User

from .addresses import ask_for_address
from .credentials import forget_letters
from .first_year import open_first_year
from .notices import tell_account


class SpentCodeError(Exception):
    """The code was used, withdrawn or ran out between being recognised and being spent."""


def find_code(username: str, typed: str) -> OneTimeCode | None:
    """The open code of this ID that was typed, None for everything else. One query, whether the ID exists or not."""
    folded = fold(typed)
    candidates = OneTimeCode.objects.open().filter(user__username=fold_login(username)[:150], user__is_active=True)
    return next((code for code in candidates.select_related("user") if code.matches(folded)), None)


def open_code(pk: int) -> OneTimeCode | None:
    """A code that was recognised before, if it is still open."""
    return OneTimeCode.objects.open().filter(pk=pk, user__is_active=True).select_related("user").first()


@transaction.atomic
def spend_code(pk: int, password: str, *, email: str = "", name: str = "") -> User:
    """Spend a code: store the validated password, and the mail address and name where given. Returns the user.

    The address counts as theirs once they have opened the link that is sent to it. Other open codes of the person are
    withdrawn. Raises `SpentCodeError` when the code is not open any more.
    """
    code = OneTimeCode.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if code is None or not code.is_open():
        raise SpentCodeError(pk)
    user = User.objects.select_for_update(no_key=True).get(pk=code.user_id)
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])
    others = OneTimeCode.objects.filter(user=user, used_at=None, revoked_at=None)
    forget_letters(OneTimeCode.objects.filter(user=user))
    others.update(revoked_at=timezone.now())
    if name:
        user.name = name
        user.save(update_fields=["name"])
    user.choose_password(password)
    if email:
        ask_for_address(user, email, actor=user)
    _welcome(user, code)
    return user


def _welcome(user: User, code: OneTimeCode) -> None:
    """A first login opens the school's fiscal year; every use of a code is told and written down."""
    open_first_year(user)
    # The wrong codes that were typed before the right one are no attack.
    FailureCount.objects.filter(kind=CODE, name__startswith=f"{user.username}|").delete()
    is_first = code.purpose == CodePurpose.ACTIVATION
    action = "schools.account_activated" if is_first else "schools.password_reset"
    audit.record(action, user, actor=user, data={"purpose": code.purpose})
    tell_account("account_activated" if is_first else "password_changed", user)
