"""A person chooses another password."""

from django.db import transaction

from members.schools.logins import end_all_sessions
from portal.core import audit
from portal.users.models import User

from .first_year import open_first_year
from .notices import tell_account


@transaction.atomic
def change_password(user: User, raw_password: str, *, session_key: str | None = None) -> None:
    """Set a person's own, already validated password; their sessions end, but the one with that key.

    The audit log gets an entry, the person and the school a letter.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    user.choose_password(raw_password)
    end_all_sessions(user, but=session_key)
    open_first_year(user)
    audit.record("schools.password_changed", user, actor=user)
    tell_account("password_changed", user)
