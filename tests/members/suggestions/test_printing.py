"""The suggestions of a wish on paper for the principal."""

import io
import re

import pypdf
import pytest
import time_machine
from django.urls import reverse

from members.suggestions import services
from members.suggestions.models import MarkKind, MatchEvent
from members.suggestions.printing import list_html, list_printable
from portal.core.printing.kinds import NothingToPrintError
from portal.core.vocabulary import Stage, Theme
from tests.days import NOON
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory
from tests.factories.suggestions import RunFactory, SuggestionFactory
from tests.factories.wishes import LiveWishFactory, WishFactory
from tests.pdf import needs_pdf

pytestmark = pytest.mark.django_db
NAMES = ["wish-matches-print", "wish-matches-print-pdf"]


@pytest.fixture
def wish(membership):
    """A live wish with one partner that suits it."""
    wish = LiveWishFactory(school=membership.school, waiting=True, title="給食でつながる", musts=["theme"])
    partner = PartnerFactory(name="ワトル小学校", name_en="Wattle School")
    for weekday in (1, 3):
        PartnerPeriodFactory(partner=partner, weekday=weekday, starts="11:00", ends="14:30")
    services.refresh_suggestions(wish)
    wish.refresh_from_db()
    return wish


def address(wish, name=NAMES[0]):
    return reverse(f"members:{name}", args=[wish.pk])


def test_the_paper_tells_each_candidate_with_reasons_dates_and_a_box(member, membership, wish):
    page = member.get(address(wish)).content.decode()
    run = wish.runs.get()
    one = run.suggestions.get()

    boxes = re.search(r"<thead><tr>(.*?)</tr></thead>", page)[1]
    assert re.findall(r">([^<]+)</th>", boxes) == ["校長", "副校長", "担当"]
    words = (
        "給食でつながる",
        membership.school.name,
        membership.user.get_full_name(),
        f"第{run.engine_version}版",
        "ワトル小学校",
        f'<b class="num">{round(100 * one.fit)}</b>',
        "「給食・食文化」の1つが共通です。",
        "調和平均",
        "第1希望 □",
        "見送り □",
    )
    assert [words for words in words if words not in page] == []
    assert len(re.findall(r"<p>令和[^<]+（現地 [^<]+）</p>", page)) == 3
    assert f"{one.score:.4f}"[:5] not in page
    assert 'rel="stylesheet" href="/static/css/printing/suggestions' in page


def test_the_paper_is_in_the_language_of_its_address(member, wish):
    page = member.get(f"/en{address(wish)}").content.decode()

    assert '<html lang="en">' in page
    assert "Wattle School" in page
    assert "3rd choice □" in page


def test_the_page_of_suggestions_leads_to_the_paper(member, wish):
    assert f'href="{address(wish)}"' in member.get(reverse("members:wish-matches", args=[wish.pk])).content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_prints_another_school_finds_nothing_and_strangers_log_in(reader, outsider, anonymous, wish, name):
    assert reader.get(address(wish, name)).status_code in {200, 202, 503}
    assert reader.post(address(wish, name)).status_code == 405
    assert outsider.get(address(wish, name)).status_code == 404
    assert anonymous.get(address(wish, name)).status_code == 302


def test_the_paper_tells_whom_the_office_recommends(member, wish):
    partner = wish.runs.get().suggestions.get().partner
    services.mark_partner(wish, partner, MarkKind.PIN, reason="姉妹都市のため", by=None)
    services.refresh_suggestions(wish)

    assert "姉妹都市のため" in member.get(address(wish)).content.decode()


def test_who_prints_the_list_has_seen_it(member, wish):
    member.get(address(wish))

    assert wish.runs.get().shown_at is not None
    assert MatchEvent.objects.filter(wish=wish, kind="shown").count() == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_wish_that_waits_for_nobody_has_no_list(member, membership, name):
    draft = WishFactory(school=membership.school)

    assert member.get(address(draft, name))["Location"] == reverse("members:wish-matches", args=[draft.pk])


def test_a_list_without_anybody_says_so(member, membership):
    wish = WishFactory(school=membership.school, waiting=True)

    assert "条件に合う学校は、まだ" in member.get(address(wish)).content.decode()


def test_the_pdf_is_one_persons_of_one_day(membership, wish):
    with time_machine.travel(NOON, tick=False):
        printable = list_printable(wish, membership.user)

    assert printable.reference == f"{wish.pk}:{membership.user_id}:20260615:ja"
    with pytest.raises(NothingToPrintError):
        list_html(f"999999:{membership.user_id}:20261128:ja")
    wish.stage = Stage.DRAFT
    wish.save()
    with pytest.raises(NothingToPrintError):
        list_html(printable.reference)


def test_another_list_is_another_pdf(membership, wish):
    with time_machine.travel(NOON, tick=False):
        first = list_printable(wish, membership.user).stamp
        assert list_printable(wish, membership.user).stamp == first
        services.refresh_suggestions(wish)
        RunFactory(wish=wish)

        assert list_printable(wish, membership.user).stamp != first


@pytest.mark.parametrize("count", [1, 5])
def test_the_paper_costs_the_same_number_of_queries(member, membership, count, django_assert_num_queries):
    wish = LiveWishFactory(school=membership.school, waiting=True)
    for _ in range(count):
        PartnerPeriodFactory(partner__country="AU", starts="11:00", ends="14:30")
    services.refresh_suggestions(wish)
    member.get(address(wish))

    with django_assert_num_queries(PRINT_QUERIES):
        assert member.get(address(wish)).content.decode().count("candidate__rank") == count


@needs_pdf
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_candidate_takes_half_a_page_at_most(member, wish, language):
    part = wish.runs.get().suggestions.get()
    for one in (
        wish.runs.get().suggestions.get(),
        *(SuggestionFactory(run=part.run, rank=rank) for rank in range(2, 8)),
    ):
        one.parts, one.slots = part.parts, part.slots
        one.partner.name = one.partner.name_en = "長い名前の学校 A school with a long name " * 2
        one.partner.themes = list(Theme.values)
        one.partner.save()
        one.save()

    response = member.get(f"{language}{address(wish, NAMES[1])}")

    assert response["Content-Type"] == "application/pdf"
    assert len(pypdf.PdfReader(io.BytesIO(response.content)).pages) <= 4


PRINT_QUERIES = 16
