"""What accounts live on: one-time codes and their letters, invitations, logins, counted failures, yearly renewals."""

import datetime
import hmac
from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .one_time_codes import spell
from .roles import Role

NONCE_LENGTH = 22


def new_nonce() -> str:
    return get_random_string(NONCE_LENGTH)


Secret = TypeVar("Secret", bound="OneTimeSecret")


class OneTimeSecretQuerySet(models.QuerySet[Secret]):
    def open(self, now: datetime.datetime | None = None) -> Self:
        """Those that can still be used at that moment (aware; the current time when None)."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=now or timezone.now())


class OneTimeSecret(models.Model):
    """Something that opens a door once, until a moment.

    The secret itself is stored nowhere: it is computed from the row's nonce with the key of the installation, so that
    a letter can be printed again while it is valid, and a copy of the database opens nothing.
    """

    nonce = models.CharField(max_length=NONCE_LENGTH, default=new_nonce, editable=False)
    created_at = models.DateTimeField(_("issued"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

    objects = OneTimeSecretQuerySet.as_manager()
    salt = ""

    class Meta:
        abstract = True

    @property
    def secret(self) -> str:
        """The code to be handed out, for example `k7mp-x3qd-9wre` (59 bits)."""
        return spell(salted_hmac(self.salt, f"{self.pk}:{self.nonce}", algorithm="sha256").digest())

    def matches(self, folded: str) -> bool:
        """Whether this is the secret, as `one_time_codes.fold` writes what was typed. Always takes the same time."""
        return hmac.compare_digest(self.secret.replace("-", "").encode(), folded.encode())

    def is_open(self, now: datetime.datetime | None = None) -> bool:
        return self.used_at is None and self.revoked_at is None and self.expires_at > (now or timezone.now())

    @property
    def state(self) -> str:
        """`used`, `withdrawn`, `expired` or `open`."""
        if self.used_at:
            return "used"
        if self.revoked_at:
            return "withdrawn"
        return "open" if self.is_open() else "expired"

    @property
    def state_label(self) -> str:
        return str(STATE_LABELS[self.state])


STATE_LABELS = {
    "open": pgettext_lazy("one-time code", "not used yet"),
    "used": pgettext_lazy("one-time code", "used"),
    "withdrawn": pgettext_lazy("one-time code", "withdrawn"),
    "expired": pgettext_lazy("one-time code", "expired"),
}


class LetterBatch(models.Model):
    """ID通知書 that were issued together, and by whom: the log of letters."""

    created_at = models.DateTimeField(_("issued"), default=timezone.now, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    expires_at = models.DateTimeField(_("valid until"))
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    letters = models.PositiveIntegerField(_("letters"), default=0)

    class Meta:
        verbose_name = _("batch of ID letters")
        verbose_name_plural = _("batches of ID letters")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"No. {self.pk}"


class CodePurpose(models.TextChoices):
    """What a one-time code opens."""

    ACTIVATION = "activation", _("First login, by letter")
    DESK = "desk", _("New password, told by the office")
    MAIL = "mail", _("New password, by mail")


class OneTimeCode(OneTimeSecret):
    """Lets a person choose a password without knowing the present one. Of each purpose one is open at a time."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="one_time_codes", verbose_name=_("person")
    )
    purpose = models.CharField(_("purpose"), max_length=12, choices=CodePurpose)
    batch = models.ForeignKey(
        LetterBatch, null=True, on_delete=models.CASCADE, related_name="codes", verbose_name=_("batch of ID letters")
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    salt = "members.schools.one-time-code"

    class Meta:
        verbose_name = _("one-time code")
        verbose_name_plural = _("one-time codes")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose"],
                condition=Q(used_at=None, revoked_at=None),
                name="one_open_code_a_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_purpose_display()}"


class Invitation(OneTimeSecret):
    """A colleague is asked by mail to join a school's account holders."""

    school = models.ForeignKey(
        "schools.School", on_delete=models.CASCADE, related_name="invitations", verbose_name=_("school")
    )
    email = models.EmailField(_("e-mail"))
    name = models.CharField(pgettext_lazy("person", "name"), max_length=100)
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.STAFF)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    salt = "members.schools.invitation"

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "email"],
                condition=Q(used_at=None, revoked_at=None),
                name="one_open_invitation_an_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.school}"


class AddressChange(OneTimeSecret):
    """A mail address that was typed and is not proven yet: it counts once its owner opens the link sent there."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="address_changes")
    email = models.EmailField(_("e-mail"))
    salt = "members.schools.address-change"

    class Meta:
        verbose_name = _("change of a mail address")
        verbose_name_plural = pgettext_lazy("plural", "changes of mail addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(used_at=None, revoked_at=None), name="one_open_address_change"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class LoginRecord(models.Model):
    """A login that succeeded, and its session as long as that lives. Old ones are deleted by the retention rules."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="logins")
    session_key = models.CharField(max_length=40, blank=True, db_index=True)
    began_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=12, default="password")

    class Meta:
        verbose_name = "login"
        indexes = [models.Index(fields=["user", "-began_at"], name="logins_of_a_person")]

    def __str__(self) -> str:
        return f"{self.user} {self.began_at:%Y-%m-%d %H:%M}"


class FailureCount(models.Model):
    """Failures that were counted under a name, whether anybody has that name or not.

    `kind`: what was tried (a password, a code). `name`: the folded login ID, or the ID and the network address.
    """

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "count of failures"
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="one_count_a_name")]
        indexes = [models.Index(fields=["last_at"], name="counts_by_time")]

    def __str__(self) -> str:
        return f"{self.kind} {self.failures}"


class YearlyRenewal(models.Model):
    """A school has gone through its accounts and data for a fiscal year (年度更新), or has begun to."""

    school = models.ForeignKey(
        "schools.School", on_delete=models.CASCADE, related_name="renewals", verbose_name=_("school")
    )
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    handover_note = models.TextField(_("hand-over note"), blank=True, max_length=2000)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    reminded_on = models.DateField(null=True, editable=False)
    reminders = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("yearly renewal")
        verbose_name_plural = _("yearly renewals")
        ordering = ["-fiscal_year"]
        constraints = [models.UniqueConstraint(fields=["school", "fiscal_year"], name="one_renewal_a_year")]

    def __str__(self) -> str:
        return f"{self.school} {self.fiscal_year}"
