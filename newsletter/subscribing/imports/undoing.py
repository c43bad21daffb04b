"""What stands in the way when an import of readers shall be taken back."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from newsletter.models import Delivery, Subscriber
from newsletter.vocabulary import SubscriberStatus
from portal.core.imports.importer import Written

MOMENT = "confirmed_at"
"""Under this name an import keeps when it confirmed a reader."""
BEFORE = "asked"
"""… and what the reader had asked for before."""
_CHUNK = 500


def why_kept(written: Mapping[str, Written]) -> dict[str, Any]:
    """Sentences by key: the person was forgotten, has changed something, or the newsletter was sent to them."""
    keys = [int(key) for key in written]
    held: dict[int, Subscriber] = {}
    sent: set[int | None] = set()
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK]
        held |= Subscriber.objects.in_bulk(part)
        sent |= set(Delivery.objects.filter(subscriber__in=part).values_list("subscriber", flat=True))
    refusals: dict[str, Any] = {}
    for key, one in written.items():
        row = held.get(int(key))
        if row is None:
            refusals[key] = _("The person has been forgotten since.")
        elif int(key) in sent:
            refusals[key] = _("The newsletter has been sent to this person since.")
        elif row.status != SubscriberStatus.CONFIRMED or _moment(row) != one.after[MOMENT]:
            refusals[key] = _("The subscription has been changed since.")
    return refusals


def _moment(row: Subscriber) -> str:
    return row.confirmed_at.isoformat() if row.confirmed_at else ""
