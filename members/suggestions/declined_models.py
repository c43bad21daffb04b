"""Partners that a school does not want for a wish."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.matching.months import add_months
from members.partners.states import earliest_confirmation

MONTHS_LEFT_OUT = 12
"""So long a partner that was left out is not suggested for the wish."""


class DeclineReason(models.TextChoices):
    """Why a school leaves a partner out."""

    DATES = "dates", pgettext_lazy("reason of a school", "The dates do not suit")
    AGE = "age", pgettext_lazy("reason of a school", "The ages do not suit")
    LANGUAGE = "language", pgettext_lazy("reason of a school", "The language does not suit")
    THEME = "theme", pgettext_lazy("reason of a school", "The themes do not suit")
    REGION = "region", pgettext_lazy("reason of a school", "Another country or region is hoped for")
    KNOWN = "known", pgettext_lazy("reason of a school", "We have had an exchange with it already")
    OTHER = "other", pgettext_lazy("reason of a school", "Another reason")


class DeclinedPartnerQuerySet(models.QuerySet["DeclinedPartner"]):
    def in_force(self, on: datetime.date | None = None) -> "DeclinedPartnerQuerySet":
        """Those that still count on a day (today in Tokyo): `MONTHS_LEFT_OUT` calendar months from the day on."""
        first = earliest_confirmation(MONTHS_LEFT_OUT, on or timezone.localdate())
        return self.filter(declined_at__gte=timezone.make_aware(datetime.datetime.combine(first, datetime.time.min)))


class DeclinedPartner(models.Model):
    """「今回は見送る」: the school does not want this partner for this wish. Deleting the row undoes it."""

    wish = models.ForeignKey(
        "wishes.ExchangeWish", on_delete=models.CASCADE, related_name="declined", verbose_name=_("wish")
    )
    partner = models.ForeignKey(
        "partners.PartnerSchool", on_delete=models.CASCADE, related_name="+", verbose_name=_("partner school")
    )
    reason = models.CharField(_("reason"), max_length=10, choices=DeclineReason, default=DeclineReason.OTHER)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("declined by")
    )
    declined_at = models.DateTimeField(_("declined"), default=timezone.now)

    objects = DeclinedPartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("declined partner")
        verbose_name_plural = _("declined partners")
        ordering = ["-declined_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["wish", "partner"], name="a_partner_declined_once_a_wish"),
            models.CheckConstraint(condition=models.Q(reason__in=DeclineReason.values), name="decline_reason_known"),
        ]

    def __str__(self) -> str:
        return f"{self.wish} – {self.partner}"

    @property
    def until(self) -> datetime.date:
        """The last day on which the partner is left out."""
        return add_months(timezone.localdate(self.declined_at), MONTHS_LEFT_OUT)
