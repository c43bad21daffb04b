"""The ministry's list of school codes."""

import io
from pathlib import Path

import pytest

from members.schools.imports.mext import municipality_in, short_name
from members.schools.mext_codes import check_digit, mext_code
from members.schools.models import School
from portal.core.municipalities import MUNICIPALITIES
from tests.factories.schools import SchoolFactory
from tests.portal.core.imports.builders import xlsx_bytes

from .builders import faults, handed_in, imported, mext_code_of, mext_file, mext_row, mext_rows

# Codes of real schools, as they are quoted in public; and examples of a public validator.
REAL = ("F112310102342", "H113310400202", "F113110102700")
EXAMPLES = tuple(Path(__file__).with_name("example_codes.txt").read_text(encoding="ascii").split())


def is_code(text: str) -> bool:
    try:
        return mext_code(text) == text
    except ValueError:
        return False


class TestCodes:
    @pytest.mark.parametrize("code", [*REAL, *EXAMPLES])
    def test_published_codes_are_right(self, code):
        assert check_digit(code[:-1]) == int(code[-1])
        assert mext_code(code) == code

    @pytest.mark.parametrize("code", REAL)
    def test_every_wrong_digit_is_noticed(self, code):
        for place in range(5, 13):
            for digit in set("0123456789") - {code[place]}:
                assert not is_code(f"{code[:place]}{digit}{code[place + 1 :]}")

    def test_any_width_case_and_hyphens(self):
        assert mext_code("ｂ１１３ ２-1000001-4") == "B113210000014"

    @pytest.mark.parametrize("code", ["", "X113210000014", "B114810000014", "B11321000001", "B1132100000144"])
    def test_what_is_none(self, code):
        assert not is_code(code)


class TestAddresses:
    @pytest.mark.parametrize(
        ("address", "name"),
        [
            ("東京都江東区見本1-1", "江東区"),
            ("北区見本", "北区"),
            ("東京都西東京市北町1", "西東京市"),
            ("東京都 西多摩郡瑞穂町見本", "瑞穂町"),
            ("東京都三宅島三宅村見本", "三宅村"),
            ("東京都大島町元町", "大島町"),
            ("東京都青ヶ島村", "青ヶ島村"),
            ("東京都府中市府中町", "府中市"),
        ],
    )
    def test_the_municipality(self, address, name):
        assert MUNICIPALITIES[municipality_in(address)].name == name

    @pytest.mark.parametrize("address", ["", "東京都", "大阪府大阪市北区中之島を経て江東区", "神奈川県川崎市見本"])
    def test_none(self, address):
        assert municipality_in(address) is None

    @pytest.mark.parametrize("row", MUNICIPALITIES.values(), ids=lambda row: row.code)
    def test_every_municipality_is_itself(self, row):
        assert municipality_in(f"東京都{row.name}見本1-1") == row.code

    def test_names_without_their_founder(self):
        assert short_name("江東区立 みどり小学校", "13108") == "みどり小学校"
        assert short_name("東京都立みどり高等学校", "13108") == short_name("都立みどり高等学校", "13108")
        assert short_name("区立みどり小学校", "13108") == "区立みどり小学校"


@pytest.mark.django_db
class TestRows:
    def test_public_schools_of_tokyo_become_schools(self):
        high = mext_row(1000002, 学校種="D1(高校)", 学校名="東京都立見本高等学校", 学校所在地="東京都北区見本")
        job = imported(mext_file(mext_row(), high))
        assert [row.number for row in job.rows.all()] == [3, 4]
        first, second = School.objects.order_by("mext_code")
        assert first.code == first.mext_code == mext_code_of(1000001)
        assert (first.name, first.school_type, first.founder) == (
            "江東区立見本第1000001小学校",
            "elementary",
            "municipal",
        )
        assert (first.municipality, first.postal_code) == ("13108", "135-0042")
        assert (second.school_type, second.founder, second.municipality) == ("high", "metropolitan", "13117")
        assert first.periods.exists()

    def test_a_workbook_with_line_ends_in_its_headings(self):
        rows = mext_rows(mext_row())
        rows[1] = [heading.replace("学校", "学校\n", 1) for heading in rows[1]]
        assert imported(io.BytesIO(xlsx_bytes(rows))).added == 1

    def test_what_is_passed_over_is_counted(self):
        rows = [
            mext_row(1000001),
            mext_row(1000002, 都道府県番号="14(神奈川)"),
            mext_row(1000003, 設置区分="3(私)"),
            mext_row(1000004, 設置区分="3(私)"),
            mext_row(1000005, 設置区分="1(国)"),
            mext_row(1000006, 学校種="A1(幼稚園)"),
            mext_row(1000007, 属性情報廃止年月日="2024/3/31"),
            mext_row(1000008, 本分校="9(廃)"),
            mext_row(1000009, 属性情報廃止年月日="2099/3/31"),
        ]
        SchoolFactory(code="OLD", name="閉じた小学校", mext_code=mext_code_of(1000007))
        job = handed_in(mext_file(*rows))
        assert (job.added, job.wrong) == (2, 0)
        told = " ".join(note["en"] for note in job.notes)
        counts = (
            "2 private schools, 1 national school, 1 school of another kind, 2 closed schools, 1 school outside Tokyo"
        )
        assert counts in told
        assert "閉じた小学校 (OLD)" in told
        assert all(note["ja"] and note["en"] for note in job.notes)

    def test_a_file_of_half_a_country(self):
        """More rows than an import may have, of which few are ours."""
        elsewhere = mext_row(都道府県番号="14(神奈川)")
        assert handed_in(mext_file(*[elsewhere] * 5_500, mext_row())).added == 1

    @pytest.mark.parametrize(
        ("heading", "typed", "column"),
        [
            ("学校コード", "B113210000011", "code"),
            ("学校コード", "", "code"),
            ("学校所在地", "神奈川県川崎市", "municipality"),
            ("学校名", "", "name"),
            ("郵便番号", "12", "postal_code"),
            ("属性情報設定年月日", "1900/1/0", "code"),
            ("属性情報廃止年月日", "1900-01-00", "code"),
            ("属性情報廃止年月日", "いつか", "code"),
        ],
    )
    def test_each_fault_is_told_with_its_row(self, heading, typed, column):
        job = handed_in(mext_file(mext_row(1000002), mext_row(**{heading: typed})))
        assert [(row, name) for row, name, _message in faults(job)] == [(4, column)]

    def test_the_same_school_twice(self):
        assert [row for row, _name, _message in faults(handed_in(mext_file(mext_row(), mext_row())))]


@pytest.mark.django_db
class TestMatching:
    def outcome(self, **changes: str) -> tuple[str, str]:
        """What becomes of the row, and the code of the school it means."""
        row = handed_in(mext_file(mext_row(**changes))).rows.get()
        return row.outcome, row.key

    def test_by_the_mext_code(self):
        SchoolFactory(code="T1", name="前の名前", mext_code=mext_code_of(1000001))
        assert self.outcome() == ("changed", "T1")

    def test_by_the_school_code(self):
        SchoolFactory(code=mext_code_of(1000001), name="前の名前")
        assert self.outcome() == ("changed", mext_code_of(1000001))

    def test_by_name_kind_and_municipality(self):
        SchoolFactory(code="T1", name="見本第1000001小学校")
        SchoolFactory(code="T2", name="見本第1000001小学校", municipality="13101")
        SchoolFactory(code="T3", name="見本第1000001小学校", school_type="high")
        assert self.outcome() == ("changed", "T1")
        imported(mext_file(mext_row()))
        assert School.objects.get(code="T1").mext_code == mext_code_of(1000001)
        assert School.objects.count() == 3

    def test_a_school_whose_code_has_changed_since(self):
        SchoolFactory(code="T1", name="江東区立見本第1000001小学校", mext_code=mext_code_of(9000001))
        assert self.outcome() == ("changed", "T1")

    def test_a_namesake_that_the_list_holds_itself_is_another_school(self):
        SchoolFactory(code="T1", name="江東区立見本第1000001小学校", mext_code=mext_code_of(1000002))
        other = mext_row(1000002)
        job = handed_in(mext_file(mext_row(), other))
        assert sorted(row.key for row in job.rows.all()) == sorted([mext_code_of(1000001), "T1"])

    def test_several_schools_of_the_name_are_a_fault(self):
        SchoolFactory(code="T1", name="見本第1000001小学校")
        SchoolFactory(code="T2", name="江東区立見本第1000001小学校")
        ((row, column, message),) = faults(handed_in(mext_file(mext_row())))
        assert (row, column) == (3, "code")
        assert "T1、T2" in message or "T1, T2" in message

    def test_the_list_costs_the_same_queries_for_one_row_and_for_five(self, django_assert_num_queries):
        from members.schools.imports.importer import SchoolImporter
        from portal.core.imports.plans import plan_file, read_content
        from portal.core.imports.reading import read_table

        importer = SchoolImporter()
        for number in (1, 5):
            table = read_table(mext_file(*[mext_row(1000001 + each) for each in range(number)]), 50, importer.layouts)
            with django_assert_num_queries(3):
                list(plan_file(importer, read_content(importer, table, {}), {}))
