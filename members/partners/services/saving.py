"""What the desk, the seed and imports do with partners."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.partners.models import PartnerPeriod, PartnerSchool
from portal.core import audit
from portal.users.models import User

Weekly = tuple[int, datetime.time, datetime.time]


@transaction.atomic
def save_partner(
    code: str, *, periods: Iterable[Weekly] | None = None, actor: User | None = None, **fields: Any
) -> PartnerSchool:
    """Create the partner of this code, or change the given fields of it, and return it.

    `periods` are (weekday 0–6, begin, end) in local time and replace the stored ones; None leaves them alone. Raises
    `ValidationError` with a message per field, and stores nothing then. The data version moves with the transaction.
    """
    partner = PartnerSchool.objects.select_for_update(no_key=True).filter(code=code).first()
    is_new = partner is None
    partner = partner or PartnerSchool(code=code)
    for name, value in fields.items():
        setattr(partner, name, value)
    partner.full_clean()
    partner.save()
    if periods is not None:
        _replace_periods(partner, periods)
    audit.record("wagtail.create" if is_new else "wagtail.edit", partner, actor=actor)
    return partner


def _replace_periods(partner: PartnerSchool, periods: Iterable[Weekly]) -> None:
    PartnerPeriod.objects.filter(partner=partner).delete()
    rows = [PartnerPeriod(partner=partner, weekday=day, starts=starts, ends=ends) for day, starts, ends in periods]
    for row in rows:
        row.full_clean(validate_unique=False, validate_constraints=False)
    if len({(row.weekday, row.starts) for row in rows}) < len(rows):
        raise ValidationError({"periods": _("Two lessons begin at the same time.")})
    # `partner.save()` above has moved the data version in this transaction already.
    PartnerPeriod.objects.bulk_create(rows)
