"""The dates that a suggestion shows: out of the calendars of both sides, where the engine has found lessons that meet.

The engine looks at weeks and months only; terms, holidays and margins are the slot finder's.
"""

import datetime
from collections.abc import Iterator

from members import matching
from members.calendars.tokyo import TOKYO
from members.calendars.year import Span, engine_calendar
from members.matching.months import add_months
from members.matching.parameters import PARAMETERS
from members.partners.models import PartnerSchool
from members.wishes.models import ExchangeWish

_DAY = datetime.timedelta(days=1)
_AROUND = 4 * _DAY


def dates_json(
    item: matching.Suggestion, wish: ExchangeWish, partner: PartnerSchool, as_of: datetime.date
) -> list[dict[str, str]]:
    """The first three meetings of a wish and a partner after a day, as they are stored: ISO texts with their offsets.

    None where the engine found no lessons that meet. Reads the periods of both, and both sides' terms and days.
    """
    if not item.slots:
        return []
    horizon = as_of, add_months(as_of, PARAMETERS.horizon_months)
    reach = horizon[0] - _AROUND, horizon[1] + _AROUND
    ours = engine_calendar(TOKYO, wish.periods.all(), wish.school.plan(reach), wish.school)
    theirs = partner.engine_calendar(reach)
    found: list[matching.Meeting] = []
    for window in _months(horizon, _shared(wish.months, partner.months)):
        found += sorted(matching.find_slots(ours, theirs, window, wish.minutes).best, key=lambda one: one.start)
        if len(found) >= PARAMETERS.most_slots:
            break
    return [
        {
            "start": one.start.isoformat(),
            "school_local": one.school_local.isoformat(),
            "partner_local": one.partner_local.isoformat(),
        }
        for one in found[: PARAMETERS.most_slots]
    ]


def _shared(ours: list[int], theirs: list[int]) -> set[int]:
    """The months that suit both; a side that names none takes any."""
    every = set(range(1, 13))
    return (set(ours) or every) & (set(theirs) or every)


def _months(horizon: Span, wanted: set[int]) -> Iterator[Span]:
    """The wanted months after the first day of a horizon, each as a window."""
    first = horizon[0] + _DAY
    while first <= horizon[1]:
        after = add_months(first.replace(day=1), 1)
        if first.month in wanted:
            yield first, min(after - _DAY, horizon[1])
        first = after
