"""Spreadsheets of generated partner schools, as long as wanted."""

import csv
from pathlib import Path
from typing import Any

from members.partners.imports.columns import OLDEST
from members.partners.models import PartnerSchool
from portal.core.vocabulary import Weekday
from portal.demo.scale.partners import generated_partners

LESSONS_A_DAY = 2
PREFIX = "BENCH-"
"""Begins the codes."""
_COLUMNS = (
    *("code", "name", "name_en", "country", "region", "city", "timezone", "age_min", "age_max", "exchange_types"),
    *("languages", "themes", "months", "class_size", "tools", "capacity", "status", "confirmed_on", "website"),
    *("contact_name", "contact_email", "periods", "notes"),
)
_SCHOOL_DAYS = list(Weekday)[:5]
_NOTES = "Answers within a week. Holidays in January; prefers video calls on Tuesdays."


def write_partners(path: Path, number: int, **changes: Any) -> None:
    """A CSV file (UTF-8) of so many partners with every column; `changes` are the same in each row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        for each, (partner, lessons) in enumerate(generated_partners(0, number)):
            row = {**_cells(partner, lessons, each), **changes}
            writer.writerow([row[name] for name in _COLUMNS])


def _cells(partner: PartnerSchool, lessons: list[str], number: int) -> dict[str, Any]:
    plain = {name: getattr(partner, name) for name in _COLUMNS if name != "periods"}
    joined = {name: ";".join(map(str, plain[name])) for name in ("exchange_types", "themes", "months", "tools")}
    weekly = [f"{day.code} {lesson}" for day in _SCHOOL_DAYS for lesson in lessons[:LESSONS_A_DAY]]
    return {
        **plain,
        **joined,
        "code": f"{PREFIX}{number:06}",
        "age_max": min(partner.age_max or OLDEST, OLDEST),
        "languages": ";".join(f"{code}:{level}" for code, level in partner.languages.items()),
        "website": f"https://school-{number}.example.com/",
        "periods": ";".join(weekly),
        "notes": _NOTES,
    }
