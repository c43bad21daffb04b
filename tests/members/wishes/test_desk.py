import codecs
import datetime

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from wagtail.log_actions import registry

from members.schools.models import School
from members.wishes.models import ExchangeWish
from portal.core.vocabulary import Stage
from tests.factories.schools import SchoolFactory
from tests.factories.wishes import LiveWishFactory, WishFactory

pytestmark = pytest.mark.django_db
LIST = "wishes:index"


def posted(wish, **values):
    """What the desk's form sends for a wish for cards."""
    return {
        "title": wish.title,
        "exchange_type": "letter_card",
        "grades": ["e5"],
        "school_year": wish.school_year,
        "months": ["10", "11"],
        "languages_code_0": "en",
        "languages_grade_0": "1",
        "themes": ["food"],
        "class_size": "30",
        "minutes": "45",
        "stage": wish.stage,
        "version": wish.version,
        "note": "",
        **values,
    }


def test_the_list_shows_searches_and_filters(coordinator):
    lunch = WishFactory(title="給食でつながる", school__name="みどり台小学校", waiting=True, months=[10, 11])
    cards = WishFactory(title="年賀状を送ろう", school__name="しおかぜ小学校", months=[1], exchange_type="artwork")

    def titles(**query):
        html = coordinator.get(reverse(LIST), query).content.decode()
        return [wish.title for wish in (lunch, cards) if wish.title in html]

    both = [lunch.title, cards.title]
    assert titles() == both
    assert titles(q="給食") == [lunch.title]
    assert titles(q="しおかぜ") == [cards.title]
    assert titles(stage="submitted") == [lunch.title]
    assert titles(exchange_type="artwork") == [cards.title]
    assert titles(month="1") == [cards.title]
    assert titles(school_year=str(cards.school_year), end_reason="", channel="web") == both
    assert titles(end_reason="no_time") == titles(channel="fax") == []
    assert titles(month="1", q="給食") == []
    assert titles(school_type="high") == []


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_number_of_queries(coordinator, count, django_assert_max_num_queries):
    for _ in range(count):
        WishFactory()
    coordinator.get(reverse(LIST))

    with django_assert_max_num_queries(LIST_QUERIES):
        coordinator.get(reverse(LIST))


def entered(school, **values):
    """What the desk's form for a new wish sends."""
    return {
        "school": school.pk,
        "title": "電話での希望",
        "exchange_type": "letter_card",
        "school_year": "2026",
        "channel": "phone",
        "told_by": "副校長 若葉",
        **values,
    }


def test_a_wish_is_entered_for_a_school(coordinator, member, membership):
    school = membership.school
    School.objects.filter(pk=school.pk).update(school_type="junior_high")

    answer = coordinator.post(reverse("wishes:add"), entered(school))

    wish = ExchangeWish.objects.get()
    assert answer["Location"] == reverse("wishes:edit", args=[wish.pk])
    assert (wish.school, wish.stage, wish.minutes) == (school, Stage.DRAFT, 50)
    assert (wish.channel, wish.told_by) == ("phone", "副校長 若葉")
    assert registry.get_logs_for_instance(wish).get().action == "wish.create"
    html = member.get(reverse("members:wish-detail", args=[wish.pk])).content.decode()
    assert "事務局が学校に代わって入力" in html
    assert "副校長 若葉" in html


@pytest.mark.parametrize("values", [{"channel": ""}, {"channel": "web"}, {"told_by": ""}])
def test_nothing_is_entered_without_saying_whom_it_came_from(coordinator, values):
    coordinator.post(reverse("wishes:add"), entered(SchoolFactory(), **values))

    assert not ExchangeWish.objects.exists()


@pytest.mark.parametrize(
    ("stage", "reason", "closes"),
    [
        ("closed_unmatched", "no_partner", True),
        ("closed_unmatched", "no_time", False),
        ("closed_unmatched", "", False),
        ("cancelled", "no_time", True),
        ("cancelled", "nonsense", False),
    ],
)
def test_the_desk_closes_a_wish_with_a_reason_that_fits(coordinator, coordinator_user, stage, reason, closes):
    wish = WishFactory(waiting=True)

    coordinator.post(
        reverse("wishes:edit", args=[wish.pk]), posted(wish, stage=stage, reason=reason, note="電話で確認")
    )

    wish.refresh_from_db()
    assert wish.is_closed == closes
    if closes:
        assert (wish.end_reason, wish.end_note, wish.ended_by) == (reason, "電話で確認", coordinator_user)
        page = coordinator.get(reverse("wishes:inspect", args=[wish.pk])).content.decode()
        assert wish.get_end_reason_display() in page
        assert "電話で確認" in page


def test_a_wish_that_goes_on_tells_nothing_of_an_end(coordinator):
    page = coordinator.get(reverse("wishes:inspect", args=[WishFactory(school_year=2026).pk])).content.decode()

    assert "終了" not in page
    assert "令和8年度" in page


def test_the_desk_is_warned_of_months_that_come_too_soon(coordinator):
    wish = WishFactory(waiting=True, school_year=2026, months=[11, 12])
    with time_machine.travel("2026-11-20 12:00+09:00", tick=False):
        html = coordinator.get(reverse("wishes:edit", args=[wish.pk])).content.decode()

    assert "11月、12月までは8週間を切っています" in html


def test_answers_and_stage_change_in_one_step(coordinator):
    wish = WishFactory()

    coordinator.post(
        reverse("wishes:edit", args=[wish.pk]),
        posted(wish, title="直した名前", class_size="２８", stage="submitted", note="電話で確認"),
    )

    wish.refresh_from_db()
    logs = {entry.action: entry.data for entry in registry.get_logs_for_instance(wish)}
    assert (wish.title, wish.class_size, wish.stage) == ("直した名前", 28, Stage.SUBMITTED)
    assert logs["wish.stage"]["note"] == "電話で確認"
    assert set(logs) == {"wish.edit", "wish.stage"}


def test_the_desk_writes_itself_no_letter(coordinator, django_capture_on_commit_callbacks, immediate_letters):
    wish = WishFactory(waiting=True)

    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(reverse("wishes:edit", args=[wish.pk]), posted(wish, title="直した名前"))

    assert mail.outbox == []
    assert wish.runs.count() == 1


def test_lessons_are_those_of_the_wishs_school(coordinator):
    wish, other = LiveWishFactory(), LiveWishFactory()
    own = list(wish.periods.values_list("pk", flat=True))

    html = coordinator.get(reverse("wishes:edit", args=[wish.pk])).content.decode()

    assert all(f'name="periods" value="{pk}"' in html for pk in own)
    assert not any(f'name="periods" value="{pk}"' in html for pk in other.periods.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"stage": "submitted", "themes": []}, "テーマを一つ以上選んでください。"),
        ({"stage": "proposed"}, "proposed"),
        ({"class_size": "500"}, "400"),
        ({"version": "0"}, "別の人が変更しました"),
    ],
)
def test_what_is_wrong_is_told_and_changes_nothing(coordinator, values, words):
    wish = WishFactory(title="元の名前")

    answer = coordinator.post(reverse("wishes:edit", args=[wish.pk]), posted(wish, title="新しい名前", **values))

    assert words in answer.content.decode()
    assert ExchangeWish.objects.get().title == "元の名前"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_exported(coordinator, kind):
    WishFactory(title="給食でつながる", school__name="みどり台小学校", waiting=True)

    answer = coordinator.get(reverse(LIST), {"export": kind})

    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    if kind == "csv":
        # Excel in Japan reads UTF-8 only behind its mark.
        assert body.startswith(codecs.BOM_UTF8)
        assert "給食でつながる" in body.decode()
        assert "みどり台小学校" in body.decode()
        assert "終了の理由" in body.decode()


def test_exported_moments_are_in_japan_time(coordinator):
    wish = WishFactory(waiting=True)
    moment = datetime.datetime(2026, 11, 20, 20, 5, 6, 700, tzinfo=datetime.UTC)
    ExchangeWish.objects.filter(pk=wish.pk).update(submitted_at=moment)

    body = b"".join(coordinator.get(reverse(LIST), {"export": "csv"}).streaming_content).decode()

    assert ",2026-11-21 05:05:06," in body


def test_history_can_be_read(coordinator):
    wish = WishFactory()
    coordinator.post(reverse("wishes:edit", args=[wish.pk]), posted(wish, title="直した名前"))

    assert "希望を変更" in coordinator.get(reverse("wishes:history", args=[wish.pk])).content.decode()


@pytest.mark.parametrize("name", ["index", "add", "edit", "history", "inspect"])
def test_editors_have_no_business_here(editor, anonymous, member, name):
    wish = WishFactory()
    url = reverse(f"wishes:{name}", args=[] if name in {"index", "add"} else [wish.pk])

    for browser in (editor, anonymous, member):
        answer = browser.get(url)
        assert answer.status_code == 302
        assert wish.title not in answer.content.decode()


def test_nobody_at_the_desk_deletes_a_wish(coordinator):
    wish = WishFactory()

    coordinator.post(reverse("wishes:delete", args=[wish.pk]))

    assert ExchangeWish.objects.exists()


LIST_QUERIES = 20
