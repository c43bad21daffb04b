"""Spreadsheets of partner schools for tests."""

import io
from typing import Any

from members.partners.imports.importer import PartnerImporter
from portal.core.imports.models import ImportJob
from portal.core.imports.services import hand_in, start_applying, work
from tests.portal.core.imports.builders import csv_bytes

WATTLE = {
    "code": "AU-0001",
    "name": "ワトルベイ小学校",
    "name_en": "Wattle Bay Public School",
    "country": "オーストラリア",
    "region": "AU-NSW",
    "city": "Sydney",
    "timezone": "Australia/Sydney",
    "age_min": "８",
    "age_max": "12",
    "exchange_types": "letter_card;live_online",
    "languages": "en:4;日本語：1",
    "themes": "food;school_life",
    "months": "10;5;6",
    "class_size": "28人",
    "tools": "zoom;Microsoft Teams",
    "capacity": "2",
    "status": "active",
    "confirmed_on": "2026-04-20",
    "website": "https://wattlebay.example.com/about",
    "contact_name": "Coordinator",
    "contact_email": "office@wattlebay.example.com",
    "periods": "mon 09:00-09:50;月 10:00～10:45;火曜日　９：００－９：５０",
    "notes": "two\nlines",
}
LESSONS = [[0, "09:00", "09:50"], [0, "10:00", "10:45"], [1, "09:00", "09:50"]]


def file_of(*rows: dict[str, Any], encoding: str = "utf-8") -> io.BytesIO:
    """A CSV file with all columns that occur in any row."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return io.BytesIO(csv_bytes([names, *[[row.get(name, "") for name in names] for row in rows]], encoding))


def handed_in(file: io.BytesIO, name: str = "partners.csv") -> ImportJob:
    return hand_in(PartnerImporter(), file, name, {}, None)


def imported(file: io.BytesIO, actor: Any = None) -> ImportJob:
    """A file that is carried out; an assertion tells the faults when it cannot be."""
    job = handed_in(file)
    work(job.pk)  # a long file waits for the worker elsewhere
    job.refresh_from_db()
    assert job.may_apply, faults(job)
    start_applying(job, actor)
    work(job.pk)
    job.refresh_from_db()
    assert job.state == "applied", job.message_text
    return job


def faults(job: ImportJob) -> list[tuple[int, str, str]]:
    """Row, column and Japanese sentence of each fault."""
    wrong = job.rows.filter(outcome="wrong")
    return [(row.number, fault["column"], fault["message"]["ja"]) for row in wrong for fault in row.faults]
