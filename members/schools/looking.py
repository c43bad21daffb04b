"""The desk looks at a school's pages to help on the telephone: read-only, announced on every page, for half an hour.

The person keeps the own account; a stand-in membership with the role of a reader is put before the pages. It is never
stored.
"""

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from portal.core import audit
from portal.users.models import User

from .models import Membership, School
from .roles import Role

KEY = "looking_at"
LASTS = datetime.timedelta(minutes=30)
PERMISSION = "schools.look_school"


def start(request: HttpRequest, school: School, actor: User) -> None:
    """Begin to look; the school's history tells who looked and when."""
    request.session[KEY] = [school.pk, timezone.now().timestamp()]
    audit.record("schools.looked_at", school, actor=actor)


def stop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def stand_in(request: HttpRequest) -> Membership | None:
    """The membership that stands in for the person's own in this session, if it is looking and still may. One query."""
    school_key, since = request.session.get(KEY) or (None, 0)
    if school_key is None:
        return None
    user: Any = request.user
    school = School.objects.filter(pk=school_key).first()
    is_over = timezone.now().timestamp() - since > LASTS.total_seconds()
    if school is None or is_over or not user.has_perm(PERMISSION):
        stop(request)
        return None
    return Membership(user=user, school=school, role=Role.READER, starts_on=timezone.localdate())
