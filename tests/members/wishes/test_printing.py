"""A wish on paper for the principal."""

import io
import re

import pypdf
import pytest
import time_machine
from django.urls import reverse

from members.wishes.printing import approval_html, approval_printable
from portal.core.printing.kinds import NothingToPrintError
from portal.core.vocabulary import Criterion, Month, Theme, Tool
from tests.days import NOON
from tests.factories.wishes import LiveWishFactory
from tests.pdf import needs_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def wish(membership):
    return LiveWishFactory(
        school=membership.school, title="給食でつながる", musts=["theme"], months=[11], class_size=30
    )


def address(wish, name="wish-print"):
    return reverse(f"members:{name}", args=[wish.pk])


def test_the_paper_tells_everything_and_has_boxes_to_sign(member, membership, wish):
    with time_machine.travel("2026-11-20 12:00+09:00", tick=False):
        page = member.get(address(wish)).content.decode()

    boxes = re.search(r"<thead><tr>(.*?)</tr></thead>", page)[1]
    assert re.findall(r">([^<]+)</th>", boxes) == ["校長", "副校長", "担当"]
    words = (
        "給食でつながる",
        membership.school.name,
        "令和8（2026）年11月20日",
        membership.user.get_full_name(),
        "火曜日 2校時、木曜日 2校時",
        "30名",
        "11月までは8週間を切っています",
        "（未入力）",
    )
    assert [one for one in words if one not in page] == []


def test_the_paper_is_in_the_language_of_its_address(member, wish):
    page = member.get(f"/en{address(wish)}").content.decode()

    assert '<html lang="en">' in page
    assert "Vice-principal" in page


@pytest.mark.parametrize("name", ["wish-print", "wish-print-pdf"])
def test_a_reader_prints_and_another_school_finds_nothing(reader, outsider, wish, name):
    assert reader.get(address(wish, name)).status_code in {200, 202, 503}
    assert outsider.get(address(wish, name)).status_code == 404


def test_the_pdf_is_one_persons_of_one_day(membership, wish):
    with time_machine.travel(NOON, tick=False):
        printable = approval_printable(wish, membership.user)

    assert printable.reference == f"{wish.pk}:{membership.user_id}:20260615:ja"
    with pytest.raises(NothingToPrintError):
        approval_html(f"999999:{membership.user_id}:20261128:ja")


@needs_pdf
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_full_wish_fits_on_one_page(member, wish, language):
    wish.title = "長い名前の希望" * 11
    wish.notes = "給食の時間に、互いの食文化を紹介し合いたいと考えています。" * 20
    wish.months, wish.themes, wish.tools = list(Month.values), list(Theme.values), list(Tool.values)
    wish.musts, wish.importance = list(Criterion.values), dict.fromkeys(Criterion.values, 3)
    wish.countries = ["NZ", "AU", "TW", "KR", "US", "CA", "GB", "FR"]
    wish.grades = ["e1", "e2", "e3", "e4", "e5", "e6"]
    wish.save()

    response = member.get(f"{language}{address(wish, 'wish-print-pdf')}")

    assert response["Content-Type"] == "application/pdf"
    assert len(pypdf.PdfReader(io.BytesIO(response.content)).pages) == 1
