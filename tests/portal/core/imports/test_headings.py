"""Foreign headings: proposed, explained, remembered for the next file, forgotten."""

import io

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from portal.core.imports.columns import Column, match_header
from portal.core.imports.kinds import Text
from portal.core.imports.models import ImportJob, ImportMeaning
from portal.core.imports.proposals import propose
from portal.core.imports.services import (
    explain_headings,
    forget_meaning,
    forget_old,
    hand_in,
    start_applying,
)
from tests.factories.schools import UserFactory

from .builders import NumberImporter, csv_bytes, numbers

COLUMNS = (
    Column("phone", "電話", Text(20), aliases=("TEL",)),
    Column("address", "住所", Text(20), aliases=("所在地",)),
    Column("pupils", "児童・生徒数", Text(20)),
)


class TestMatching:
    def test_a_meaning_counts_in_any_width_and_case_and_nothing_is_left_out_by_itself(self):
        header = match_header(["Ｔｅｌ．", "備考", "住所", "?"], COLUMNS, {"tel.": "phone", "備考": ""})
        assert {place: column.name for place, column in header.places.items()} == {0: "phone", 2: "address"}
        assert header.left_out == {1}
        assert list(header.foreign) == ["Ｔｅｌ．", "備考", "?"]
        assert [fault.column for fault in header.faults] == ["?"]

    def test_our_own_heading_means_its_column_whatever_is_said(self):
        header = match_header(["住所"], COLUMNS, {"住所": "phone"})
        assert header.places[0].name == "address"
        assert not header.foreign

    def test_two_headings_for_one_column_are_a_fault(self):
        header = match_header(["住所", "所在地"], COLUMNS, {"所在地": "address"})
        assert [fault.column for fault in header.faults] == ["address"]

    def test_a_column_there_is_no_more_is_unknown(self):
        assert match_header(["所在地"], COLUMNS, {"所在地": "gone"}).faults


class TestProposals:
    @pytest.mark.parametrize(
        ("heading", "name"),
        [("ＴＥＬ", "phone"), ("所在地", "address"), ("代表電話", "phone"), ("児童生徒数", "pupils")],
    )
    def test_another_name_or_a_like_one(self, heading, name):
        assert propose([heading], COLUMNS) == {heading: name}

    @pytest.mark.parametrize("heading", ["備考", "", "校長名", "x" * 5000])
    def test_nothing_like_it(self, heading):
        assert propose([heading], COLUMNS) == {}

    def test_no_column_twice_and_the_likest_heading_wins(self):
        assert propose(["本校住所", "所在地"], COLUMNS) == {"所在地": "address"}


def foreign_file(head: tuple[str, ...] = ("名称", "数量", "メモ")) -> io.BytesIO:
    return io.BytesIO(csv_bytes([head, ("a", "5", "left out")]))


def handed_in(*args: object) -> ImportJob:
    return hand_in(NumberImporter(), foreign_file(*args), "foreign.csv", {}, None)


EXPLAINED = {"名称": "name", "数量": "number", "メモ": ""}


@pytest.mark.django_db
class TestRemembering:
    def test_a_file_is_explained_compared_again_and_carried_out(self):
        actor = UserFactory()
        job = handed_in()
        assert (job.wrong, job.foreign, job.may_decide) == (1, ["名称", "数量", "メモ"], True)
        explain_headings(job, EXPLAINED, actor)
        assert (job.added, job.wrong) == (1, 0)
        start_applying(job, actor)
        assert numbers() == {"a": 5}
        meaning = ImportMeaning.objects.get(heading="数量")
        assert (meaning.kind, meaning.column, meaning.remembered_by) == ("numbers", "number", actor)
        assert ModelLogEntry.objects.filter(action="import.headings", user=actor).count() == 1

    def test_the_next_file_fits_at_once_also_in_another_width(self):
        explain_headings(handed_in(("ＮＡＭＥ１", "数量", "メモ")), {**EXPLAINED, "ＮＡＭＥ１": "name"}, None)
        job = handed_in(("name1", "数量", "メモ"))
        assert (job.added, job.wrong) == (1, 0)

    def test_the_newest_word_counts_and_an_earlier_file_keeps_what_it_was_told(self):
        first = handed_in()
        explain_headings(first, {**EXPLAINED, "メモ": "note"}, None)
        explain_headings(handed_in(), EXPLAINED, None)
        assert ImportMeaning.objects.get(heading="メモ").column == ""
        first.refresh_from_db()
        assert first.meanings["メモ"] == "note"

    def test_another_kind_knows_nothing_of_it(self):
        explain_headings(handed_in(), EXPLAINED, None)
        ImportMeaning.objects.update(kind="others")
        assert handed_in().wrong == 1

    def test_a_long_heading_is_kept_short(self):
        long = "長" * 3000
        job = handed_in((long, "数量", "メモ"))
        explain_headings(job, {job.foreign[0]: "name", "数量": "number", "メモ": ""}, None)
        assert (job.added, job.wrong) == (1, 0)
        assert handed_in((long, "数量", "メモ")).added == 1

    def test_what_was_carried_out_is_explained_no_more(self):
        job = handed_in()
        explain_headings(job, EXPLAINED, None)
        start_applying(job, None)
        with pytest.raises(ValidationError):
            explain_headings(job, EXPLAINED, None)

    def test_forgetting(self):
        explain_headings(handed_in(), EXPLAINED, None)
        pk = ImportMeaning.objects.get(heading="数量").pk
        assert not forget_meaning("others", pk, None)
        assert forget_meaning("numbers", pk, UserFactory())
        assert not forget_meaning("numbers", pk, None)
        assert handed_in().wrong == 1
        assert ModelLogEntry.objects.filter(action="import.forget_heading").count() == 1

    def test_old_imports_forget_the_headings_of_their_file(self):
        from portal.core.imports.models import KEPT

        job = handed_in()
        forget_old(job.created_at + KEPT * 2)
        job.refresh_from_db()
        assert (job.foreign, job.meanings, job.may_decide) == ([], {}, False)

    def test_remembered_headings_cost_one_query_however_many(self, django_assert_num_queries):
        from portal.core.imports.services import meanings_of

        for count in (1, 5):
            with django_assert_num_queries(1):
                meanings_of("numbers", [f"見出し{number}" for number in range(count)])
