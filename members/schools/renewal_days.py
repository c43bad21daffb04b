"""The days of the yearly renewal (年度更新): it opens on 1 April and closes on a day of the settings.

A school that has not renewed by then keeps its data and may read them; it changes nothing until it has renewed.
"""

import datetime

from django.conf import settings

from portal.core.dates import FISCAL_YEAR_BEGINS, fiscal_year_of


def opens_on(fiscal_year: int) -> datetime.date:
    """The first day of a fiscal year, on which its renewal opens."""
    return datetime.date(fiscal_year, FISCAL_YEAR_BEGINS, 1)


def closes_on(fiscal_year: int) -> datetime.date:
    """The first day on which accounts that are not renewed for that fiscal year only read."""
    month, day = (int(part) for part in settings.RENEWAL_CLOSES.split("-"))
    return datetime.date(fiscal_year if month >= FISCAL_YEAR_BEGINS else fiscal_year + 1, month, day)


def is_due(renewed_for: int | None, today: datetime.date) -> bool:
    """Whether a school should renew now. One that has never logged in (None) has nothing to renew yet."""
    return renewed_for is not None and renewed_for < fiscal_year_of(today)


def is_lapsed(renewed_for: int | None, today: datetime.date) -> bool:
    """Whether its accounts only read today."""
    if renewed_for is None or not is_due(renewed_for, today):
        return False
    year = fiscal_year_of(today)
    return renewed_for < year - 1 or today >= closes_on(year)
