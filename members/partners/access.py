"""The door of the members' area with the type of the person behind it."""

from portal.core.access import MemberRequest, member_required, writer_required
from portal.users.models import User

__all__ = ["PartnersRequest", "member_required", "writer_required"]


class PartnersRequest(MemberRequest):
    """A request of somebody who acts for a school today."""

    user: User
