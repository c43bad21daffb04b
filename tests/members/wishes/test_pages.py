from urllib.parse import quote

import pytest
import time_machine
from django.urls import reverse

from members.wishes.models import ExchangeWish
from portal.core.dates import short_fiscal_year
from portal.core.vocabulary import Stage
from tests.factories.wishes import LiveWishFactory, WishFactory

pytestmark = pytest.mark.django_db
READING = ["wish-detail", "wish-print"]
WRITING = ["wish-edit", "wish-submit", "wish-withdraw", "wish-count"]


def url(name, wish=None):
    return reverse(f"members:{name}", args=[wish.pk] if wish else [])


@pytest.fixture
def wish(membership):
    return WishFactory(school=membership.school, title="年賀状を送ろう")


@pytest.mark.parametrize("name", READING + WRITING)
class TestAccess:
    def test_another_school_finds_nothing(self, outsider, wish, name):
        assert outsider.get(url(name, wish)).status_code == 404
        assert outsider.post(url(name, wish)).status_code == 404

    def test_anonymous_visitors_log_in_and_come_back(self, anonymous, wish, name):
        answer = anonymous.get(url(name, wish))

        assert answer["Location"] == f"{reverse('members:login')}?next={quote(url(name, wish))}"

    def test_the_staff_have_their_own_desk(self, coordinator, wish, name):
        assert coordinator.get(url(name, wish)).status_code == 403

    def test_readers_look_and_do_not_write(self, reader, wish, name):
        assert reader.get(url(name, wish)).status_code == (200 if name in READING else 403)
        if name in WRITING:
            assert reader.post(url(name, wish)).status_code == 403


def test_the_list_is_the_schools_own(member, outsider, anonymous, wish):
    html = member.get(url("wish-list")).content.decode()
    assert "年賀状を送ろう" in html
    assert short_fiscal_year(wish.school_year, "ja") in html
    assert "年賀状を送ろう" not in outsider.get(url("wish-list")).content.decode()
    assert anonymous.get(url("wish-list")).status_code == 302
    assert anonymous.get(url("wish-create")).status_code == 302


def test_readers_are_not_led_to_writing(reader, wish):
    html = reader.get(url("wish-list")).content.decode()

    assert url("wish-create") not in html
    assert reader.get(url("wish-create")).status_code == 403


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_number_of_queries(member, membership, count, django_assert_num_queries):
    for _ in range(count):
        WishFactory(school=membership.school)
    member.get(url("wish-list"))

    with django_assert_num_queries(LIST_QUERIES):
        assert member.get(url("wish-list")).status_code == 200


def test_a_closed_wish_is_not_edited(member, membership):
    wish = WishFactory(school=membership.school, stage=Stage.CANCELLED)

    assert member.get(url("wish-edit", wish))["Location"] == url("wish-detail", wish)


@pytest.mark.parametrize(
    ("values", "step"),
    [
        ({"title": "途中", "grades": []}, "what"),
        ({"months": [], "themes": []}, "when"),
        ({"themes": []}, "themes"),
        ({}, "check"),
        ({"waiting": True}, "what"),
    ],
)
def test_changing_a_wish_begins_where_something_is_missing(member, membership, values, step):
    wish = WishFactory(school=membership.school, **values)

    assert member.get(url("wish-edit", wish))["Location"] == reverse("members:wish-step", args=[wish.pk, step])


def test_a_stored_draft_is_handed_in(member, wish):
    assert member.post(url("wish-submit", wish))["Location"] == url("wish-matches", wish)
    assert ExchangeWish.objects.get().is_open
    assert member.post(url("wish-submit", wish))["Location"] == url("wish-detail", wish)


def test_an_incomplete_draft_is_told_what_it_needs(member, membership):
    wish = WishFactory(school=membership.school, grades=[], title="途中の希望")

    answer = member.post(url("wish-submit", wish))

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "学年を一つ以上選んでください。" in html
    assert f'href="/members/wishes/{wish.pk}/steps/what/#id_grades_0"' in html
    assert "途中の希望" in html


def test_following_a_link_hands_nothing_in(member, wish):
    member.get(url("wish-submit", wish))

    assert ExchangeWish.objects.get().is_draft


@pytest.mark.parametrize("to", ["draft", "cancelled"])
def test_a_wish_is_taken_back_or_cancelled(member, membership, to):
    wish = WishFactory(school=membership.school, waiting=True)

    assert member.get(url("wish-withdraw", wish)).status_code == 200
    sent = {"to": to, "reason": "found_elsewhere", "note": "姉妹都市の紹介"}
    assert member.post(url("wish-withdraw", wish), sent)["Location"] == url("wish-detail", wish)
    assert ExchangeWish.objects.get().stage == to
    told = "理由：別の方法で相手校が見つかった" in member.get(url("wish-detail", wish)).content.decode()
    assert told == (to == "cancelled")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"to": "cancelled"}, "取りやめる理由を選んでください。"),
        ({"to": "cancelled", "reason": "no_partner"}, "no_partner"),
        ({"to": "cancelled", "reason": "no_time", "note": "あ" * 301}, "300"),
    ],
)
def test_who_cancels_says_why_and_loses_nothing(member, membership, sent, words):
    wish = WishFactory(school=membership.school, waiting=True)

    answer = member.post(url("wish-withdraw", wish), {"note": "消えない補足", **sent})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert sent.get("note", "消えない補足") in html
    assert ExchangeWish.objects.get().is_open


def test_taking_back_asks_which_way(member, membership):
    wish = WishFactory(school=membership.school, waiting=True)

    answer = member.post(url("wish-withdraw", wish), {"to": "reported"})

    assert answer.status_code == 422
    assert "どちらかを選んでください。" in answer.content.decode()


def test_a_closed_wish_cannot_be_taken_back(member, membership):
    wish = WishFactory(school=membership.school, stage=Stage.CANCELLED)

    assert member.get(url("wish-withdraw", wish))["Location"] == url("wish-detail", wish)


def test_the_page_of_a_wish_tells_everything(member, membership):
    wish = LiveWishFactory(
        school=membership.school, importance={"theme": 3}, musts=["theme"], months=[10, 11, 12], school_year=2026
    )
    with time_machine.travel("2026-11-20 12:00+09:00", tick=False):
        html = member.get(url("wish-detail", wish)).content.decode()

    for words in (
        "オンライン交流（45分）",
        "小学校5年（10〜11歳）",
        "火曜日 2校時、木曜日 2校時",
        "テーマ（最も重視する）",
        "令和8年度（2026年度）",
        "11月、12月までは8週間を切っています",
        "令和8年度（2026年度）の10月は、すでに過ぎています",
        url("wish-print", wish),
    ):
        assert words in html


def test_the_page_speaks_english(member, wish):
    html = member.get(f"/en{url('wish-detail', wish)}").content.decode()

    assert "Letters and cards, 45 minutes" in html
    assert "Elementary 5 (10 to 11 years old)" in html


@pytest.mark.parametrize("count", [1, 5])
def test_the_first_page_shows_wishes_and_what_to_do(member, membership, count, django_assert_num_queries):
    for _ in range(count):
        WishFactory(school=membership.school)
    dashboard = reverse("members:dashboard")
    member.get(dashboard)

    with django_assert_num_queries(DASHBOARD_QUERIES):
        html = member.get(dashboard).content.decode()

    assert html.count("続きを書く") == 2 * count


@pytest.mark.parametrize(("day", "is_told"), [("2026-10-31", False), ("2026-11-01", True)])
def test_the_next_year_is_told_of_from_november_on(member, membership, day, is_told):
    WishFactory(school=membership.school, school_year=2026, waiting=True)
    with time_machine.travel(f"{day} 12:00+09:00", tick=False):
        html = member.get(reverse("members:dashboard")).content.decode()

    assert ("令和9年度（2027年度）の交流希望を登録できます" in html) == is_told


def test_a_school_without_wishes_is_invited_to_begin(member):
    assert "最初の交流希望を登録する" in member.get(reverse("members:dashboard")).content.decode()


LIST_QUERIES = 7
DASHBOARD_QUERIES = 15
