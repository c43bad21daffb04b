import re
from urllib.parse import quote

import pytest
import time_machine
from django.urls import reverse

from members.wishes import services
from members.wishes.models import ExchangeWish
from portal.core.vocabulary import Stage
from tests.factories.schools import SchoolPeriodFactory
from tests.factories.wishes import LiveWishFactory, WishFactory
from tests.members.wishes.test_form import posted

pytestmark = pytest.mark.django_db
READING = ["wish-detail"]
WRITING = ["wish-edit", "wish-submit", "wish-withdraw"]


def cards(**values):
    """A complete wish for cards, as a browser sends it."""
    return posted(**{"exchange_type": "letter_card", "action": "save", **values})


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
    assert "年賀状を送ろう" in member.get(url("wish-list")).content.decode()
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


def test_a_draft_is_saved_with_a_name_and_a_type(member, membership):
    answer = member.post(url("wish-create"), {"title": "年賀状", "exchange_type": "letter_card", "action": "save"})

    wish = ExchangeWish.objects.get()
    assert answer["Location"] == url("wish-detail", wish)
    assert (wish.stage, wish.school, wish.created_by) == (Stage.DRAFT, membership.school, membership.user)


def test_handing_in_leads_to_the_suggestions(member):
    answer = member.post(url("wish-create"), cards(action="submit"))

    wish = ExchangeWish.objects.get()
    assert answer["Location"] == url("wish-matches", wish)
    assert wish.is_open


def test_a_refused_form_keeps_what_was_typed(member):
    answer = member.post(
        url("wish-create"), cards(action="submit", grades=None, title="消えない名前", class_size="４０１")
    )

    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count("学年を一つ以上選んでください。") == 2
    assert 'href="#id_grades_0"' in html
    assert 'value="消えない名前"' in html
    assert 'value="４０１"' in html
    assert "エラー：" in html
    assert not ExchangeWish.objects.exists()


def test_a_copy_begins_with_the_earlier_answers(member, membership):
    earlier = LiveWishFactory(school=membership.school, title="昨年の希望", themes=["sdgs"])

    html = member.get(url("wish-create"), {"from": earlier.pk}).content.decode()

    assert 'value="昨年の希望"' in html
    assert re.search(r'value="sdgs"[^>]* checked', html)
    assert not re.search(r'value="food"[^>]* checked', html)
    assert f"?from={earlier.pk}" in member.get(url("wish-create")).content.decode()


@pytest.mark.parametrize("number", ["x", "999999", "-1", "９", "9" * 40])
def test_a_copy_of_nothing_is_a_new_wish(member, number):
    assert member.get(url("wish-create"), {"from": number}).status_code == 200


def test_nobody_copies_from_another_school(member):
    foreign = WishFactory(title="他校の希望")

    assert "他校の希望" not in member.get(url("wish-create"), {"from": foreign.pk}).content.decode()


def test_a_draft_is_changed(member, wish):
    answer = member.post(url("wish-edit", wish), cards(title="新しい名前", version="1"))

    wish.refresh_from_db()
    assert answer["Location"] == url("wish-detail", wish)
    assert (wish.title, wish.version) == ("新しい名前", 2)


def test_the_later_of_two_savers_is_told_and_loses_nothing(member, membership, wish):
    services.save_draft(wish.school, {"class_size": 12}, actor=membership.user, wish=wish)

    answer = member.post(url("wish-edit", wish), cards(title="後から", version="1"))

    html = answer.content.decode()
    assert answer.status_code == 422
    assert f"入力中に、{membership.user.get_full_name()}さんがこの希望を変更しました" in html
    assert "いま保存されている内容：年賀状を送ろう" in html
    assert "いま保存されている内容：12名" in html
    assert 'value="後から"' in html
    assert 'name="version" value="2"' in html
    assert ExchangeWish.objects.get().title == "年賀状を送ろう"
    member.post(url("wish-edit", wish), cards(title="後から", version="2"))
    assert ExchangeWish.objects.get().title == "後から"


@pytest.mark.parametrize("version", ["x", "", "99999999999999999999"])
def test_no_version_breaks_the_form(member, wish, version):
    assert member.post(url("wish-edit", wish), cards(version=version)).status_code in {302, 422}


def test_an_open_wish_must_stay_complete(member, membership):
    wish = WishFactory(school=membership.school, waiting=True)

    answer = member.post(url("wish-edit", wish), cards(themes=None, version="1"))

    assert answer.status_code == 422
    assert ExchangeWish.objects.get().themes == ["food"]


def test_a_closed_wish_is_not_edited(member, membership):
    wish = WishFactory(school=membership.school, stage=Stage.CANCELLED)

    assert member.get(url("wish-edit", wish))["Location"] == url("wish-detail", wish)


def test_a_stored_draft_is_handed_in(member, wish):
    assert member.post(url("wish-submit", wish))["Location"] == url("wish-matches", wish)
    assert ExchangeWish.objects.get().is_open
    assert member.post(url("wish-submit", wish))["Location"] == url("wish-detail", wish)


def test_an_incomplete_draft_comes_back_in_the_form(member, membership):
    wish = WishFactory(school=membership.school, grades=[], title="途中の希望")

    answer = member.post(url("wish-submit", wish))

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "学年を一つ以上選んでください。" in html
    assert 'value="途中の希望"' in html


def test_following_a_link_hands_nothing_in(member, wish):
    member.get(url("wish-submit", wish))

    assert ExchangeWish.objects.get().is_draft


@pytest.mark.parametrize("to", ["draft", "cancelled"])
def test_a_wish_is_taken_back_or_cancelled(member, membership, to):
    wish = WishFactory(school=membership.school, waiting=True)

    assert member.get(url("wish-withdraw", wish)).status_code == 200
    assert member.post(url("wish-withdraw", wish), {"to": to})["Location"] == url("wish-detail", wish)
    assert ExchangeWish.objects.get().stage == to


def test_taking_back_asks_which_way(member, membership):
    wish = WishFactory(school=membership.school, waiting=True)

    answer = member.post(url("wish-withdraw", wish), {"to": "reported"})

    assert answer.status_code == 422
    assert "どちらかを選んでください。" in answer.content.decode()


def test_a_closed_wish_cannot_be_taken_back(member, membership):
    wish = WishFactory(school=membership.school, stage=Stage.CANCELLED)

    assert member.get(url("wish-withdraw", wish))["Location"] == url("wish-detail", wish)


def test_the_page_of_a_wish_tells_everything_and_leaves_room_for_stamps(member, membership):
    wish = LiveWishFactory(school=membership.school, importance={"theme": 3}, musts=["theme"], months=[11, 12])
    with time_machine.travel("2026-11-20 12:00+09:00", tick=False):
        html = member.get(url("wish-detail", wish)).content.decode()

    for words in (
        "オンライン交流（45分）",
        "小学校5年（10〜11歳）",
        "火曜日 2校時、木曜日 2校時",
        "テーマ（最も重視する）",
        "決裁欄",
        "11月、12月までは8週間を切っています",
    ):
        assert words in html


def test_the_page_speaks_english(member, wish):
    html = member.get(f"/en{url('wish-detail', wish)}").content.decode()

    assert "Letters and cards, 45 minutes" in html
    assert "Elementary 5 (10 to 11 years old)" in html


def test_a_school_without_a_timetable_is_led_to_it(member, membership):
    assert reverse("members:school-timetable") in member.get(url("wish-create")).content.decode()
    SchoolPeriodFactory(school=membership.school)
    assert "時間割がまだ登録されていません" not in member.get(url("wish-create")).content.decode()


@pytest.mark.parametrize("count", [1, 5])
def test_the_first_page_shows_wishes_and_what_to_do(member, membership, count, django_assert_num_queries):
    for _ in range(count):
        WishFactory(school=membership.school)
    dashboard = reverse("members:dashboard")
    member.get(dashboard)

    with django_assert_num_queries(DASHBOARD_QUERIES):
        html = member.get(dashboard).content.decode()

    assert html.count("続きを書く") == 2 * count


def test_a_school_without_wishes_is_invited_to_begin(member):
    assert "最初の交流希望を登録する" in member.get(reverse("members:dashboard")).content.decode()


LIST_QUERIES = 7
DASHBOARD_QUERIES = 13
