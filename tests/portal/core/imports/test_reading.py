"""Files of every kind become the same table; broken and hostile ones a sentence."""

import contextlib
import datetime
import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl import Workbook

from portal.core.imports import reading, workbooks
from portal.core.imports.reading import Limits, Table, read_table

from .builders import csv_bytes, part_of, saved, with_part, xlsx_bytes

ROWS = [["name", "数"], ["東京、日本", "1"], ["two\nlines", "2"]]
SHEET = "xl/worksheets/sheet1.xml"
SOUND = xlsx_bytes(ROWS)


def read(content: bytes, most_rows: int = 50) -> Table:
    table = read_table(io.BytesIO(content), Limits(most_rows, unpacked=workbooks.MOST_UNPACKED))
    return replace(table, rows=list(table.rows))


def refusal(content: bytes, most_rows: int = 50) -> str:
    with pytest.raises(ValidationError) as caught:
        read(content, most_rows)
    return " ".join(caught.value.messages)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_the_encodings_of_japanese_offices(encoding, delimiter):
    table = read(csv_bytes(ROWS, encoding, delimiter))
    assert (table.header, table.rows) == (ROWS[0], [(2, ROWS[1]), (3, ROWS[2])])


def test_xlsx_gives_the_same_table():
    table = read(SOUND)
    assert (table.header, table.rows) == (ROWS[0], [(2, ROWS[1]), (3, ROWS[2])])


@pytest.mark.parametrize("make", [csv_bytes, xlsx_bytes])
def test_blank_rows_count_and_are_left_out(make):
    blank: list[Any] = [None, None] if make is xlsx_bytes else ["", " "]
    table = read(make([["name"], blank, ["a", "1"], blank, ["b"], *[blank] * 80]))
    assert table.rows == [(3, ["a", "1"]), (5, ["b"])]


def test_xlsx_keeps_days_numbers_and_results_of_formulas():
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.append(["day", "number", "truth", "sum"])
    sheet.append([datetime.datetime(2025, 11, 12), 30, True, "=1+2"])
    xml = part_of(saved(workbook), SHEET)
    assert b"<f>1+2</f><v></v>" in xml or b"<f>1+2</f><v />" in xml
    counted = with_part(saved(workbook), SHEET, xml.replace(b"<v />", b"<v>3</v>").replace(b"<v></v>", b"<v>3</v>"))
    assert read(counted).rows == [(2, [datetime.datetime(2025, 11, 12), 30, True, 3])]
    never = with_part(saved(workbook), SHEET, xml.replace(b"<v />", b"").replace(b"<v></v>", b""))
    assert "D2" in refusal(never)


def test_the_first_visible_sheet_is_read():
    workbook = Workbook()
    hidden: Any = workbook.active
    hidden.sheet_state = "hidden"
    workbook.create_sheet("data").append(["name"])
    assert read(saved(workbook)).header == ["name"]


def test_merged_cells_are_refused_with_their_place():
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.append(["name", "number"])
    sheet.append(["a", 1])
    sheet.merge_cells("A2:A4")
    assert "A2:A4" in refusal(saved(workbook))


def test_a_day_outside_the_calendar_is_an_error_of_its_cell():
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.append(["day"])
    sheet.append([datetime.date(2025, 11, 12)])
    xml = part_of(saved(workbook), SHEET).replace(b"45973", b"99999999")
    assert read(with_part(saved(workbook), SHEET, xml)).rows == [(2, ["#VALUE!"])]


def test_limits_are_told():
    assert "10" in refusal(b"x" * (reading.MOST_BYTES + 1))
    assert "2" in refusal(csv_bytes([["name"], *[["a"]] * 3]), most_rows=2)
    assert "2" in refusal(xlsx_bytes([["name"], *[["a"]] * 3]), most_rows=2)
    assert len(read(xlsx_bytes([["name"], *[["a"]] * 2]), most_rows=2).rows) == 2
    wide = ["x"] * (reading.MOST_COLUMNS + 1)
    assert "200" in refusal(csv_bytes([["name"], wide]))
    assert "200" in refusal(xlsx_bytes([["name"], wide]))
    assert "2" in refusal(csv_bytes([["name"], ["x" * 200_000]]))


@pytest.mark.parametrize("content", [b"", b" \r\n", b",,\r\na,b"])
def test_files_without_headings(content):
    assert refusal(content)


def test_a_row_of_headings_must_come_first():
    assert "1" in refusal(xlsx_bytes([[None], ["name"], ["a"]]))


def test_a_quotation_mark_that_is_not_closed_is_told_with_its_row():
    assert "3" in refusal(b'name,number\r\na,1\r\n"b,2\r\nc,3\r\n')


def test_bytes_in_no_known_encoding_are_told_with_their_line():
    assert "3" in refusal("name\r\n東京\r\n".encode("cp932") + b"\xff\xfd\r\n")
    assert refusal(b"name\x00number\r\n")
    assert refusal("name".encode("utf-16-le"))


def test_old_and_locked_workbooks_are_told_apart():
    assert "xlsx" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


class TestHostileWorkbooks:
    def test_a_bomb_of_zeros(self, monkeypatch):
        monkeypatch.setattr(workbooks, "MOST_UNPACKED", 1024 * 1024)
        assert "1" in refusal(with_part(SOUND, "xl/media/image1.png", b"0" * 2 * 1024 * 1024))

    def test_an_archive_that_lies_about_its_size(self, monkeypatch):
        bomb = with_part(SOUND, SHEET, part_of(SOUND, SHEET) + b" " * 2_000_000)
        size = (len(part_of(SOUND, SHEET)) + 2_000_000).to_bytes(4, "little")
        monkeypatch.setattr(workbooks, "MOST_UNPACKED", 1024 * 1024)
        assert size in bomb
        assert refusal(bomb.replace(size, (100).to_bytes(4, "little")))

    def test_too_many_parts(self, monkeypatch):
        monkeypatch.setattr(workbooks, "MOST_PARTS", 3)
        assert refusal(SOUND)

    @pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"])
    def test_entities(self, part):
        laughs = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        assert refusal(with_part(SOUND, part, laughs + part_of(SOUND, part)))

    @pytest.mark.parametrize("encoding", ["utf-16", "cp037", "utf-7"])
    def test_entities_behind_another_encoding(self, encoding):
        declared = f'<?xml version="1.0" encoding="{encoding}"?>'
        xml = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'.encode(encoding)
        assert refusal(with_part(SOUND, SHEET, declared.encode() + xml))

    @pytest.mark.parametrize("number", [b"900000000", b"1048577", b"1048577.0"])
    def test_rows_without_end(self, number):
        xml = part_of(SOUND, SHEET).replace(b'<row r="3"', b'<row r="%s"' % number)
        assert "上限を超える行" in refusal(with_part(SOUND, SHEET, xml))

    def test_the_last_row_there_is(self):
        xml = part_of(SOUND, SHEET).replace(b'<row r="3"', b'<row r="1048576"')
        assert [number for number, _cells in read(with_part(SOUND, SHEET, xml)).rows] == [2, 1_048_576]

    @pytest.mark.parametrize("name", ["xl/workbook.xml", SHEET, "xl/styles.xml"])
    def test_parts_that_are_no_xml_or_are_missing(self, name):
        assert refusal(with_part(SOUND, name, b"<x"))
        assert refusal(with_part(SOUND, name, b"\x00\x01"))

    def test_a_part_with_a_password(self):
        target = io.BytesIO(SOUND)
        with zipfile.ZipFile(target) as archive:
            flags = archive.infolist()[0]
        locked = bytearray(SOUND)
        # The bit that says a part is encrypted, in the directory at the end of the archive.
        place = locked.rindex(b"PK\x01\x02", 0, locked.rindex(flags.filename.encode()))
        locked[place + 8] |= 1
        assert refusal(bytes(locked))


@given(st.binary(max_size=3000))
def test_any_bytes_give_a_table_or_a_sentence(content):
    with contextlib.suppress(ValidationError):
        assert read(content).header


@given(prefix=st.sampled_from([b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe"]), content=st.binary(max_size=500))
def test_any_bytes_behind_a_known_sign(prefix, content):
    test_any_bytes_give_a_table_or_a_sentence.hypothesis.inner_test(prefix + content)


@given(place=st.integers(0, len(SOUND) - 1), value=st.integers(0, 255), length=st.integers(1, 400))
def test_a_workbook_with_broken_bytes(place, value, length):
    damaged = SOUND[:place] + bytes([value]) * length + SOUND[place + length :]
    test_any_bytes_give_a_table_or_a_sentence.hypothesis.inner_test(damaged)


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=3), min_size=1, max_size=6))
def test_what_a_program_wrote_as_csv_is_read_back(rows):
    # A heading that holds another delimiter may be two headings.
    assume(not any(sign in heading for heading in rows[0] for sign in "\t;"))
    try:
        table = read(csv_bytes(rows))
    except ValidationError:
        return
    cells = {cell for _number, row in table.rows for cell in row}
    assert cells <= {cell for row in rows[1:] for cell in row}
