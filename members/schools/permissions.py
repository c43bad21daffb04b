"""Who may do what for a school."""

from typing import Any

from portal.core.access import membership_of

from .models import Membership, School


def may_write_for(user: Any, school: School) -> bool:
    """Whether this person may change what belongs to the school: its managers and staff, not its readers."""
    membership = membership_of(user)
    return isinstance(membership, Membership) and membership.school_id == school.pk and membership.may_write
