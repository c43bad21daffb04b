"""A partner's own year, where it differs from what is usual in its country or region."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from members.calendars.abroad import rules_abroad
from members.calendars.sides import CalendarSide
from members.calendars.year import Rules
from members.calendars.year_models import DayKind, SpecialDay, Term


class PartnerYearFields(CalendarSide):
    """What a partner says about each of its years."""

    # Fields of `PartnerSchool`.
    country: str
    region: str
    timezone: str

    class Meta:
        abstract = True

    @property
    def rules(self) -> Rules:
        return rules_abroad(self.country, self.region)

    @property
    def zone_name(self) -> str:
        return self.timezone


class PartnerTerm(Term):
    """A term of a partner. In a school year with such rows the default terms of its region do not count."""

    partner = ParentalKey(
        "partners.PartnerSchool", on_delete=models.CASCADE, related_name="terms", verbose_name=_("partner school")
    )

    class Meta(Term.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="partner_term_ends_after_start"),
            models.UniqueConstraint(fields=["partner", "starts_on"], name="one_partner_term_a_start"),
        ]


class PartnerDay(SpecialDay):
    """A day on which a partner differs from its terms and from the public holidays of its country."""

    partner = ParentalKey(
        "partners.PartnerSchool",
        on_delete=models.CASCADE,
        related_name="special_days",
        verbose_name=_("partner school"),
    )

    class Meta(SpecialDay.Meta):
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        constraints = [
            models.UniqueConstraint(fields=["partner", "day"], name="one_partner_entry_a_day"),
            models.CheckConstraint(condition=Q(kind__in=DayKind.values), name="partner_day_kind_known"),
        ]
