"""Counting tries by network address or e-mail address, of which only keyed digests are kept."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from members.partners.link_models import TryCount

WINDOW = datetime.timedelta(hours=24)
FRESH_FROM, FRESH_FOR, APPLY_FROM, APPLY_FOR = "fresh_from", "fresh_for", "apply_from", "apply_for"
MOST = {FRESH_FROM: 10, FRESH_FOR: 3, APPLY_FROM: 10, APPLY_FOR: 3}
"""How many are let through within `WINDOW`: from one network address, and for one e-mail address or partner."""


@transaction.atomic
def may_try(kind: str, name: str, now: datetime.datetime | None = None) -> bool:
    """Count a try; False when there were too many. A new window begins with the first try after the old one."""
    moment = now or timezone.now()
    digest = salted_hmac("members.partners.tries", f"{kind}:{name.strip().lower()}", algorithm="sha256").hexdigest()
    pk = TryCount.objects.get_or_create(kind=kind, digest=digest, defaults={"began_at": moment})[0].pk
    row = TryCount.objects.select_for_update().get(pk=pk)
    if row.began_at < moment - WINDOW:
        row.began_at, row.number = moment, 0
    row.number += 1
    row.save()
    return row.number <= MOST[kind]
