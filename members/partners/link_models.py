"""Links by which a partner reaches its own data, letters that carry them, and counts of tries."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LinkState(models.TextChoices):
    """What has become of a link."""

    OPEN = "open", pgettext_lazy("link", "Can be used")
    USED = "used", pgettext_lazy("link", "Used")
    EXPIRED = "expired", pgettext_lazy("link", "Expired")
    REVOKED = "revoked", pgettext_lazy("link", "Taken back")


class LinkQuerySet(models.QuerySet["PartnerLink"]):
    def open(self, now: datetime.datetime | None = None) -> "LinkQuerySet":
        """Links that still open something at that moment (now when None)."""
        return self.filter(revoked_at=None, used_at=None, expires_at__gt=now or timezone.now())

    def over(self, before: datetime.datetime) -> "LinkQuerySet":
        """Links that were used, taken back or expired before that moment."""
        return self.filter(Q(expires_at__lt=before) | Q(used_at__lt=before) | Q(revoked_at__lt=before))


class PartnerLink(models.Model):
    """An address under which a partner, or a school that applies to be one, does one kind of thing.

    `used_at` is set for purposes that hold for one use only. `proposed_email` is the new address that a link of the
    purpose `address` proves; it is blanked when that is done.
    """

    partner = models.ForeignKey(
        "partners.PartnerSchool", on_delete=models.CASCADE, related_name="links", null=True, blank=True
    )
    application = models.ForeignKey(
        "partners.PartnerApplication", on_delete=models.CASCADE, related_name="links", null=True, blank=True
    )
    purpose = models.CharField(max_length=20)
    key = models.CharField(max_length=24, unique=True)
    language = models.CharField(max_length=12, default="en")
    proposed_email = models.EmailField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link of a partner")
        verbose_name_plural = _("links of partners")
        constraints = [
            models.CheckConstraint(
                condition=Q(partner=None, application__isnull=False) | Q(partner__isnull=False, application=None),
                name="partner_link_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None) | Q(revoked_at__isnull=False),
                name="who_revokes_a_partner_link_has_done_so",
            ),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def state(self) -> LinkState:
        """What has become of it, at this moment."""
        if self.revoked_at is not None:
            return LinkState.REVOKED
        if self.used_at is not None:
            return LinkState.USED
        return LinkState.EXPIRED if self.expires_at <= timezone.now() else LinkState.OPEN

    @property
    def is_open(self) -> bool:
        return self.state == LinkState.OPEN


class PartnerLetter(models.Model):
    """A letter to a partner: written with what it tells of, posted by the worker, at most once.

    `kind` names its text. `address` is where it goes and is blanked once it is posted. Whoever posts it notes
    `began_at` first: a letter that was begun and not posted was interrupted, and nobody knows whether it went out.
    `cycle` and `step` are those of a reminder: the day of the confirmation that ran out, and the number of the letter.
    """

    partner = models.ForeignKey(
        "partners.PartnerSchool", on_delete=models.CASCADE, related_name="letters", null=True, blank=True
    )
    application = models.ForeignKey(
        "partners.PartnerApplication", on_delete=models.CASCADE, related_name="letters", null=True, blank=True
    )
    link = models.ForeignKey(PartnerLink, on_delete=models.CASCADE, related_name="letters", null=True, blank=True)
    kind = models.CharField(max_length=30)
    language = models.CharField(max_length=12, default="en")
    address = models.EmailField(blank=True)
    words = models.JSONField(default=dict)
    cycle = models.DateField(null=True)
    step = models.PositiveSmallIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    began_at = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("letter to a partner")
        verbose_name_plural = _("letters to partners")
        indexes = [models.Index(fields=["posted_at", "began_at"], name="partner_letters_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "cycle", "step"],
                condition=Q(step__isnull=False),
                name="one_reminder_a_partner_and_step",
            ),
            models.CheckConstraint(
                condition=Q(cycle=None, step=None) | Q(cycle__isnull=False, step__isnull=False),
                name="partner_reminder_has_cycle_and_step",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class TryCount(models.Model):
    """How often something was tried from a network address or for an e-mail address, known by a keyed digest only."""

    kind = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    number = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField()

    class Meta:
        verbose_name = "count of tries"
        constraints = [models.UniqueConstraint(fields=["kind", "digest"], name="one_try_count_a_digest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
