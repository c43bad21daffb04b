"""How long the portal keeps an address whose owner never confirmed it, or does not read the newsletter any more."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from newsletter.models import Subscriber
from newsletter.subscribing.selectors import left_before, never_confirmed
from newsletter.subscribing.services.forgetting import forget
from portal.core.retention import Rule, register_rule

PENDING_DAYS = 30
LEFT_DAYS = 730


def forget_pending(before: datetime.datetime, dry_run: bool) -> int:
    """Those who asked before that moment and never confirmed."""
    return _forget(never_confirmed(before), dry_run)


def forget_left(before: datetime.datetime, dry_run: bool) -> int:
    """Those who unsubscribed, or were suspended, before that moment."""
    return _forget(left_before(before), dry_run)


def _forget(rows: QuerySet[Subscriber], dry_run: bool) -> int:
    if dry_run:
        return rows.count()
    return sum(_forget_one(rows, key) for key in list(rows.values_list("pk", flat=True)))


@transaction.atomic
def _forget_one(rows: QuerySet[Subscriber], key: int) -> bool:
    # Somebody may have confirmed at this very moment.
    held = rows.select_for_update(of=("self",)).filter(pk=key).first()
    return held is not None and forget(held, source="retention")


def register() -> None:
    what, why = _("Subscriptions that were never confirmed"), _("Somebody else may have typed the address.")
    register_rule(Rule("newsletter.pending", what, why, PENDING_DAYS, forget_pending))
    what, why = _("Addresses that unsubscribed or were suspended"), _("So long an old list does not bring them back.")
    register_rule(Rule("newsletter.left", what, why, LEFT_DAYS, forget_left))
