"""`manage.py import_partners`: a line for each fault and each doubt, all or nothing, how far the search has come."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from members.partners.models import PartnerSchool
from portal.core.imports.models import ImportJob

from .builders import WATTLE, file_of

pytestmark = pytest.mark.django_db
OTHER = {**WATTLE, "code": "B", "name": "別の学校", "name_en": "", "website": ""}


@pytest.fixture
def path(tmp_path):
    def write(*rows: dict) -> str:
        target: Path = tmp_path / "partners.csv"
        target.write_bytes(file_of(*rows).read())
        return str(target)

    return write


def run(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("import_partners", *arguments, "--locale=en", stdout=out)
    return out.getvalue().splitlines()


def test_partners_are_imported_and_found(path):
    assert run(path(WATTLE, OTHER)) == [
        "Added: 2 rows",
        "Changed: 0 rows",
        "Unchanged: 0 rows",
        "Wrong: 0 rows",
        "The import has been carried out.",
        "2 of 2 records can be found by the search.",
    ]
    assert PartnerSchool.objects.count() == 2
    assert run(path(WATTLE, OTHER))[2] == "Unchanged: 2 rows"


def test_a_dry_run_writes_nothing(path):
    assert run(path(WATTLE), "--dry-run")[0] == "Added: 1 row"
    assert not PartnerSchool.objects.exists()
    assert not ImportJob.objects.exists()


def test_doubts_are_warnings(path):
    lines = run(path(WATTLE, {**OTHER, "website": WATTLE["website"]}))
    assert lines[0].startswith("Warning: Row 3, website")
    assert "AU-0001" in lines[0]
    assert PartnerSchool.objects.count() == 2


def test_faults_are_told_with_row_and_column_and_nothing_is_written(path):
    out = io.StringIO()
    wrong = {**OTHER, "periods": "mon 09:50-09:00", "country": "Atlantis"}
    with pytest.raises(CommandError):
        call_command("import_partners", path(WATTLE, wrong), "--locale=en", stdout=out)
    starts = [line.split(" (")[0] for line in out.getvalue().splitlines()[:2]]
    assert starts == ["Row 3, country", "Row 3, periods"]
    assert not PartnerSchool.objects.exists()
    assert not ImportJob.objects.exists()


def test_foreign_headings_are_explained(path):
    foreign = {"相手校番号": "A", "学校名": "校", "国名": "AU", "x": "1"}
    pairs = ("--map", "相手校番号=code", "--map", "学校名=name", "--map", "国名=country", "--map", "x=")
    assert run(path(foreign), *pairs)[0] == "Added: 1 row"
