"""`manage.py import_schools`: a line for each fault, all or nothing; hostile files; what is remembered of headings."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from members.schools.models import Membership, School
from portal.core.imports.models import ImportJob, ImportMeaning
from tests.factories.schools import SchoolFactory
from tests.portal.core.imports.builders import csv_bytes, part_of, saved, with_part, xlsx_bytes

from .builders import MIDORI, file_of, mext_file, mext_row

pytestmark = pytest.mark.django_db
HEAD = ["code", "name", "school_type", "municipality"]
ROW = ["A1", "青空小学校", "elementary", "13108"]
SHEET = "xl/worksheets/sheet1.xml"


def run(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("import_schools", *arguments, "--locale=en", stdout=out)
    return out.getvalue().splitlines()


def refused(*arguments: str) -> tuple[list[str], str]:
    """The lines and the last sentence of a command that ends with status 1, having written nothing."""
    out = io.StringIO()
    before = list(School.objects.values())
    with pytest.raises(CommandError) as caught:
        call_command("import_schools", *arguments, "--locale=en", stdout=out)
    assert list(School.objects.values()) == before
    assert not ImportJob.objects.exists()
    return out.getvalue().splitlines(), str(caught.value)


def place_of(line: str) -> str:
    """Row and name of the column, as a line about a fault begins."""
    return line.split(":")[0].split(" (")[0]


@pytest.fixture
def path(tmp_path):
    def write(content: bytes, name: str = "schools.csv") -> str:
        target: Path = tmp_path / name
        target.write_bytes(content)
        return str(target)

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_schools_are_imported_without_accounts(path, encoding):
    lines = run(path(csv_bytes([HEAD, ROW, ["A2", *ROW[1:]]], encoding)))
    assert lines[0] == "Added: 2 rows"
    assert School.objects.count() == 2
    assert not Membership.objects.exists()
    assert run(path(csv_bytes([HEAD, ROW])))[2] == "Unchanged: 1 row"


def test_a_workbook(path):
    assert run(path(xlsx_bytes([HEAD, ["A1", "青空小学校", "elementary", 13108]]), "schools.xlsx"))[0] == "Added: 1 row"


def test_a_dry_run_of_the_ministrys_list_tells_what_was_passed_over(path):
    content = mext_file(mext_row(), mext_row(1000002, 設置区分="3(私)")).read()
    lines = run(path(content), "--dry-run")
    assert lines[:3] == [
        "The file is a list of school codes of the ministry (MEXT).",
        "Passed over: 1 private school",
        "Added: 1 row",
    ]
    assert not School.objects.exists()


def test_as_many_as_the_worker_would_do(path):
    rows = [[f"N{number}", *ROW[1:]] for number in range(350)]
    run(path(csv_bytes([HEAD, *rows])))
    assert School.objects.count() == 350
    assert ImportJob.objects.get().state == "applied"


class TestFaults:
    def test_a_line_each_with_row_and_column(self, path):
        rows = [ROW, ["A2", "", "college", "13108"], ["A1", "x", "high", "Osaka"]]
        lines, last = refused(path(csv_bytes([HEAD, *rows])))
        starts = [place_of(line) for line in lines[:4]]
        assert starts == ["Row 3, name", "Row 3, school_type", "Row 4, municipality", "Row 4, code"]
        assert last

    def test_a_file_that_is_not_there(self):
        assert "nowhere.csv" in refused("nowhere.csv")[1]

    @pytest.mark.parametrize(
        "content",
        [
            csv_bytes([HEAD, ROW], "utf-16-le"),
            csv_bytes([HEAD, ROW], "euc_jp"),
            csv_bytes([HEAD, ROW], "iso2022_jp"),
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"",
            b"\x00" * 1000,
        ],
        ids=["utf-16 without mark", "euc", "iso-2022-jp", "png", "pdf", "old excel", "empty", "zeros"],
    )
    @pytest.mark.parametrize("name", ["schools.csv", "schools.xlsx"])
    def test_wrong_encodings_and_other_files(self, path, content, name):
        assert refused(path(content, name))[1]

    def test_the_content_tells_what_a_file_is_and_not_its_name(self, path):
        assert run(path(csv_bytes([HEAD, ROW]), "schools.xlsx"))[0] == "Added: 1 row"

    def test_merged_cells(self, path):
        workbook = Workbook()
        sheet = workbook.active
        for row in (HEAD, ROW, ROW):
            sheet.append(row)
        sheet.merge_cells("B2:B3")
        assert "B2:B3" in refused(path(saved(workbook)))[1]

    def test_missing_columns(self, path):
        lines, _last = refused(path(csv_bytes([["code"], ["A"]])))
        assert [place_of(line) for line in lines[:3]] == [f"Row 1, {name}" for name in HEAD[1:]]

    @pytest.mark.parametrize("typed", ["1900-01-00", "1900/1/0", "1900/1/1", "1899-12-31 00:00:00"])
    def test_days_that_excel_made_of_a_zero(self, path, typed):
        lines, _last = refused(path(csv_bytes([[*HEAD, "phone"], [*ROW, typed]])))
        assert lines[0].startswith("Row 2, phone")
        assert "1900" in lines[0]

    @pytest.mark.parametrize("number", [0, 1, 45_000])
    def test_cells_that_excel_shows_as_days(self, path, number):
        workbook = Workbook()
        sheet = workbook.active
        sheet.append(HEAD)
        sheet.append(ROW)
        sheet["B2"] = number
        sheet["B2"].number_format = "yyyy-mm-dd"
        lines, _last = refused(path(saved(workbook), "schools.xlsx"))
        assert lines[0].startswith("Row 2, name")

    def test_a_cell_of_ten_megabytes(self, path):
        huge = "あ" * (3 * 1024 * 1024)
        assert "2" in refused(path(csv_bytes([HEAD, ["A1", huge, *ROW[2:]]])))[1]
        lines, _last = refused(path(xlsx_bytes_with(huge), "schools.xlsx"))
        assert lines[0].startswith("Row 2, name")
        assert "32767" in lines[0].replace(",", "")


def xlsx_bytes_with(text: str) -> bytes:
    """A workbook with a cell that no program would write, as text within the sheet."""
    content = xlsx_bytes([HEAD, ROW])
    xml = part_of(content, SHEET)
    start, end = xml.index(b'<c r="B2"'), xml.index(b'<c r="C2"')
    cell = f'<c r="B2" t="inlineStr"><is><t>{text}</t></is></c>'.encode()
    return with_part(content, SHEET, xml[:start] + cell + xml[end:])


class TestBombs:
    def memory_of(self, content: bytes, path) -> int:
        """Bytes that a refused file takes at most, in MB."""
        name = path(content, "schools.xlsx")
        tracemalloc.start()
        refused(name)
        used = tracemalloc.get_traced_memory()[1] // 1024**2
        tracemalloc.stop()
        return used

    def test_a_sheet_that_unpacks_to_half_a_gigabyte(self, path):
        content = xlsx_bytes([HEAD, ROW])
        target = io.BytesIO(content)
        with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/big.xml", "w") as part:
            for _megabyte in range(500):
                part.write(b" " * 1024**2)
        assert len(target.getvalue()) < 1024**2
        assert self.memory_of(target.getvalue(), path) < 50

    def test_an_archive_that_tells_less_than_it_holds(self, path):
        content = with_part(xlsx_bytes([HEAD, ROW]), SHEET, b"<x>" + b" " * 100 * 1024**2)
        size = (100 * 1024**2 + 3).to_bytes(4, "little")
        assert size in content
        assert self.memory_of(content.replace(size, (1000).to_bytes(4, "little")), path) < 50

    def test_archives_within_archives(self, path):
        inner = xlsx_bytes([HEAD, ROW])
        for _level in range(5):
            outer = io.BytesIO()
            with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
                for number in range(20):
                    archive.writestr(f"{number}.xlsx", inner)
            inner = outer.getvalue()
            if len(inner) > 5 * 1024**2:
                break
        assert self.memory_of(inner, path) < 100

    def test_a_tag_without_end(self, path):
        xml = b"<worksheet><sheetData><row><c " + b'r="A1" ' * 1_000_000
        assert self.memory_of(with_part(xlsx_bytes([HEAD, ROW]), SHEET, xml), path) < 100


class TestHeadings:
    FOREIGN = [["学校番号", "名称", "校種", "市区町村", "備考"], [*ROW, "何か"]]
    GIVEN = (
        "--map",
        "学校番号=code",
        "--map",
        "名称=name",
        "--map",
        "校種=school_type",
        "--map",
        "市区町村=municipality",
    )

    def test_foreign_headings_are_faults_of_row_1(self, path):
        lines, _last = refused(path(csv_bytes(self.FOREIGN)))
        assert [line.split(":")[0] for line in lines[:2]] == ["Row 1, 学校番号", "Row 1, 名称"]

    def test_they_are_explained_and_left_out(self, path):
        name = path(csv_bytes(self.FOREIGN))
        assert run(name, *self.GIVEN, "--map", "備考=")[0] == "Added: 1 row"
        assert not ImportMeaning.objects.exists()

    def test_what_the_desk_confirmed_counts_and_the_command_has_the_last_word(self, path):
        pairs = [("学校番号", "code"), ("名称", "name_en"), ("校種", "school_type"), ("市区町村", "municipality")]
        for heading, column in [*pairs, ("備考", "")]:
            ImportMeaning.objects.create(kind="schools", heading=heading, shown=heading, column=column)
        ImportMeaning.objects.create(kind="cases", heading="名称", shown="名称", column="title")
        name = path(csv_bytes(self.FOREIGN))
        assert "name" in refused(name)[0][0]
        assert run(name, "--map", "名称=name")[0] == "Added: 1 row"

    @pytest.mark.parametrize("pair", ["名称", "名称=nothing", "=name"])
    def test_what_is_no_pair(self, path, pair):
        assert "name_kana" in refused(path(csv_bytes(self.FOREIGN)), "--map", pair)[1]


def test_a_file_of_the_desk_changes_nothing(path, coordinator):
    """What the list of schools exports is what the import holds."""
    SchoolFactory(code="A", name="=1+1", name_kana="", address="'=cmd", phone="+81-3-0000-0000", pupils=None)
    SchoolFactory(code="B", founder="metropolitan", school_type="special_needs", pupils=0, mext_code="B113210000014")
    run(path(file_of(MIDORI).read()))
    ImportJob.objects.all().delete()
    for kind in ("csv", "xlsx"):
        content = b"".join(coordinator.get("/cms/schools/", {"export": kind}).streaming_content)
        lines = run(path(content, f"schools.{kind}"))
        assert lines == ["Added: 0 rows", "Changed: 0 rows", "Unchanged: 3 rows", "Wrong: 0 rows"]
