"""What both sides of an exchange have: a week of lessons. Concrete for Tokyo schools and for partner schools."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.vocabulary import Weekday


class LessonPeriod(models.Model):
    """A lesson that comes back every week, in the school's local time."""

    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=Weekday)
    starts = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))

    class Meta:
        abstract = True
        ordering = ["weekday", "starts"]

    def clean(self) -> None:
        super().clean()
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("The lesson ends before it begins.")})

    @property
    def minutes(self) -> tuple[int, int]:
        """Begin and end as minutes after midnight, as the matching engine reads them."""
        return _minute(self.starts), _minute(self.ends)

    @property
    def label(self) -> str:
        """For example `Tuesday 10:45–11:30` in the active language."""
        return f"{Weekday(self.weekday).label} {self.time_range}"

    @property
    def time_range(self) -> str:
        """For example `10:45–11:30`."""
        return f"{self.starts:%-H:%M}–{self.ends:%-H:%M}"


def _minute(time: datetime.time) -> int:
    return time.hour * 60 + time.minute
