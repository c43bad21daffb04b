"""Schools from a spreadsheet of our own columns."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from members.calendars.standard_week import standard_week
from members.schools.imports.columns import COLUMNS
from members.schools.imports.importer import SchoolImporter
from members.schools.models import Membership, School, SchoolPeriod
from portal.core.imports.columns import match_header
from portal.core.imports.files import template_file
from portal.core.imports.plans import Outcome, plan_file, read_content
from portal.core.imports.reading import Table
from tests.factories.schools import SchoolFactory, UserFactory
from tests.portal.core.imports.builders import csv_bytes

from .builders import MIDORI, faults, file_of, handed_in, imported

pytestmark = pytest.mark.django_db


def test_a_new_school_has_all_its_values_and_the_usual_timetable():
    actor = UserFactory(username="coordinator")
    imported(file_of(MIDORI), actor)
    school = School.objects.get(code="T00001")
    assert (school.name, school.name_kana) == ("江東区立みどり小学校", "こうとうくりつみどりしょうがっこう")
    assert (school.school_type, school.founder, school.municipality) == ("elementary", "municipal", "13108")
    assert (school.postal_code, school.phone, school.pupils) == ("135-0042", "03-0000-0000", 320)
    lessons = {(row.weekday, row.slot, row.starts, row.ends) for row in school.periods.all()}
    assert lessons == {tuple(lesson) for lesson in standard_week("elementary")}
    entry = ModelLogEntry.objects.get(object_id=str(school.pk), action="wagtail.create")
    assert (entry.user, entry.label) == (actor, school.name)
    assert not Membership.objects.exists()


def test_it_is_found_by_the_desks_search(coordinator):
    imported(file_of(MIDORI))
    rows = coordinator.get("/cms/schools/", {"q": "みどり"}).context["object_list"]
    assert [school.code for school in rows] == ["T00001"]
    imported(file_of({**MIDORI, "name": "江東区立しおかぜ小学校"}))
    rows = coordinator.get("/cms/schools/", {"q": "しおかぜ"}).context["object_list"]
    assert [school.code for school in rows] == ["T00001"]


def test_columns_in_any_order_and_language_and_rows_that_change_or_do_not():
    SchoolFactory(code="A", name="青空小学校", phone="03-1111-1111")
    SchoolFactory(code="B", name="若葉小学校", municipality="13101")
    head = ("区市町村", "School type", "名前", "code")
    rows = [("江東区", "小学校", "青空小学校", "Ａ"), ("13101", "elementary", "新若葉小学校", "B")]
    job = imported(io.BytesIO(csv_bytes([head, *rows])))
    assert (job.added, job.changed, job.unchanged, job.wrong) == (0, 1, 1, 0)
    assert School.objects.get(code="B").name == "新若葉小学校"
    assert School.objects.get(code="A").phone == "03-1111-1111"
    assert not SchoolPeriod.objects.exists()


def test_the_same_file_twice_and_no_school_is_deleted():
    SchoolFactory(code="OTHER")
    imported(file_of(MIDORI))
    assert handed_in(file_of(MIDORI)).unchanged == 1
    assert School.objects.count() == 2


@pytest.mark.parametrize(
    ("column", "typed"),
    [
        ("code", ""),
        ("code", "a b"),
        ("code", "example"),
        ("name", ""),
        ("name", "あ" * 121),
        ("name_kana", "漢字"),
        ("school_type", "大学"),
        ("founder", ""),
        ("founder", "private"),
        ("municipality", "大阪市"),
        ("postal_code", "123"),
        ("phone", "電話なし"),
        ("email", "nobody"),
        ("pupils", "-1"),
        ("pupils", "10000"),
        ("mext_code", "B113210000010"),
    ],
)
def test_each_fault_is_told_with_row_and_column_and_nothing_is_written(column, typed):
    job = handed_in(file_of(MIDORI, {**MIDORI, "code": "T2", column: typed}))
    assert [(row, name) for row, name, _message in faults(job)] == [(3, column)]
    assert not School.objects.exists()


def test_codes_that_occur_twice():
    job = handed_in(file_of(MIDORI, {**MIDORI, "name": "別の小学校"}))
    assert [(row, name) for row, name, _message in faults(job)] == [(3, "code")]


def test_a_mext_code_belongs_to_one_school():
    SchoolFactory(code="HOLDER", mext_code="B113210000014")
    rows = [{**MIDORI, "mext_code": "Ｂ１13-2-1000001-4"}, {**MIDORI, "code": "T2", "mext_code": "B113210000023"}]
    third = {**MIDORI, "code": "T3", "mext_code": "B113210000023"}
    job = handed_in(file_of(*rows, third))
    assert [(row, name) for row, name, _message in faults(job)] == [(n, "mext_code") for n in (2, 3, 4)]
    assert "HOLDER" in faults(job)[0][2]


def test_missing_columns_are_told():
    job = handed_in(io.BytesIO(csv_bytes([["code", "name"], ["A", "青空小学校"]])))
    assert [(row, name) for row, name, _message in faults(job)] == [(1, "school_type"), (1, "municipality")]


def test_the_template_names_every_column_and_its_example_is_refused():
    job = handed_in(io.BytesIO(template_file(SchoolImporter())), "template.xlsx")
    assert [(row, name) for row, name, _message in faults(job)] == [(2, "code")]


def test_no_two_columns_share_a_heading_or_another_name():
    words = [heading for column in COLUMNS for heading in {*column.headings(), *column.aliases}]
    assert len(words) == len(set(words))


def test_as_many_queries_for_five_schools_as_for_one(django_assert_max_num_queries):
    for first, number in ((0, 1), (10, 5)):
        job = handed_in(file_of(*[{**MIDORI, "code": f"N{each}"} for each in range(first, first + number)]))
        with django_assert_max_num_queries(60):
            imported_again(job)


def imported_again(job):
    from portal.core.imports.services import start_applying

    start_applying(job, None)
    assert job.state == "applied"


_TEXT = st.text(max_size=130)


@given(values=st.fixed_dictionaries({column.name: _TEXT for column in COLUMNS}))
def test_what_the_columns_accept_the_model_accepts(values):
    """No cell gets past the kinds that the school's own form would refuse."""
    importer = SchoolImporter()
    known = {"school_type": "high", "municipality": "13101", "founder": "metropolitan", "code": "X1", "name": "校"}
    for row in ({**values, **known}, {**MIDORI, "name": values["name"], "email": values["email"]}):
        table = Table(list(row), [(2, list(row.values()))])
        (plan,) = plan_file(importer, read_content(importer, table, {}), {})
        if plan.outcome == Outcome.ADDED:
            School(**plan.values).clean_fields()


def test_every_heading_of_ours_is_understood_in_both_languages():
    for place in (0, 1):
        heads = [sorted(column.headings())[place % len(column.headings())] for column in COLUMNS]
        header = match_header(heads, COLUMNS)
        assert (list(header.places.values()), list(header.faults)) == (list(COLUMNS), [])
