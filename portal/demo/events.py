"""Events around the day on which the demo is made, so that some are always still to come."""

import datetime

from django.utils import timezone

from home.clock import TOKYO

from .content import Table

_WHEN = {"weeks", "weekday", "at", "minutes", "apply_days"}


def event_table(table: Table) -> Table:
    """The table of an event with its times.

    `weeks` counts from this week (1 is the next, -1 the last), `weekday` from Monday, 0; `apply_days` is how many days
    before the event applications close.
    """
    today = timezone.localdate()
    day = today + datetime.timedelta(days=table["weekday"] - today.weekday(), weeks=table["weeks"])
    begins = datetime.datetime.combine(day, table["at"], TOKYO)
    ends = begins + datetime.timedelta(minutes=table["minutes"])
    facts = {name: value for name, value in table.items() if name not in _WHEN}
    facts |= {"type": "home.EventPage", "starts_at": begins, "ends_at": ends}
    if "apply_days" in table:
        facts["apply_by"] = day - datetime.timedelta(days=table["apply_days"])
    return facts
