"""The door of the members' area with the types of this room. Views of wishes, suggestions and so on use these names."""

from typing import Any

from portal.core.access import MemberRequest, member_required, writer_required
from portal.users.models import User

from .models import Membership, School


class SchoolRequest(MemberRequest):
    """A request of somebody who acts for a school today."""

    membership: Membership
    school: School
    user: User


def page_context(request: SchoolRequest, **more: Any) -> dict[str, Any]:
    """What every page of the members' area shows, and more."""
    return {"membership": request.membership, "school": request.school, **more}


__all__ = ["MemberRequest", "SchoolRequest", "member_required", "page_context", "writer_required"]
