"""Schools abroad that ask to be listed as partners, until the office has decided."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.countries import country_choices, language_choices
from portal.core.fields import CodeListField
from portal.core.graded_codes import GradedCodesField
from portal.core.vocabulary import ExchangeType, LanguageLevel, Theme

from .validators import validate_zone


class ApplicationStatus(models.TextChoices):
    """How far an application is."""

    UNPROVED = "unproved", pgettext_lazy("application of a partner", "Waiting for proof of the address")
    NEW = "new", pgettext_lazy("application of a partner", "To be decided")
    ACCEPTED = "accepted", pgettext_lazy("application of a partner", "Accepted")
    DECLINED = "declined", pgettext_lazy("application of a partner", "Declined")
    SPAM = "spam", pgettext_lazy("application of a partner", "Spam")


UNDECIDED = (ApplicationStatus.UNPROVED, ApplicationStatus.NEW)


class DeclineReason(models.TextChoices):
    """Why a school is not listed, as the letter to it says. The texts of letters name each code."""

    NO_SCHOOL = "no_school", _("Not a school")
    AGE = "age", _("Its pupils are too young or too old")
    UNVERIFIED = "unverified", _("The school could not be verified")
    KNOWN = "known", _("It is in the register already")
    OTHER = "other", pgettext_lazy("reason to decline", "Another reason")


class PartnerApplication(models.Model):
    """What a school wrote about itself. Only the office sees it."""

    status = models.CharField(
        _("state"), max_length=8, choices=ApplicationStatus, default=ApplicationStatus.UNPROVED, editable=False
    )
    name_en = models.CharField(_("name (English)"), max_length=160)
    name_local = models.CharField(_("name in its own language"), max_length=160, blank=True)
    country = models.CharField(_("country or region"), max_length=2, choices=country_choices)
    city = models.CharField(_("city"), max_length=80)
    timezone = models.CharField(_("time zone"), max_length=40, validators=[validate_zone])
    age_min = models.PositiveSmallIntegerField(
        _("youngest age"), validators=[MinValueValidator(3), MaxValueValidator(20)]
    )
    age_max = models.PositiveSmallIntegerField(
        _("oldest age"), validators=[MinValueValidator(3), MaxValueValidator(20)]
    )
    exchange_types = CodeListField(ExchangeType, verbose_name=_("exchange types"))
    languages = GradedCodesField(language_choices, LanguageLevel, verbose_name=_("languages"))
    themes = CodeListField(Theme, verbose_name=_("themes"))
    website = models.URLField(_("web site"), blank=True)
    contact_name = models.CharField(_("contact person"), max_length=100)
    contact_email = models.EmailField(_("contact e-mail"))
    story_en = models.TextField(_("story (English)"), blank=True, max_length=4000)
    language = models.CharField(_("language of letters"), max_length=12, default="en", editable=False)
    consented_at = models.DateTimeField(_("consented"), editable=False)
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    proved_at = models.DateTimeField(_("address proved"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    reason = models.CharField(_("reason"), max_length=12, choices=DeclineReason, blank=True, editable=False)
    remark = models.TextField(_("remark for the office"), max_length=1000, blank=True, editable=False)
    partner = models.ForeignKey(
        "partners.PartnerSchool",
        verbose_name=_("partner school"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="applications",
        editable=False,
    )

    class Meta:
        verbose_name = _("application of a school abroad")
        verbose_name_plural = _("applications of schools abroad")
        indexes = [models.Index(fields=["status", "created_at"], name="partner_applications_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ApplicationStatus.values), name="partner_application_status_known"
            ),
            models.CheckConstraint(condition=Q(age_max__gte=F("age_min")), name="partner_application_ages_in_order"),
            models.CheckConstraint(
                condition=Q(status__in=UNDECIDED, decided_at=None)
                | ~Q(status__in=UNDECIDED) & Q(decided_at__isnull=False),
                name="partner_application_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(status=ApplicationStatus.DECLINED) ^ Q(reason=""),
                name="partner_application_declined_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en

    @property
    def is_undecided(self) -> bool:
        return self.status in UNDECIDED

    @property
    def days_waiting(self) -> int:
        """Since when the office could decide, in whole days."""
        began = self.proved_at or self.created_at
        return ((self.decided_at or timezone.now()) - began).days
