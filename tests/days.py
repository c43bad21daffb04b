"""A day for tests that compare with today, and would stumble when midnight passes between two lines."""

import datetime
from zoneinfo import ZoneInfo

NOON = datetime.datetime(2026, 6, 15, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
TODAY = NOON.date()
"""The day on which tests run that use the fixture `on_a_fixed_day`."""
