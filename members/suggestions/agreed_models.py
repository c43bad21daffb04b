"""The dates on which a school and a partner will meet."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.calendars.agreed import AgreedTime
from portal.core.vocabulary import Stage

ENDED_STAGES = (Stage.DRAFT, Stage.CLOSED_UNMATCHED, Stage.CANCELLED)
"""A wish in such a stage meets nobody any more."""


class AgreedDateQuerySet(models.QuerySet["AgreedDate"]):
    def active(self) -> "AgreedDateQuerySet":
        """Neither cancelled by itself nor with its request or wish."""
        return self.filter(cancelled_at=None, request__status="accepted").exclude(request__wish__stage__in=ENDED_STAGES)

    def upcoming(self, now: datetime.datetime | None = None) -> "AgreedDateQuerySet":
        """Active ones that begin after a moment (now when None), the next one first."""
        return self.active().filter(starts_at__gt=now or timezone.now()).order_by("starts_at", "pk")


class AgreedDate(AgreedTime):
    """A date that a school and a partner have agreed on after the partner accepted a request."""

    request = models.ForeignKey(
        "suggestions.PartnerRequest",
        on_delete=models.CASCADE,
        related_name="agreed_dates",
        verbose_name=_("partner request"),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = AgreedDateQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreed date")
        verbose_name_plural = _("agreed dates")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at"], name="agreed_dates_by_time")]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "local_date", "local_time", "zone"],
                condition=Q(cancelled_at=None),
                name="one_agreed_date_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} · {self.words[0]}"

    @property
    def state_label(self) -> str:
        """What the desk's list says of it."""
        if self.cancelled_at:
            return str(_("Cancelled"))
        return str(_("Moved: tell both schools")) if self.moved_at else str(_("Agreed"))
