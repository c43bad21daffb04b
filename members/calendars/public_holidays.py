"""Public holidays from the `holidays` package: for Japan with the days in lieu (振替休日) and between (国民の休日)."""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import holidays

_ENGLISH = "en_US"


@lru_cache(maxsize=1024)
def public_holidays(country: str, region: str, year: int, language: str = "en") -> Mapping[datetime.date, str]:
    """The holidays of a calendar year with their names, none for a country that the package does not know.

    `region` is an ISO 3166-2 code or empty; where the package knows it, its own holidays are among them. Names are in
    the language asked for if there are any, else in English, else as the country writes them.
    """
    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known:
        return MappingProxyType({})
    subdivision = region.partition("-")[2]
    part = subdivision if subdivision in known[country] else None
    spoken = holidays.list_localized_countries(include_aliases=False).get(country, [])
    words = next((one for one in (language, _ENGLISH) if one in spoken), None)
    found = holidays.country_holidays(country, subdiv=part, years=year, language=words)
    return MappingProxyType(dict(sorted(found.items())))
