"""A time both sides have agreed on, and what it means when the clocks of a country get other rules.

What people agree on is a time on one clock: a date, an hour and a zone. The instant and the time on the other clock
follow from the rules of the zones, which governments change; so both are stored as computed, with the release of the
time zone data, and computed again after an update.
"""

import datetime
from dataclasses import dataclass

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.calendars.tokyo import TOKYO
from members.calendars.words import here_and_there
from members.matching.local_time import instant_of
from members.matching.zones import zone

LONGEST = 480
"""Minutes of the longest meeting."""


@dataclass(frozen=True)
class BothClocks:
    """An agreed time as the installed zones read it: the instant in UTC, and the naive time on the other clock."""

    starts_at: datetime.datetime
    other: datetime.datetime


def read_clocks(day: datetime.date, time: datetime.time, zone_name: str, other_zone: str) -> BothClocks:
    """A local time in one zone, in UTC and in another zone.

    A time that comes twice means its first occurrence; one that the clocks jump over is read by the clock before.
    """
    starts_at = datetime.datetime.combine(day, time, zone(zone_name)).astimezone(datetime.UTC)
    return BothClocks(starts_at, starts_at.astimezone(zone(other_zone)).replace(tzinfo=None))


def exists(day: datetime.date, time: datetime.time, zone_name: str) -> bool:
    """Whether the clock of a zone ever shows this time on that day."""
    return instant_of(zone_name, day.toordinal(), time.hour * 60 + time.minute) is not None


class AgreedTime(models.Model):
    """`zone` is the clock that was agreed on, `other_zone` the other side's; one of the two is Tokyo."""

    local_date = models.DateField(_("date"))
    local_time = models.TimeField(_("time"))
    zone = models.CharField(_("time zone agreed on"), max_length=40)
    other_zone = models.CharField(_("time zone of the other side"), max_length=40)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=45, validators=[MinValueValidator(5), MaxValueValidator(LONGEST)]
    )
    starts_at = models.DateTimeField(_("instant"))
    other_date = models.DateField(_("date on the other side"))
    other_time = models.TimeField(_("time on the other side"))
    tzdata_version = models.CharField(_("release of the time zone data"), max_length=20)
    moved_at = models.DateTimeField(_("moved"), null=True, blank=True)
    moved_from = models.CharField(_("before that"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def here(self) -> datetime.datetime:
        """The time in Tokyo, naive."""
        return self._agreed if self.zone == TOKYO else self._other

    @property
    def there(self) -> datetime.datetime:
        """The partner's local time, naive."""
        return self._other if self.zone == TOKYO else self._agreed

    @property
    def words(self) -> tuple[str, str]:
        """(day and time in Tokyo, time there) in the active language."""
        return here_and_there(self.here, self.there, self.minutes)

    def take(self, clocks: BothClocks, version: str) -> None:
        """Take over what the installed zones say; does not save."""
        self.starts_at, self.tzdata_version = clocks.starts_at, version
        self.other_date, self.other_time = clocks.other.date(), clocks.other.time()

    def read_again(self) -> BothClocks:
        """What the installed zones say of the agreed time."""
        return read_clocks(self.local_date, self.local_time, self.zone, self.other_zone)

    @property
    def stored(self) -> BothClocks:
        """What the zones said when it was stored or checked last."""
        return BothClocks(self.starts_at, self._other)

    @property
    def _agreed(self) -> datetime.datetime:
        return datetime.datetime.combine(self.local_date, self.local_time)

    @property
    def _other(self) -> datetime.datetime:
        return datetime.datetime.combine(self.other_date, self.other_time)
