"""In what state a school's own account is: one reading for the register of the desk and for the letters.

A school counts as logged in when it has a fiscal year to its name (`renewed_for`), which its first login gives it.
"""

from typing import Any

from django.db.models import Exists, OuterRef

from .models import CodePurpose, Membership, OneTimeCode


def with_account_state(schools: Any) -> Any:
    """Schools with `has_account` and `has_letter`, a code that can still be used; no query a row."""
    accounts = Membership.objects.filter(school=OuterRef("pk"), is_school_account=True)
    letters = OneTimeCode.objects.open().filter(
        purpose=CodePurpose.ACTIVATION,
        user__memberships__school=OuterRef("pk"),
        user__memberships__is_school_account=True,
    )
    return schools.annotate(has_account=Exists(accounts), has_letter=Exists(letters))


def without_account(schools: Any) -> Any:
    """Schools that no ID has been issued to."""
    return with_account_state(schools).filter(has_account=False)


def not_logged_in(schools: Any) -> Any:
    """Schools that have never logged in, with an ID or without one."""
    return with_account_state(schools).filter(renewed_for=None)


def waiting(schools: Any, *, has_letter: bool) -> Any:
    """Schools with an ID that have never logged in, and whose letter can still be used, or not any more."""
    return not_logged_in(schools).filter(has_account=True, has_letter=has_letter)
