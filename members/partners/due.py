"""Which partners the desk should look after, because their confirmation runs out or nobody can write to them."""

import datetime
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.matching.parameters import PARAMETERS

from .link_models import PartnerLetter
from .models import PartnerSchool
from .querysets import PartnerQuerySet
from .services.reminding import DAYS_AFTER
from .states import CONFIRM_MONTHS, VISIBLE_STATUSES, earliest_confirmation

SOON = datetime.timedelta(days=60)


class Due(models.TextChoices):
    """What the desk lists. A partner may stand in several."""

    DUE = "due", _("To be written to now")
    REMINDED = "reminded", _("Written to")
    NO_ANSWER = "no_answer", _("No answer after several letters")
    STALE_SOON = "stale_soon", _("Hidden within 60 days")
    STALE = "stale", _("Hidden already (18 months)")
    NO_ADDRESS = "no_address", _("Without contact e-mail")
    ALL = "all", _("All that are active or paused")


def due_partners(kind: str, on: datetime.date | None = None) -> PartnerQuerySet:
    """The partners of a kind, with `last_step`, `last_letter_at`, `last_posted_at` of the letters of this cycle."""
    day = on or timezone.localdate()
    partners = PartnerSchool.objects.standing().filter(status__in=VISIBLE_STATUSES)
    letters = PartnerLetter.objects.filter(partner=OuterRef("pk"), cycle=OuterRef("confirmed_on")).order_by("-step")
    annotated: Any = partners.annotate(
        last_step=Subquery(letters.values("step")[:1]),
        last_letter_at=Subquery(letters.values("created_at")[:1]),
        last_posted_at=Subquery(letters.values("posted_at")[:1]),
    )
    ran_out = annotated.fresh(day).filter(confirmed_on__lte=earliest_confirmation(CONFIRM_MONTHS, day))
    many = len(DAYS_AFTER)
    found: PartnerQuerySet = {
        Due.DUE: lambda: ran_out.filter(last_step=None).exclude(contact_email=""),
        Due.REMINDED: lambda: ran_out.filter(last_step__lt=many),
        Due.NO_ANSWER: lambda: ran_out.filter(last_step__gte=many),
        Due.STALE_SOON: lambda: annotated.fresh(day).filter(
            confirmed_on__lt=earliest_confirmation(PARAMETERS.stale_months, day + SOON)
        ),
        Due.STALE: lambda: annotated.stale(day),
        Due.NO_ADDRESS: lambda: annotated.filter(contact_email=""),
        Due.ALL: lambda: annotated,
    }[Due(kind)]()
    return found


def counts_by_kind(on: datetime.date | None = None) -> list[tuple[Due, int]]:
    """Each kind with the number of its partners; a query a kind."""
    return [(kind, due_partners(kind, on).count()) for kind in Due]


def counts_by_country(partners: PartnerQuerySet) -> list[tuple[str, int]]:
    """(country code, number), the most first. One query."""
    rows = partners.order_by().values("country").annotate(number=Count("pk")).order_by("-number", "country")
    return [(row["country"], row["number"]) for row in rows]
