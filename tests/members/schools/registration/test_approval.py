import io
import re

import pypdf
import pytest
import time_machine

from members.schools.models import School
from members.schools.printing.approval import approval_html, approval_printable
from members.schools.registration.parts import PARTS
from members.schools.registration_models import PartYear
from members.schools.services.registration import Entry, confirm_part
from portal.core.printing.kinds import NothingToPrintError
from tests.days import NOON
from tests.factories.registration import complete
from tests.pdf import needs_pdf

pytestmark = pytest.mark.django_db
PRINT = "/members/school/print/"


def test_the_print_holds_the_whole_registration_with_boxes_to_sign(member, membership):
    complete(membership.school)
    membership.user.name = "作成した人"
    membership.user.save()
    with time_machine.travel("2026-11-28 12:00+09:00", tick=False):
        page = member.get(PRINT).content.decode()

    boxes = re.search(r"<thead><tr>(.*?)</tr></thead>", page)[1]
    assert re.findall(r">([^<]+)</th>", boxes) == ["校長", "副校長", "担当"]
    assert "令和8（2026）年11月28日" in page
    assert "作成した人" in page
    words = (
        "江東区木場1-2-3",
        "380",
        "03-1234-5679",
        "山田花子",
        "佐藤一郎",
        "16時まで",
        "動画サイトは不可",
        "8:45–9:30",
    )
    assert [word for word in words if word not in page] == []


def test_what_is_not_there_is_told_as_such(member, membership):
    page = member.get(PRINT).content.decode()

    assert "（未入力）" in page
    assert "時間割はまだ登録されていません" in page
    assert "令和" in page


def test_changes_since_last_year_and_entries_on_behalf_are_marked(member, membership):
    school = complete(membership.school)
    for part in PARTS:
        confirm_part(school, part, actor=membership.user, entry=Entry())
    year = PartYear.objects.first().fiscal_year
    PartYear.objects.update(fiscal_year=year - 1)
    School.objects.filter(pk=school.pk).update(pupils=391)
    confirm_part(school, PARTS[1], actor=membership.user, entry=Entry("fax", "副校長"))
    page = member.get(PRINT).content.decode()

    assert "「380」から「391」に変更" in page
    assert "事務局が学校に代わって入力（ファクス、令和" in page


def test_a_reader_may_print_and_another_school_prints_its_own(reader, outsider, membership):
    complete(membership.school)

    assert "佐藤一郎" in reader.get(PRINT).content.decode()
    assert "佐藤一郎" not in outsider.get(PRINT).content.decode()


def test_the_print_is_in_the_language_of_its_address(member, membership):
    page = member.get(f"/en{PRINT}").content.decode()

    assert '<html lang="en">' in page
    assert "Vice-principal" in page


def test_the_pdf_is_one_persons_of_one_day(membership):
    with time_machine.travel(NOON, tick=False):
        printable = approval_printable(membership.school, membership.user)
    assert printable.reference.startswith(f"{membership.school_id}:{membership.user_id}:2026")
    assert len(printable.reference) <= 60

    with pytest.raises(NothingToPrintError):
        approval_html(f"999999:{membership.user_id}:20261128:ja")


@needs_pdf
def test_the_pdf_is_made(member, membership):
    complete(membership.school)
    response = member.get(f"{PRINT}registration.pdf")

    assert response["Content-Type"] == "application/pdf"
    reader = pypdf.PdfReader(io.BytesIO(response.content))
    words = "".join(page.extract_text() for page in reader.pages)
    assert f"1 / {len(reader.pages)}" in words
    assert "佐藤一郎" in words
