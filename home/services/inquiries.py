"""What happens to inquiries: they come in once, and the office looks after them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from home import mails
from home.models import Inquiry
from home.models.inquiries import SETTLED
from portal.core.audit import record
from portal.users.models import User


@transaction.atomic
def receive(fingerprint: str, *, language: str, **values: str) -> bool:
    """Store an inquiry, and write to the office and to the sender; False when this form came before."""
    inquiry, is_new = Inquiry.objects.get_or_create(fingerprint=fingerprint, defaults={"language": language, **values})
    if is_new:
        record("inquiry.receive", inquiry, data={"topic": inquiry.topic})
        mails.tell_office(inquiry)
        mails.tell_sender(inquiry)
    return is_new


@transaction.atomic
def look_after(inquiry: Inquiry, changes: Mapping[str, Any], *, actor: User) -> Inquiry:
    """Change state, person in charge or notes: only what is named in `changes`, so that two people overwrite nothing.

    The history tells the states and that notes were written, not what they say.
    """
    held = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    told: dict[str, Any] = {}
    for name in ("status", "assignee", "notes"):
        if name in changes and getattr(held, name) != changes[name]:
            told[name] = _told(name, getattr(held, name), changes[name])
            setattr(held, name, changes[name])
    if not told:
        return held
    if held.status not in SETTLED:
        held.settled_at = None
    elif held.settled_at is None:
        held.settled_at = timezone.now()
    held.full_clean()
    held.save()
    record("inquiry.look_after", held, actor=actor, data=told)
    return held


def _told(name: str, before: Any, after: Any) -> Any:
    if name == "notes":
        return True
    return [str(getattr(value, "username", value) or "") for value in (before, after)]
