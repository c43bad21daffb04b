"""The usual year of a public school in Tokyo. Where each figure comes from is told in docs/calendars.md."""

import datetime
from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.calendars.public_holidays import public_holidays
from members.calendars.year import Rules, Span
from portal.core.dates import FISCAL_YEAR_BEGINS

TOKYO = "Asia/Tokyo"
_COUNTRY = "JP"
_DAY = datetime.timedelta(days=1)
_TOKYO_DAY = (10, 1)

# The last day of the summer holidays where it is not 31 August, by municipality.
_SUMMER_ENDS = {
    "13104": (8, 24),
    "13110": (8, 24),
    "13113": (8, 29),
    "13116": (8, 25),
    "13214": (8, 24),
}
_USUAL_SUMMER_END = (8, 31)


def tokyo_rules(municipality: str, *, two_terms: bool = False) -> Rules:
    """What is usual for the schools of a municipality (its JIS code), with three terms a year or two."""
    return Rules(
        begins=(FISCAL_YEAR_BEGINS, 1),
        terms=lambda year: _terms(year, municipality, two_terms),
        closed=_closed,
    )


def _terms(year: int, municipality: str, two_terms: bool) -> tuple[Span, ...]:
    summer_ends = datetime.date(year, *_SUMMER_ENDS.get(municipality, _USUAL_SUMMER_END))
    spring = (datetime.date(year, 4, 6), datetime.date(year, 7, 20))
    autumn = (summer_ends + _DAY, datetime.date(year, 12, 25))
    winter = (datetime.date(year + 1, 1, 8), datetime.date(year + 1, 3, 25))
    if not two_terms:
        return spring, autumn, winter
    # The second of two terms begins after the long weekend of Sports Day, the second Monday of October.
    eighth = datetime.date(year, 10, 8)
    sports_day = eighth + (-eighth.weekday() % 7) * _DAY
    return spring, (autumn[0], sports_day - 3 * _DAY), (sports_day + _DAY, autumn[1]), winter


def _closed(year: int) -> Mapping[datetime.date, str]:
    language = "ja" if (get_language() or "ja").startswith("ja") else "en"
    found = dict(public_holidays(_COUNTRY, "", year, language))
    found.setdefault(datetime.date(year, *_TOKYO_DAY), _("Tokyo Citizens' Day"))
    return found
