"""For which fiscal year (April to March) a wish is, and when its months lie. Pure: days and numbers only.

A school plans the next year from November on: until then only the present one is open.
"""

import datetime

from members.wishes.leadtime import first_easy_month
from portal.core.dates import FISCAL_YEAR_BEGINS, fiscal_year_of

NEXT_YEAR_OPENS = 11
"""The month in which wishes for the next fiscal year may begin."""


def open_years(today: datetime.date) -> list[int]:
    """The fiscal years a wish may be for on this day, by the year each begins in."""
    present = fiscal_year_of(today)
    is_next_open = today.month >= NEXT_YEAR_OPENS or today.month < FISCAL_YEAR_BEGINS
    return [present, present + 1] if is_next_open else [present]


def usual_year(today: datetime.date) -> int:
    """The year a new wish begins with: that of the first month for which there is time to prepare, where it is open.

    Until the end of the calendar year it is the present one; in the last months of the year it is the next one.
    """
    return min(fiscal_year_of(first_easy_month(today)), open_years(today)[-1])
