"""Passwords: the own one is chosen, a new one is issued."""

from django.db import transaction

from members.schools.selectors import current_membership
from portal.core import audit
from portal.core.mail.letters import queue_letter
from portal.users.models import User

from .accounts import issued_password


@transaction.atomic
def change_password(user: User, raw_password: str) -> None:
    """Set a person's own, already validated password; other sessions of theirs end.

    The audit log gets an entry and the school, or else the person, a letter, as far as an address is known.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    user.choose_password(raw_password)
    audit.record("schools.password_changed", user, actor=user)
    membership = current_membership(user)
    address = (membership.school.email if membership else "") or user.email
    context = {"user": user, "school": membership.school if membership else None}
    transaction.on_commit(lambda: queue_letter("password_changed", address, context))


@transaction.atomic
def issue_password(user: User, *, actor: User | None = None) -> str:
    """A new issued password for a person who lost theirs; returned here only, to be handed on by the desk."""
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    password = issued_password()
    locked.set_password(password)
    locked.must_change_password = True
    locked.save(update_fields=["password", "must_change_password"])
    audit.record("schools.password_issued", locked, actor=actor)
    return password
