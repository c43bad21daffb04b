"""How long words that found nothing are kept."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.retention import Rule, delete, register_rule

from .models import MissedSearch

DAYS = 365


def forget_old(before: datetime.datetime, dry_run: bool) -> int:
    """Words that were asked for before that day."""
    return delete(MissedSearch.objects.filter(day__lt=timezone.localdate(before)), dry_run)


def register() -> None:
    what, why = _("Words that the site search did not find"), _("A school year is compared with the one before.")
    register_rule(Rule("core.missed_searches", what, why, DAYS, forget_old))
