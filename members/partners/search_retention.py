"""How long the directory keeps what it knows of people."""

import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.core.retention import Rule, delete, register_rule
from portal.users.models import User

from .models import SavedSearch

DAYS = 400


def forget_searches(before: datetime.datetime, dry_run: bool) -> int:
    """Searches that nobody has opened since, without a mail, and those of people who no longer act for the school."""
    day = before.date()
    people = User.objects.filter(pk=OuterRef("user"), memberships__school=OuterRef("school"))
    still = Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=day)
    unused = Q(used_at__lt=before, alert=False)
    gone = Q(created_at__lt=before) & ~Exists(people.filter(still))
    return delete(SavedSearch.objects.filter(unused | gone), dry_run)


def register() -> None:
    register_rule(
        Rule(
            "partners.searches",
            _("Saved searches that are not used: name and conditions"),
            _("To find them again in the next school year"),
            DAYS,
            forget_searches,
        )
    )
