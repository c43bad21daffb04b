"""Spreadsheets of cases for tests."""

import io
from typing import Any

from casestudies.imports.importer import CaseImporter
from casestudies.models import CaseStudyPage
from portal.core.imports.models import ImportJob
from portal.core.imports.services import hand_in, start_applying
from tests.portal.core.imports.builders import csv_bytes

LUNCH = {
    "code": "lunch-2015",
    "title": "給食を紹介し合おう",
    "summary": "給食の写真を見せながら話しました。",
    "school_name": "江東区立みどり小学校",
    "school_type": "小学校",
    "municipality": "江東区",
    "grades": "小5；e6",
    "pupils": "３２人",
    "countries": "台湾、KR",
    "exchange_types": "live_online",
    "themes": "food；school_life",
    "date_from": "平成27年11月12日",
    "background": "英語が<b>伝わる</b>経験\n\n・写真\n・地図",
    "timetable": "10:40 あいさつ\n10:45～11:15 紹介",
    "voices": "児童（小5）：通じてうれしい。",
    "first_timer": "○",
}


def file_of(*rows: dict[str, Any]) -> io.BytesIO:
    """A CSV file with all columns that occur in any row."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return io.BytesIO(csv_bytes([names, *[[row.get(name, "") for name in names] for row in rows]]))


def hand_in_cases(*rows: dict[str, Any], **options: bool) -> ImportJob:
    return hand_in(CaseImporter(), file_of(*rows), "cases.csv", options, None)


def import_cases(*rows: dict[str, Any], actor: Any = None, **options: bool) -> ImportJob:
    job = hand_in_cases(*rows, **options)
    assert job.may_apply, [fault for row in job.rows.all() for fault in row.faults]
    start_applying(job, actor)
    assert job.state == "applied", job.message_text
    return job


def case(code: str = "lunch-2015") -> CaseStudyPage:
    return CaseStudyPage.objects.get(slug=code, locale__language_code="ja")


def faults(job: ImportJob) -> list[tuple[int, str]]:
    return [(row.number, fault["column"]) for row in job.rows.filter(outcome="wrong") for fault in row.faults]
