"""What both sides of an exchange may lay down about their year: terms, days that differ, time around a lesson."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.matching.slots import MOST_MARGIN
from portal.core.dates import short_date


class DayKind(models.TextChoices):
    """How a day differs from what the terms say."""

    CLOSED = "closed", _("No lessons")
    OPEN = "open", _("Lessons in spite of a holiday")


class Margins(models.Model):
    """How long before and after its lessons a school can take part as well, in minutes."""

    minutes_before = models.PositiveSmallIntegerField(
        _("minutes before a lesson"),
        default=0,
        validators=[MaxValueValidator(MOST_MARGIN)],
        help_text=_("How much earlier than a lesson an exchange may begin."),
    )
    minutes_after = models.PositiveSmallIntegerField(
        _("minutes after a lesson"),
        default=0,
        validators=[MaxValueValidator(MOST_MARGIN)],
        help_text=_("How much later than a lesson an exchange may end."),
    )

    class Meta:
        abstract = True


class Term(models.Model):
    """A stretch of days with lessons, both ends included. One such row replaces the default of its school year."""

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        abstract = True
        ordering = ["starts_on"]

    def __str__(self) -> str:
        return f"{short_date(self.starts_on)} – {short_date(self.ends_on)}"

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day is before the first.")})

    @property
    def dates(self) -> tuple[datetime.date, datetime.date]:
        """(first day, last day)."""
        return self.starts_on, self.ends_on


class SpecialDay(models.Model):
    """One day that differs from the terms and the public holidays."""

    day = models.DateField(_("day"))
    kind = models.CharField(_("what it is"), max_length=6, choices=DayKind, default=DayKind.CLOSED)
    note = models.CharField(_("occasion"), max_length=80, blank=True)

    class Meta:
        abstract = True
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{short_date(self.day)} {self.get_kind_display()}"
