"""What becomes of each row, found without writing anything."""

import io

import pytest

from portal.core.imports.columns import Column, match_header
from portal.core.imports.kinds import Text
from portal.core.imports.plans import Outcome, Plan, plan_file, read_content
from portal.core.imports.reading import read_table
from portal.core.versions import DataVersion

from .builders import PREFIX, NumberImporter, csv_bytes

pytestmark = pytest.mark.django_db


def plans(*rows: object, head: tuple[str, ...] = ("name", "number"), **options: bool) -> list[Plan]:
    table = read_table(io.BytesIO(csv_bytes([head, *rows])), 50)
    importer = NumberImporter()
    return list(plan_file(importer, read_content(importer, table, {}), {"double": False, **options}))


def faults(found: list[Plan]) -> list[tuple[int, str, str, str]]:
    return [(plan.number, fault.column, str(fault.message), fault.typed) for plan in found for fault in plan.faults]


def test_rows_are_added_changed_unchanged_or_wrong():
    DataVersion.objects.create(name=f"{PREFIX}old", number=1)
    DataVersion.objects.create(name=f"{PREFIX}same", number=2)
    found = plans(("new", "5"), ("old", "3"), ("same", "２"), ("bad", "x"), ("unlucky", "13"))
    assert [(plan.number, plan.outcome, plan.key) for plan in found] == [
        (2, Outcome.ADDED, "new"),
        (3, Outcome.CHANGED, "old"),
        (4, Outcome.UNCHANGED, "same"),
        (5, Outcome.WRONG, "bad"),
        (6, Outcome.WRONG, "unlucky"),
    ]
    assert found[0].values == {"name": "new", "number": 5}
    assert found[1].changes == {"number": (1, 3)}
    assert [row[:2] + row[3:] for row in faults(found)] == [(5, "number", "x"), (6, "number", "")]


def test_headings_are_names_or_labels_in_any_order_and_width():
    for head in (("数", "名前"), ("ＮＵＭＢＥＲ", " Name "), ("数＊", "名前*")):
        assert plans(("5", "new"), head=head)[0].values == {"name": "new", "number": 5}


def test_a_wrong_heading_is_told_once_and_no_row_is_read():
    found = plans(("new", "5", "6"), head=("name", "numbr", "名前"))
    assert [plan.number for plan in found] == [1]
    assert [row[1] for row in faults(found)] == ["numbr", "name", "number"]


def test_rows_number_as_the_spreadsheet_counts():
    found = plans((), ("two\nlines", "1"), ("", ""), ("b", ""))
    assert [(plan.number, plan.outcome) for plan in found] == [(3, Outcome.ADDED), (5, Outcome.WRONG)]
    assert [row[:2] for row in faults(found)] == [(5, "number")]


def test_every_fault_of_a_row_is_told():
    assert [row[1] for row in faults(plans(("", "x", "n" * 21), head=("name", "number", "note")))] == [
        "name",
        "number",
        "note",
    ]


def test_a_key_stands_once_and_is_not_the_example():
    found = faults(plans(("a", "1"), ("a", "2"), ("example", "3")))
    assert [row[:2] for row in found] == [(3, "name"), (4, "name")]
    assert "2" in found[0][2]


def test_text_below_no_heading_is_told():
    found = faults(plans(("a", "1", "", "stray"), head=("name", "number", "", "")))
    assert [(row[0], row[1], row[3]) for row in found] == [(2, "", "stray")]


def test_a_plan_costs_the_same_queries_for_one_row_and_for_five(django_assert_num_queries):
    for rows in (1, 5):
        with django_assert_num_queries(1):
            plans(*[(f"n{number}", "1") for number in range(rows)])


def test_a_column_answers_to_its_label_in_each_language():
    from portal.core.vocabulary import Theme

    column = Column("theme", Theme.FOOD.label, Text(20))
    for heading in ("theme", "給食・食文化", "School lunch and food culture"):
        header = match_header([heading], [column])
        assert (list(header.places.values()), header.faults) == ([column], [])
