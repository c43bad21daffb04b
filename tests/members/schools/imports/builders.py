"""Spreadsheets of schools for tests: our own columns, and the ministry's list."""

import io
from typing import Any

from members.schools.imports.importer import SchoolImporter
from members.schools.mext_codes import check_digit
from portal.core.imports.models import ImportJob
from portal.core.imports.services import hand_in, start_applying, work
from tests.portal.core.imports.builders import csv_bytes

MIDORI = {
    "code": "T00001",
    "name": "江東区立みどり小学校",
    "name_kana": "コウトウクリツミドリショウガッコウ",
    "name_en": "Midori Elementary School",
    "school_type": "小学校",
    "founder": "municipal",
    "municipality": "江東区",
    "postal_code": "１３５００４２",
    "address": "東京都江東区見本1-1",
    "phone": "０３（００００）００００",
    "email": "midori@example.jp",
    "pupils": "３２０人",
}
MEXT_HEADINGS = [
    *("学校コード", "学校種", "都道府県番号", "設置区分", "本分校", "学校名", "学校所在地", "郵便番号"),
    *("属性情報設定年月日", "属性情報廃止年月日", "旧学校調査番号", "移行後の学校コード"),
]


def file_of(*rows: dict[str, Any]) -> io.BytesIO:
    """A CSV file with all columns that occur in any row."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return io.BytesIO(csv_bytes([names, *[[row.get(name, "") for name in names] for row in rows]]))


def mext_code_of(number: int, kind: str = "B1", prefecture: str = "13", founder: str = "2") -> str:
    """A code with its check digit; the school is invented."""
    twelve = f"{kind}{prefecture}{founder}{number:07d}"
    return f"{twelve}{check_digit(twelve)}"


def mext_row(number: int = 1000001, **changes: str) -> dict[str, str]:
    """A row of the list: a public elementary school of Tokyo, unless `changes` by heading say otherwise."""
    kind = changes.get("学校種", "B1(小学校)")
    prefecture, founder = changes.get("都道府県番号", "13(東京)"), changes.get("設置区分", "2(公)")
    row = {
        "学校コード": mext_code_of(number, kind[:2], prefecture[:2], founder[:1]),
        "学校種": kind,
        "都道府県番号": prefecture,
        "設置区分": founder,
        "本分校": "1(本)",
        "学校名": f"江東区立見本第{number}小学校",
        "学校所在地": "東京都江東区見本１丁目１−１",
        "郵便番号": "1350042",
        "属性情報設定年月日": "2020/12/22",
        "属性情報廃止年月日": "",
        "旧学校調査番号": "",
        "移行後の学校コード": "",
    }
    return {**row, **changes}


def mext_rows(*rows: dict[str, str]) -> list[list[str]]:
    """The rows of the file: a title, the header, the schools."""
    title = ["文部科学省　学校コード一覧", "", "", "", "更新日：", "5/29/2026"]
    return [title, MEXT_HEADINGS, *[[row[heading] for heading in MEXT_HEADINGS] for row in rows]]


def mext_file(*rows: dict[str, str]) -> io.BytesIO:
    return io.BytesIO(csv_bytes(mext_rows(*rows), "cp932"))


def handed_in(file: io.BytesIO, name: str = "schools.csv") -> ImportJob:
    return hand_in(SchoolImporter(), file, name, {}, None)


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
