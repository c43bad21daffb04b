"""Days as people in Japanese offices write them, read into dates."""

import datetime
import re
import unicodedata

from portal.core.dates import ERAS, era_of

# What may follow a day: the day of the week, or midnight where a program wrote a moment.
_WEEKDAY = r"\s*(?:\([月火水木金土日](?:曜日?)?\)|[ T]0?0:00(?::00)?)?"
_WESTERN = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?" + _WEEKDAY)
_JAPANESE = re.compile(
    r"(令和|平成|昭和|[RHS])\s*([0-9]{1,2}|元)\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?" + _WEEKDAY
)
_FIRST_DAYS = {name: day for day, name in ERAS}
_LETTERS = {"R": "令和", "H": "平成", "S": "昭和"}


def parse_day(text: str) -> datetime.date:
    """`2025-11-12`, `2025/11/12`, `2025年11月12日`, `令和7年11月12日（水）`, `R7.11.12` → the day. Any width.

    Raises ValueError for what is no day, also for a day outside the era it names (平成32年).
    """
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    if found := _WESTERN.fullmatch(plain):
        return datetime.date(*(int(part) for part in found.groups()))
    if found := _JAPANESE.fullmatch(plain):
        return _day_of_era(*found.groups())
    raise ValueError(text)


def _day_of_era(era: str, year: str, month: str, day: str) -> datetime.date:
    name = _LETTERS.get(era, era)
    number = 1 if year == "元" else int(year)
    found = datetime.date(_FIRST_DAYS[name].year + number - 1, int(month), int(day))
    named = era_of(found)
    if number < 1 or named is None or named.name != name:
        raise ValueError(f"{era}{year}")
    return found
