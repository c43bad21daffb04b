"""Old cases come in from a spreadsheet as an editor would have written them."""

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from casestudies.columns import store
from casestudies.imports.columns import COLUMNS
from casestudies.imports.importer import CaseImporter
from casestudies.imports.records import find_cases, values_of
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from portal.core.imports.columns import match_header
from portal.core.imports.files import template_file
from portal.core.imports.services import hand_in
from tests.factories.public_site import make_case, section, translated
from tests.factories.schools import UserFactory

from .helpers import titles
from .importing import LUNCH, case, faults, hand_in_cases, import_cases

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index() -> CaseStudyIndexPage:
    return section("casestudies")


def test_a_row_becomes_a_draft_with_all_its_facts_and_texts():
    actor = UserFactory()
    import_cases(LUNCH, actor=actor)
    page = case()
    assert (page.live, page.locale.language_code, page.owner) == (False, "ja", actor)
    assert (page.title, page.school_type, page.municipality) == ("給食を紹介し合おう", "elementary", "13108")
    assert (page.grades, page.pupils, page.first_timer) == (["e5", "e6"], 32, True)
    assert (set(page.countries), page.themes) == ({"TW", "KR"}, ["school_life", "food"])
    assert (page.date_from, page.fiscal_year) == (datetime.date(2015, 11, 12), 2015)
    assert page.background == "<p>英語が&lt;b&gt;伝わる&lt;/b&gt;経験</p><ul><li>写真</li><li>地図</li></ul>"
    assert [dict(block.value) for block in page.timetable] == [
        {"time": "10:40", "activity": "あいさつ"},
        {"time": "10:45–11:15", "activity": "紹介"},
    ]
    assert [dict(block.value) for block in page.voices] == [
        {"speaker": "pupil", "text": "通じてうれしい。", "detail": "小5"}
    ]
    assert page.latest_revision.user == actor
    assert set(PageLogEntry.objects.filter(page=page.pk).values_list("action", "user")) == {
        ("wagtail.create", actor.pk),
        ("wagtail.edit", actor.pk),
    }


def test_published_at_once_when_asked_and_found_at_once(archive):
    import_cases(LUNCH, publish=True)
    assert case().live
    assert titles(archive("q=給食")) == titles(archive("country=TW")) == ["給食を紹介し合おう"]
    assert titles(archive("country=AU")) == []


def test_a_draft_is_not_found(archive):
    import_cases(LUNCH)
    assert titles(archive("q=給食")) == []
    assert len(store.of("ja")) == 0


def test_the_same_file_changes_nothing():
    import_cases(LUNCH)
    job = hand_in_cases(LUNCH)
    assert (job.added, job.changed, job.unchanged, job.wrong) == (0, 0, 1, 0)
    assert not job.may_apply
    assert (import_cases(LUNCH, publish=True).changed, hand_in_cases(LUNCH, publish=True).unchanged) == (1, 1)


def test_what_an_editor_marked_bold_is_no_change_and_stays():
    import_cases(LUNCH)
    page = case()
    page.aims = '<p data-block-key="x1">英語で<b>話す</b></p>'
    page.save_revision()
    row = {**LUNCH, "aims": "英語で話す", "title": "新しい題"}
    job = import_cases(row)
    assert list(job.rows.get().content["changes"]) == ["title"]
    assert case().get_latest_revision_as_object().aims == page.aims


def test_a_published_case_gets_a_draft_and_keeps_what_the_file_does_not_have():
    page = make_case(slug="lunch-2015", title="前の題", pupils=12, challenges="<p>音声</p>")
    row = {"code": "lunch-2015", "title": "後の題", "school_type": "義務教育学校", "date_from": "2015/11/12"}
    job = import_cases(row)
    assert job.rows.get().content["changes"] == {
        "title": ["前の題", "後の題"],
        "school_type": ["elementary", "compulsory"],
        "date_from": ["2025-11-12", "2015-11-12"],
    }
    page.refresh_from_db()
    assert (page.live, page.title, page.has_unpublished_changes) == (True, "前の題", True)
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.pupils, draft.challenges) == ("後の題", 12, "<p>音声</p>")


def test_the_newest_draft_is_compared_and_kept():
    page = make_case(slug="lunch-2015")
    page.summary = "下書きの要約"
    page.save_revision()
    base = {"code": "lunch-2015", "title": page.title, "school_type": "elementary", "date_from": "2025-11-12"}
    assert hand_in_cases({**base, "summary": "下書きの要約"}).unchanged == 1
    import_cases({**base, "pupils": "40"})
    draft = case().get_latest_revision_as_object()
    assert (draft.summary, draft.pupils) == ("下書きの要約", 40)


def test_rows_of_the_timetable_that_stay_keep_their_blocks():
    import_cases(LUNCH)
    before = [block.id for block in case().timetable]
    import_cases({**LUNCH, "timetable": "10:30 接続\n10:40 あいさつ\n10:45～11:15 紹介"})
    after = [block.id for block in case().get_latest_revision_as_object().timetable]
    assert after[1:] == before
    assert after[0] not in before


def test_related_cases_are_named_by_their_code():
    other = make_case(slug="other")
    import_cases({**LUNCH, "related": "other"})
    assert [block.value.pk for block in case().related] == [other.pk]
    assert hand_in_cases({**LUNCH, "related": "other"}).unchanged == 1
    assert faults(hand_in_cases({**LUNCH, "related": "nowhere"})) == [(2, "related")]


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"code": "日本語"}, "code"),
        ({"code": ""}, "code"),
        ({"code": "example"}, "code"),
        ({"title": ""}, "title"),
        ({"title": "x" * 256}, "title"),
        ({"summary": "x" * 401}, "summary"),
        ({"school_type": "大学"}, "school_type"),
        ({"municipality": "横浜市"}, "municipality"),
        ({"grades": "中1"}, "grades"),
        ({"pupils": "約30"}, "pupils"),
        ({"pupils": "9000"}, "pupils"),
        ({"countries": "アトランティス"}, "countries"),
        ({"date_from": "平成32年4月1日"}, "date_from"),
        ({"date_from": "2015-11-12", "date_until": "2015-11-11"}, "date_until"),
        ({"date_from": "2099-04-01"}, "date_from"),
        ({"partner_age_min": "12", "partner_age_max": "11"}, "partner_age_max"),
        ({"timetable": "あいさつ"}, "timetable"),
        ({"voices": "山田さん：楽しかった"}, "voices"),
        ({"related": "a;b"}, "related"),
        ({"approved_on": "2090-01-01"}, "approved_on"),
    ],
)
def test_faults_name_row_and_column_and_nothing_is_written(changes, column):
    job = hand_in_cases({**LUNCH, "code": "good"}, {**LUNCH, **changes})
    assert faults(job) == [(3, column)]
    assert not job.may_apply
    [fault] = job.rows.get(number=3).faults
    assert fault["message"]["ja"]
    assert fault["message"]["en"]
    assert not CaseStudyPage.objects.exists()


def test_what_must_not_reach_the_public_stands_in_a_draft_only():
    row = {**LUNCH, "school_unnamed": "○", "summary": "江東区立みどり小学校の5年生です。"}
    assert hand_in_cases(row).may_apply
    job = hand_in_cases(row, publish=True)
    assert faults(job) == [(2, "summary")]
    [fault] = job.rows.get().faults
    assert fault["message"]["ja"] != fault["message"]["en"]


def test_a_locked_page_and_one_in_a_workflow_are_not_touched():
    page = make_case(slug="lunch-2015")
    page.locked = True
    page.save()
    assert faults(hand_in_cases(LUNCH)) == [(2, "code")]
    page.locked = False
    page.save()
    assert faults(hand_in_cases(LUNCH)) == []
    page.save_revision()
    page.get_workflow().start(page, UserFactory())
    assert faults(hand_in_cases(LUNCH)) == [(2, "code")]


def test_an_english_page_of_the_same_code_is_left_alone():
    english = translated(make_case(slug="lunch-2015"))
    import_cases(LUNCH, publish=True)
    english.refresh_from_db()
    assert english.title == "English lunch-2015"
    assert case().title == LUNCH["title"]


def test_comparing_costs_the_same_queries_for_one_case_and_for_five(index, django_assert_num_queries):
    for number in range(5):
        page = make_case(slug=f"c{number}")
        page.summary = f"下書き{number}"
        page.save_revision()
    for size in (1, 5):
        with django_assert_num_queries(3):
            records = find_cases(index, [f"c{number}" for number in range(size)], lock=False)
            assert [values_of(record)["summary"] for record in records.values()] == [
                f"下書き{number}" for number in range(size)
            ]


def test_without_an_archive_a_sentence(index):
    index.delete()
    with pytest.raises(ValidationError):
        CaseImporter().find(["a"], lock=False)
    assert CaseImporter().why_closed()


class TestTemplate:
    @pytest.mark.parametrize("language", ["ja", "en"])
    def test_it_is_read_back_when_its_example_gets_a_code(self, language):
        with override(language):
            workbook = load_workbook(io.BytesIO(template_file(CaseImporter())))
        first, described, codes = workbook.worksheets
        assert (first.max_row, first.max_column, described.max_row) == (2, len(COLUMNS), len(COLUMNS) + 1)
        listed = {(row[0].value, row[1].value): (row[2].value, row[3].value) for row in codes.iter_rows(min_row=2)}
        assert ("台湾", "Taiwan") in listed.values()
        assert ("江東区", "Koto City") in listed.values()
        untouched, target = io.BytesIO(), io.BytesIO()
        workbook.save(untouched)
        untouched.seek(0)
        assert faults(hand_in(CaseImporter(), untouched, "t.xlsx", {}, None)) == [(2, "code")]
        first["A2"] = "my-first"
        workbook.save(target)
        target.seek(0)
        job = hand_in(CaseImporter(), target, "t.xlsx", {"publish": True}, None)
        assert (job.added, job.wrong) == (1, 0)

    def test_no_two_columns_share_a_heading(self):
        headings = [heading for column in COLUMNS for heading in column.headings()]
        assert len(headings) == len(set(headings))
        for language in ("ja", "en"):
            with override(language):
                header = match_header([str(column.label) for column in COLUMNS], COLUMNS)
            assert (list(header.places.values()), header.faults) == (list(COLUMNS), [])

    def test_every_label_of_every_code_is_understood(self):
        for column in COLUMNS:
            read = column.kind.reader()
            for language in ("ja", "en"):
                with override(language):
                    for code, label in column.kind.codes():
                        assert read(code) == read(label), (column.name, code, label)

    def test_every_fact_and_text_of_a_case_has_a_column(self):
        page_only = {"photographs", "attachments", "programme_page", "fiscal_year", "page_ptr", "cover"}
        page_only |= {"contact_name", "contact_detail", "checked_on"}
        own = {field.name for field in CaseStudyPage._meta.local_fields} - page_only
        assert own <= {column.name for column in COLUMNS}
