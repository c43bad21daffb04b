"""A school's own year, where it differs from what is usual in its municipality."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from members.calendars.sides import CalendarSide
from members.calendars.tokyo import TOKYO, tokyo_rules
from members.calendars.year import Rules
from members.calendars.year_models import DayKind, SpecialDay, Term


class TermSystem(models.TextChoices):
    """How many terms a school year has."""

    THREE = "three", _("Three terms")
    TWO = "two", _("Two terms")


class SchoolYearFields(CalendarSide):
    """What a school says about each of its years."""

    municipality: str  # a field of `School`

    term_system = models.CharField(_("terms a year"), max_length=5, choices=TermSystem, default=TermSystem.THREE)

    class Meta:
        abstract = True

    @property
    def rules(self) -> Rules:
        return tokyo_rules(self.municipality, two_terms=self.term_system == TermSystem.TWO)

    @property
    def zone_name(self) -> str:
        return TOKYO


class SchoolTerm(Term):
    """A term of a school. In a school year (年度) with such rows the default terms do not count."""

    school = ParentalKey("schools.School", on_delete=models.CASCADE, related_name="terms", verbose_name=_("school"))

    class Meta(Term.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="school_term_ends_after_start"),
            models.UniqueConstraint(fields=["school", "starts_on"], name="one_school_term_a_start"),
        ]


class SchoolDay(SpecialDay):
    """A day on which a school differs from its terms and from the public holidays."""

    school = ParentalKey(
        "schools.School", on_delete=models.CASCADE, related_name="special_days", verbose_name=_("school")
    )

    class Meta(SpecialDay.Meta):
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        constraints = [
            models.UniqueConstraint(fields=["school", "day"], name="one_school_entry_a_day"),
            models.CheckConstraint(condition=Q(kind__in=DayKind.values), name="school_day_kind_known"),
        ]
