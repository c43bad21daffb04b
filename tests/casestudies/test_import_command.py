"""`manage.py import_cases`: a line for each fault, all or nothing."""

import io

import pytest
from django.core.management import CommandError, call_command

from casestudies.models import CaseStudyPage
from portal.core.imports.models import ImportJob
from tests.factories.public_site import section

from .importing import LUNCH, case, file_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path):
    section("casestudies")

    def write(*rows):
        target = tmp_path / "cases.csv"
        target.write_bytes(file_of(*rows).read())
        return str(target)

    return write


def run(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("import_cases", *arguments, stdout=out)
    return out.getvalue().splitlines()


def refused(*arguments: str) -> tuple[list[str], str]:
    """The lines and the last sentence of a command that ends with status 1."""
    out = io.StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("import_cases", *arguments, stdout=out)
    return out.getvalue().splitlines(), str(caught.value)


def test_cases_are_imported_as_drafts_and_the_same_file_does_nothing(path):
    lines = run(path(LUNCH, {**LUNCH, "code": "second"}), "--locale=en")
    assert lines == [
        "Added: 2 rows",
        "Changed: 0 rows",
        "Unchanged: 0 rows",
        "Wrong: 0 rows",
        "The import has been carried out.",
    ]
    assert not case().live
    job = ImportJob.objects.get()
    assert (job.state, job.created_by, job.filename) == ("applied", None, "cases.csv")
    assert run(path(LUNCH), "--locale=en")[2] == "Unchanged: 1 row"


def test_published_when_asked(path):
    run(path(LUNCH), "--publish")
    assert case().live


def test_more_rows_than_a_page_would_wait_for_are_done_by_the_command(path, monkeypatch):
    monkeypatch.setattr("casestudies.imports.importer.CaseImporter.background_rows", 2)
    run(path(LUNCH, {**LUNCH, "code": "second"}, {**LUNCH, "code": "third"}))
    assert CaseStudyPage.objects.count() == 3


def test_a_dry_run_writes_nothing(path):
    assert run(path(LUNCH), "--dry-run", "--locale=en")[0] == "Added: 1 row"
    assert not CaseStudyPage.objects.exists()
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["Row 3, pupils (", "Row 3, school_type (", "Row 4, code ("]), ("ja", ["pupils", "school_type"])],
)
def test_a_line_for_each_fault_with_row_and_column(path, language, words):
    rows = [LUNCH, {**LUNCH, "code": "b", "school_type": "x", "pupils": "y"}, {**LUNCH, "code": ""}]
    lines, last = refused(path(*rows), f"--locale={language}")
    assert len(lines) == 3 + 4
    for word in words:
        assert any(word in line and ("3" in line or "4" in line) for line in lines)
    assert last
    assert not CaseStudyPage.objects.exists()
    assert not ImportJob.objects.exists()


def test_unknown_and_missing_columns(path):
    lines, _last = refused(path({"code": "a", "titel": "b", "school_type": "小学校"}), "--locale=en")
    assert [line.split(":")[0] for line in lines[:3]] == [
        "Row 1, titel",
        "Row 1, title (title)",
        "Row 1, date_from (first day)",
    ] or [line.split(":")[0].split(" (")[0] for line in lines[:3]] == [
        "Row 1, titel",
        "Row 1, title",
        "Row 1, date_from",
    ]


def test_a_missing_a_broken_and_an_empty_file(path, tmp_path):
    assert "none.xlsx" in refused(str(tmp_path / "none.xlsx"))[1]
    assert refused(str(tmp_path))[1]
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04nothing")
    assert "Excel" in refused(str(broken))[1]
    broken.write_bytes(b"")
    assert refused(str(broken))[1]
    assert not ImportJob.objects.exists()


def test_without_an_archive_a_sentence(path):
    name = path(LUNCH)
    section("casestudies").delete()
    assert refused(name)[1]
