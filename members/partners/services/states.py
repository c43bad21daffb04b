"""What the desk says of many partners at once: confirmed, verified, paused, closed."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.partners.journal import everything_changed
from members.partners.models import PartnerSchool
from members.partners.querysets import PartnerQuerySet
from members.partners.states import PartnerStatus, Verification
from portal.core import audit
from portal.core.search.together import index_together
from portal.users.models import User

_BATCH = 500


@transaction.atomic
def confirm_partners(keys: Collection[int], on: datetime.date, *, actor: User | None) -> int:
    """Note that the data of these partners were confirmed on a day, by telephone or mail; how many it changed.

    An earlier day than the one noted already changes nothing.
    """
    later = [partner for partner in _locked(keys) if partner.confirmed_on is None or partner.confirmed_on < on]
    return _change(later, {"confirmed_on": on}, "partners.confirmed", {"on": on.isoformat()}, actor)


@transaction.atomic
def set_status(keys: Collection[int], status: PartnerStatus, *, actor: User | None) -> int:
    """Make these partners active, paused or closed; how many it changed. Merged duplicates stay closed."""
    others = [partner for partner in _locked(keys) if partner.status != status and partner.merged_into_id is None]
    return _change(others, {"status": status}, "partners.status_set", {"status": status.value}, actor)


@transaction.atomic
def verify_partners(
    keys: Collection[int], level: Verification, on: datetime.date, evidence: str, *, actor: User | None
) -> int:
    """Note how sure the office is of these partners, since when and why; how many partners it was about."""
    found = list(_locked(keys))
    is_none = level == Verification.NONE
    values = {
        "verification": level,
        "verified_on": None if is_none else on,
        "verified_by": None if is_none else actor,
        "evidence": evidence,
    }
    return _change(found, values, "partners.verified", {"level": level.value}, actor)


def _locked(keys: Collection[int]) -> PartnerQuerySet:
    return PartnerSchool.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")


def _change(
    partners: list[PartnerSchool], values: dict[str, Any], action: str, data: dict[str, Any], actor: User | None
) -> int:
    """Give locked partners these values in few queries, with an entry in the log for each."""
    if not partners:
        return 0
    changes = {**values, "updated_at": timezone.now()}
    for partner in partners:
        for name, value in changes.items():
            setattr(partner, name, value)
    PartnerSchool.objects.bulk_update(partners, list(changes), batch_size=_BATCH)
    audit.record_together(action, ((partner, data) for partner in partners), actor=actor)
    index_together(partners)
    everything_changed()
    return len(partners)
