"""How long preparing an exchange takes, and which wished months come too soon. Pure."""

import datetime
from collections.abc import Iterable

LEAD_TIME = datetime.timedelta(weeks=8)


def next_month(month: int, today: datetime.date) -> datetime.date:
    """The first day of the month's next occurrence; of the present month when it is that one."""
    year = today.year if month >= today.month else today.year + 1
    return datetime.date(year, month, 1)


def hurried_months(months: Iterable[int], today: datetime.date) -> list[int]:
    """The months that begin less than eight weeks from today, soonest first."""
    dated = sorted((next_month(month, today), month) for month in months)
    return [month for begins, month in dated if begins < today + LEAD_TIME]


def first_easy_month(today: datetime.date) -> datetime.date:
    """The first day of the first month that leaves enough time."""
    return min(begins for month in range(1, 13) if (begins := next_month(month, today)) >= today + LEAD_TIME)
