"""Partner schools from a spreadsheet: what becomes of good rows, and each fault with its row and column."""

import datetime
import io

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from members.partners.imports.columns import COLUMNS
from members.partners.imports.importer import PartnerImporter
from members.partners.imports.values import lessons_shown, new_fields_of
from members.partners.models import DATA_VERSION, PartnerPeriod, PartnerSchool
from portal.core.imports.files import template_file
from portal.core.imports.plans import Outcome, plan_file, read_content
from portal.core.imports.reading import Table
from portal.core.versions import current_version
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory
from tests.factories.schools import UserFactory
from tests.portal.core.imports.builders import csv_bytes, xlsx_bytes

from .builders import LESSONS, WATTLE, faults, file_of, handed_in, imported

pytestmark = pytest.mark.django_db


def as_workbook(*rows: dict) -> io.BytesIO:
    return io.BytesIO(xlsx_bytes([list(rows[0]), *[list(row.values()) for row in rows]]))


class TestGoodRows:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "xlsx"])
    def test_a_new_partner_has_all_its_values(self, encoding):
        actor = UserFactory(username="coordinator")
        before = current_version(DATA_VERSION)
        imported(as_workbook(WATTLE) if encoding == "xlsx" else file_of(WATTLE, encoding=encoding), actor)
        partner = PartnerSchool.objects.get(code="AU-0001")
        partner.full_clean()
        assert (partner.name, partner.country, partner.region) == ("ワトルベイ小学校", "AU", "AU-NSW")
        assert (partner.ages, partner.class_size, partner.capacity) == ((8, 12), 28, 2)
        assert partner.exchange_types == ["live_online", "letter_card"]
        assert (partner.languages, partner.themes) == ({"en": 4, "ja": 1}, ["school_life", "food"])
        assert (partner.months, partner.tools) == ([5, 6, 10], ["zoom", "teams"])
        assert (partner.confirmed_on, partner.origin) == (datetime.date(2026, 4, 20), "import")
        assert (partner.notes, partner.letter_language) == ("two\nlines", "en")
        assert lessons_shown(partner.periods.all()) == LESSONS
        assert abs(partner.updated_at - timezone.now()) < datetime.timedelta(minutes=5)
        entry = ModelLogEntry.objects.get(object_id=str(partner.pk), action="wagtail.create")
        assert (entry.user, entry.label) == (actor, partner.name)
        assert current_version(DATA_VERSION) > before

    def test_what_is_not_known_stays_unknown(self):
        imported(file_of({"code": "N1", "name": "校", "country": "TH", "timezone": "", "status": "", "capacity": ""}))
        partner = PartnerSchool.objects.get()
        assert (partner.timezone, partner.ages, partner.capacity, partner.status) == ("", None, 1, "active")
        assert (partner.languages, partner.months, partner.confirmed_on) == ({}, [], None)

    def test_columns_that_are_absent_change_nothing(self):
        partner = PartnerFactory(code="A", notes="ours", contact_email="a@example.com", status="paused")
        period = PartnerPeriodFactory(partner=partner)
        before = PartnerSchool.objects.values().get()
        imported(file_of({"code": "A", "name": "新しい名前", "country": "AU", "city": "Melbourne"}))
        after = PartnerSchool.objects.values().get()
        changed = {name for name in after if after[name] != before[name]}
        assert changed == {"name", "city", "updated_at"}
        assert PartnerPeriod.objects.get() == period
        entry = ModelLogEntry.objects.get(action="partners.changed_together")
        assert entry.data == {"fields": ["city", "name"]}

    def test_lessons_are_replaced_and_an_empty_cell_takes_them_away(self):
        PartnerPeriodFactory(partner__code="A", partner__name="校")
        row = {"code": "A", "name": "校", "country": "AU", "periods": "fri 13:00-13:45"}
        imported(file_of(row))
        assert lessons_shown(PartnerPeriod.objects.all()) == [[4, "13:00", "13:45"]]
        imported(file_of({**row, "periods": ""}))
        assert not PartnerPeriod.objects.exists()

    def test_the_same_file_once_more_changes_nothing(self):
        imported(file_of(WATTLE))
        job = handed_in(file_of(WATTLE))
        assert (job.added, job.changed, job.unchanged, job.wrong) == (0, 0, 1, 0)


HOSTILE = [
    ("code", "", "code"),
    ("code", "a b", "code"),
    ("code", "x" * 21, "code"),
    ("code", "example", "code"),
    ("name", "", "name"),
    ("name", "あ" * 161, "name"),
    ("name", "ab\x07c", "name"),
    ("name_en", "x" * 161, "name_en"),
    ("country", "", "country"),
    ("country", "Atlantis", "country"),
    ("region", "NSW state", "region"),
    ("region", "NZ-AUK", "region"),
    ("timezone", "Australia/Sidney", "timezone"),
    ("age_min", "2", "age_min"),
    ("age_max", "21", "age_max"),
    ("age_max", "", "age_max"),
    ("age_min", "", "age_min"),
    ("age_max", "7", "age_max"),
    ("exchange_types", "live_onlin", "exchange_types"),
    ("languages", "en", "languages"),
    ("languages", "en:5", "languages"),
    ("languages", "xx:1", "languages"),
    ("languages", "en:1;en:2", "languages"),
    ("themes", "fod", "themes"),
    ("months", "13", "months"),
    ("class_size", "0", "class_size"),
    ("tools", "telegraph", "tools"),
    ("capacity", "51", "capacity"),
    ("status", "sleeping", "status"),
    ("confirmed_on", "2999-01-01", "confirmed_on"),
    ("confirmed_on", "yesterday", "confirmed_on"),
    ("website", "javascript:alert(1)", "website"),
    ("website", "ftp://example.com", "website"),
    ("website", "https://" + "x" * 200 + ".com", "website"),
    ("contact_name", "x" * 101, "contact_name"),
    ("contact_email", "nobody", "contact_email"),
    ("periods", "mon 09:50-09:00", "periods"),
    ("periods", "mon 25:00-26:00", "periods"),
    ("periods", "mon 09:00", "periods"),
    ("periods", "some 09:00-09:50", "periods"),
    ("periods", "mon 09:00-09:50;月 9:00-10:00", "periods"),
    ("periods", ";".join(f"mon {n // 60:02}:{n % 60:02}-23:59" for n in range(101)), "periods"),
    ("notes", "x" * 4001, "notes"),
    ("notes", "a\x0bb", "notes"),
]


class TestFaults:
    def test_one_hostile_file_with_all_of_them_and_nothing_is_written(self):
        rows = [
            {**WATTLE, "code": f"H{number}", column: typed} for number, (column, typed, _named) in enumerate(HOSTILE)
        ]
        job = handed_in(file_of(WATTLE, *rows))
        found = {(number, column) for number, column, _message in faults(job)}
        assert found == {(number, named) for number, (_column, _typed, named) in enumerate(HOSTILE, start=3)}
        assert not job.may_apply
        assert not PartnerSchool.objects.exists()

    @pytest.mark.parametrize(
        ("column", "typed", "near"), [("timezone", "Australia/Sidney", "Australia/Sydney"), ("themes", "fod", "")]
    )
    def test_an_unknown_code_is_told_with_what_is_like_it(self, column, typed, near):
        [(_row, _column, message)] = faults(handed_in(file_of({**WATTLE, column: typed})))
        assert near in message
        assert typed in message

    def test_codes_that_occur_twice(self):
        job = handed_in(file_of(WATTLE, {**WATTLE, "name": "別の学校"}))
        assert [(row, name) for row, name, _message in faults(job)] == [(3, "code")]

    def test_what_a_known_partner_must_keep(self):
        PartnerFactory(code="A")
        row = {"code": "A", "name": "校", "country": "AU", "status": "", "capacity": "", "letter_language": ""}
        assert {name for _row, name, _message in faults(handed_in(file_of(row)))} == {
            "status",
            "capacity",
            "letter_language",
        }

    def test_rules_look_at_what_the_file_leaves_alone(self):
        PartnerFactory(code="A", age_min=8, age_max=12, region="AU-NSW")
        rows = {"code": "A", "name": "校", "country": "NZ", "age_min": "15"}
        assert {name for _row, name, _message in faults(handed_in(file_of(rows)))} == {"age_min", "country"}

    def test_a_merged_partner_stays_closed(self):
        PartnerFactory(code="A", status="closed", merged_into=PartnerFactory())
        row = {"code": "A", "name": "校", "country": "AU", "status": "active"}
        assert [name for _row, name, _message in faults(handed_in(file_of(row)))] == ["status"]

    def test_missing_columns(self):
        job = handed_in(io.BytesIO(csv_bytes([["code", "city"], ["A", "Sydney"]])))
        assert [(row, name) for row, name, _message in faults(job)] == [(1, "name"), (1, "country")]

    def test_the_example_of_the_template_is_good_but_for_its_code(self):
        job = handed_in(io.BytesIO(template_file(PartnerImporter())), "template.xlsx")
        assert [(row, name) for row, name, _message in faults(job)] == [(2, "code")]


def test_no_two_columns_share_a_heading_or_another_name():
    words = [
        heading for column in COLUMNS for heading in {*column.headings(), *(one.casefold() for one in column.aliases)}
    ]
    assert sorted(words) == sorted(set(words))


_TEXT = st.text(max_size=170)


@given(values=st.fixed_dictionaries({column.name: _TEXT for column in COLUMNS}))
def test_what_the_columns_accept_the_model_accepts(values):
    """No cell gets past the kinds that the partner's own form would refuse."""
    importer = PartnerImporter()
    for row in ({**WATTLE, "name": values["name"], "notes": values["notes"], "website": values["website"]}, values):
        table = Table(list(row), [(2, list(row.values()))])
        (plan,) = plan_file(importer, read_content(importer, table, {}), {})
        if plan.outcome == Outcome.ADDED:
            partner = PartnerSchool(**new_fields_of(plan.values))
            partner.clean_fields()
            partner.clean()
