"""What a clock says about each country on offer: its hours from Tokyo, and how much of this school's lessons it shares.

Worked out of what the process holds of the partners; no query a country.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.utils import timezone

from members.calendars.models import LessonPeriod
from members.matching.parameters import PARAMETERS
from members.matching.zones import zone
from members.partners.clocks import ahead_of_tokyo, next_change
from members.partners.directory.sight import Sight, timetable_of
from members.partners.memory import UNKNOWN, Columns, store
from members.partners.memory.columns import Mask, Timetable
from members.partners.states import earliest_confirmation

HALF_A_YEAR = datetime.timedelta(days=182)


@dataclass(frozen=True)
class CountryGuide:
    """A country with partners that may be suggested.

    `ahead` are the differences from Tokyo's clock in minutes, from the least to the greatest of its zones today, and
    `ahead_later` after the next change of clocks where there is one; both empty where no zone is known. `shared` is the
    most of the school's lessons, in minutes on the best day of a week, that a partner there shares now or half a year
    later; None where the lessons of one side are not known.
    """

    code: str
    partners: int
    ahead: tuple[int, ...]
    ahead_later: tuple[int, ...]
    shared: int | None

    @property
    def never_meets(self) -> bool:
        """Whether lessons are known on both sides and never lie at the same time."""
        return self.shared == 0


def country_guides(periods: Iterable[LessonPeriod], today: datetime.date | None = None) -> dict[str, CountryGuide]:
    """The guide of every country that has partners to suggest, by code, for a school with these lessons.

    One query, or three where partners have changed since the process looked last.
    """
    day = today or timezone.localdate()
    columns = store.current()
    return guides_of(
        columns, columns.listed(earliest_confirmation(PARAMETERS.stale_months, day)), timetable_of(periods), day
    )


def guides_of(columns: Columns, listed: Mask, ours: Timetable, day: datetime.date) -> dict[str, CountryGuide]:
    """`country_guides` of these partners. Pure."""
    if not listed.any():
        return {}
    country = columns.country_of_place[columns.place]
    shared = np.maximum(*(Sight(columns, one, ours, {}).minutes for one in (day, day + HALF_A_YEAR)))
    found = {}
    for at in np.unique(country[listed]):
        here = listed & (country == at)
        zones = [columns.zones[one] for one in np.unique(columns.zone[here]) if one != UNKNOWN]
        known = shared[here & (shared != UNKNOWN)]
        code = columns.countries[at]
        found[code] = CountryGuide(
            code=code,
            partners=int(np.count_nonzero(here)),
            ahead=_range(_ahead(name, day)[0] for name in zones),
            ahead_later=_range(_ahead(name, day)[1] for name in zones),
            shared=int(known.max()) if len(known) else None,
        )
    return found


def _range(minutes: Iterable[int]) -> tuple[int, ...]:
    """The least and the greatest, once where they are the same."""
    found = sorted(set(minutes))
    return (found[0], found[-1]) if len(found) > 1 else tuple(found)


@lru_cache(maxsize=1024)
def _ahead(name: str, day: datetime.date) -> tuple[int, int]:
    """How many minutes a zone is ahead of Tokyo on a day, and after the next change of its clocks."""
    there = zone(name)
    change = next_change(there, day)
    return _minutes(ahead_of_tokyo(there, day)), _minutes(ahead_of_tokyo(there, change or day))


def _minutes(ahead: datetime.timedelta) -> int:
    return round(ahead.total_seconds() / 60)
