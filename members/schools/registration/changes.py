"""Who changed an answer last, and when: read from the audit log, which names the fields of each change."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from members.schools.models import Membership, School

from .pages import PartPage

_LOOKED_AT = 100
_DESKS_OWN = {"wagtail.edit", "wagtail.create"}


@dataclass(frozen=True)
class LastChange:
    """Who changed something and when; `at` None when the log does not tell."""

    who: str
    at: datetime.datetime | None


def last_changes(school: School, page: PartPage, names: list[str]) -> dict[str, LastChange]:
    """The newest change of each of these answers. People of the school by their names, everybody else as the office."""
    entries = list(
        ModelLogEntry.objects.for_instance(school).select_related("user").order_by("-timestamp")[:_LOOKED_AT]
    )
    own = set(Membership.objects.filter(school=school).values_list("user_id", flat=True))
    found = {}
    for name in names:
        entry = next((one for one in entries if _concerns(one, page, name)), None)
        who = entry.user.get_full_name() if entry and entry.user_id in own else _("The office")
        found[name] = LastChange(who, entry.timestamp if entry else None)
    return found


def _concerns(entry: ModelLogEntry, page: PartPage, name: str) -> bool:
    """The desk's own form tells no fields: it may have been any of them."""
    data = entry.data or {}
    return (data.get("page") == page.code and name in data.get("fields", ())) or entry.action in _DESKS_OWN
