"""A letter after every change that somebody else might have made."""

from collections.abc import Iterable, Mapping
from typing import Any

from members.schools.models import Membership, School
from members.schools.selectors import current_membership
from portal.core.mail.letters import queue_after_commit
from portal.users.models import User


def addresses_of(user: User, membership: Membership | None) -> list[str]:
    """Where a person is told of changes: the own confirmed address and the school's, or else the one that was typed.

    `membership` is the one under which the person acts, None for people without a school.
    """
    known = [user.email if user.email_confirmed_at else "", membership.school.email if membership else ""]
    found = list(dict.fromkeys(address for address in known if address))
    return found or ([user.email] if user.email else [])


def tell_account(
    template: str, user: User, more: Mapping[str, Any] | None = None, to: Iterable[str] | None = None
) -> None:
    """Queue a letter about an account, once the transaction is through; to `to` where the addresses are known."""
    membership = current_membership(user)
    context = {"user": user, "school": membership.school if membership else None, **(more or {})}
    queue_after_commit(template, addresses_of(user, membership) if to is None else to, context)


def addresses_of_school(school: School) -> set[str]:
    """Where a school is told of its wishes: its own address, and the confirmed ones of the people who may write."""
    acting = Membership.objects.current().filter(school=school).select_related("user", "school")
    writers = [one.user for one in acting if one.may_write and one.user.is_active]
    return {school.email} | {user.email for user in writers if user.email_confirmed_at}
