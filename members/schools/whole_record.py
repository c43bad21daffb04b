"""Everything that is stored about one school, for the school's own question and for handing over.

Other rooms register what they keep; this room imports none of them. In the `ready()` of the room's app config:

    register_record("wishes", rows)     # rows(school) -> list of dictionaries that JSON can hold
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.forms.models import model_to_dict
from django.utils import timezone
from wagtail.models import ModelLogEntry

from .models import Invitation, LoginRecord, Membership, OneTimeCode, School, YearlyRenewal
from .registration_models import CardLink, PartDraft, PartYear, SchoolContact, SchoolEquipment

Rows = Callable[[School], list[dict[str, Any]]]
_records: dict[str, Rows] = {}

# What opens doors, or is of no use outside the portal.
_LEFT_OUT = {"nonce", "key", "session_key", "password"}


def register_record(name: str, rows: Rows) -> None:
    """Add a file to the record of a school; a second function of the same name replaces the first."""
    _records[name] = rows


def rows_of(objects: Iterable[Any], *more: str) -> list[dict[str, Any]]:
    """The stored fields of each object by name, and further attributes (dotted paths)."""
    found = []
    for one in objects:
        names = [field.attname for field in one._meta.concrete_fields if field.attname not in _LEFT_OUT]
        row = {name: getattr(one, name) for name in names}
        found.append({**row, **{path: _follow(one, path) for path in more}})
    return found


def _follow(one: Any, path: str) -> Any:
    for name in path.split("."):
        one = getattr(one, name, None)
    return one


def _own_records() -> dict[str, Rows]:
    """What this room keeps."""
    people = Membership.objects.select_related("user").order_by("pk")
    return {
        "school": lambda school: rows_of([school]),
        "timetable": lambda school: [model_to_dict(period) for period in school.periods.all()],
        "contact": lambda school: rows_of(SchoolContact.objects.filter(school=school)),
        "equipment": lambda school: rows_of(SchoolEquipment.objects.filter(school=school)),
        "registration": lambda school: rows_of(PartYear.objects.filter(school=school).order_by("pk")),
        "registration_drafts": lambda school: rows_of(PartDraft.objects.filter(school=school).order_by("pk")),
        "card_links": lambda school: rows_of(CardLink.objects.filter(school=school).order_by("pk")),
        "people": lambda school: rows_of(
            people.filter(school=school), "user.username", "user.name", "user.email", "user.email_confirmed_at"
        ),
        "invitations": lambda school: rows_of(Invitation.objects.filter(school=school).order_by("pk")),
        "renewals": lambda school: rows_of(YearlyRenewal.objects.filter(school=school).order_by("pk")),
        "codes": lambda school: rows_of(
            OneTimeCode.objects.filter(user__memberships__school=school).distinct().order_by("pk")
        ),
        "logins": lambda school: rows_of(
            LoginRecord.objects.filter(user__memberships__school=school).distinct().order_by("pk")
        ),
        "history": _history,
    }


def _history(school: School) -> list[dict[str, Any]]:
    entries = ModelLogEntry.objects.for_instance(school).select_related("user").order_by("timestamp")
    return [
        {"when": entry.timestamp, "what": entry.action, "who": str(entry.user or ""), "data": entry.data}
        for entry in entries
    ]


def record_of(school: School) -> dict[str, list[dict[str, Any]]]:
    """All rows by the name of their file."""
    return {name: rows(school) for name, rows in {**_own_records(), **_records}.items()}


def zip_of(school: School) -> bytes:
    """A ZIP with one JSON file a kind of record, and the moment it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in record_of(school).items():
            text = json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
            archive.writestr(f"{name}.json", text)
        archive.writestr("made_at.txt", timezone.now().isoformat())
    return buffer.getvalue()
