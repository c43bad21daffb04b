"""How long preparing an exchange takes, and which wished months come too soon. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from portal.core.dates import FISCAL_YEAR_BEGINS

LEAD_TIME = datetime.timedelta(weeks=8)


@dataclass(frozen=True)
class Haste:
    """Months of a wish that leave too little time, and those that are over, each in the order of the school year."""

    soon: list[int] = field(default_factory=list)
    over: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.soon or self.over)


def month_begins(school_year: int, month: int) -> datetime.date:
    """The first day of a month of a fiscal year."""
    return datetime.date(school_year if month >= FISCAL_YEAR_BEGINS else school_year + 1, month, 1)


def haste_of(school_year: int, months: Iterable[int], today: datetime.date) -> Haste:
    """Which months of that fiscal year begin less than eight weeks from today, and which have ended."""
    this_month = today.replace(day=1)
    dated = sorted((month_begins(school_year, month), month) for month in months)
    return Haste(
        soon=[month for begins, month in dated if this_month <= begins < today + LEAD_TIME],
        over=[month for begins, month in dated if begins < this_month],
    )


def first_easy_month(today: datetime.date) -> datetime.date:
    """The first day of the first month that leaves enough time."""
    begins = today.replace(day=1)
    while begins < today + LEAD_TIME:
        begins = (begins + datetime.timedelta(days=31)).replace(day=1)
    return begins
