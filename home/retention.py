"""How long the portal keeps what people have written to the office."""

import datetime

from django.utils.translation import gettext_lazy as _

from home.models import Inquiry
from portal.core.retention import Rule, delete, register_rule

INQUIRY_DAYS = 365


def forget_inquiries(before: datetime.datetime, dry_run: bool) -> int:
    """Inquiries that were answered or closed before that moment."""
    return delete(Inquiry.objects.filter(settled_at__lt=before), dry_run)


def register() -> None:
    what, why = _("Inquiries that were answered or closed"), _("Whoever asks again is remembered for a year.")
    register_rule(Rule("home.inquiries", what, why, INQUIRY_DAYS, forget_inquiries))
