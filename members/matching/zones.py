"""Time zones, read from the pinned `tzdata` package and never from the system's copy.

The system's copy may be years old: British Columbia, for one, keeps UTC-7 all year since 2026. Whoever loads this
module with an older package than the pinned one is refused: `StaleTimeZones`.
"""

from __future__ import annotations

import zoneinfo
from functools import lru_cache

from members.matching import tzdata_pin

tzdata_pin.refuse_stale(tzdata_pin.installed())

# An empty search path leaves only the `tzdata` package; zones loaded before are forgotten.
zoneinfo.reset_tzpath(to=())
zoneinfo.ZoneInfo.clear_cache()


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """All IANA names that the pinned package knows."""
    return frozenset(zoneinfo.available_timezones())


def zone(name: str) -> zoneinfo.ZoneInfo:
    """The zone of an IANA name; raises `zoneinfo.ZoneInfoNotFoundError` for an unknown one."""
    return zoneinfo.ZoneInfo(name)
