"""What a form carries from when it was opened: the answers as they were then, signed so that nobody can invent them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils import timezone

from members.schools.models import School

from .pages import PartPage

_SALT = "members.schools.registration"


@dataclass(frozen=True)
class Opening:
    """When a page was opened, and its answers at that moment."""

    at: datetime.datetime
    values: dict[str, Any]


def opening_token(page: PartPage, school: School, values: dict[str, Any]) -> str:
    """A text for a hidden field: these answers of the school were shown just now."""
    content = {"page": page.code, "school": school.pk, "at": timezone.now().isoformat(), "values": values}
    return signing.dumps(content, salt=_SALT, compress=True)


def read_opening(token: str, page: PartPage, school: School) -> Opening | None:
    """What a form of this page and school was opened with, None for anything else."""
    try:
        content = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    if content["page"] != page.code or content["school"] != school.pk:
        return None
    return Opening(datetime.datetime.fromisoformat(content["at"]), content["values"])
