"""The next issue from the last one: what it has, who may begin it, and that two people begin one."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageLogEntry

from newsletter.models import IssuePage
from newsletter.writing.next_issue import outline, start_next
from tests.casestudies.helpers import words
from tests.factories.media import make_image
from tests.factories.public_site import make_case, make_event, make_issue, section, translated
from tests.factories.schools import UserFactory
from tests.newsletter.helpers import contact, greeting, notice
from tests.newsletter.helpers import section as part

pytestmark = pytest.mark.django_db
DAY = datetime.datetime(2026, 11, 29, 3, tzinfo=datetime.UTC)


@pytest.fixture
def last():
    make_issue(1, body=[part("学校からの質問")])
    body = [greeting(), part("学校からの質問"), part("特別な話"), notice(make_event()), contact()]
    fields = {"summary": "リード。", "cover": make_image(), "contact_name": "通信の担当"}
    return make_issue(2, month=datetime.date(2026, 12, 1), body=body, **fields)


def browser(**fields) -> Client:
    client = Client()
    client.force_login(UserFactory(**fields), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def editor() -> Client:
    return browser(group="Editor")


def address() -> str:
    return f"/cms/newsletter/{section('newsletter').pk}/next-issue/"


def shown(client: Client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_the_next_issue_is_a_draft_with_what_every_issue_has(last):
    actor = UserFactory(group="Editor")
    issue = start_next(section("newsletter"), 3, [], actor=actor).issue
    issue = IssuePage.objects.get(pk=issue.pk)
    assert (issue.number, issue.slug, issue.month, issue.live) == (3, "3", datetime.date(2027, 1, 1), False)
    assert issue.title == "見出しnewsletter　第3号"
    assert (issue.summary, issue.cover, issue.contact_name, issue.owner) == ("", None, "通信の担当", actor)
    draft = issue.get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["greeting", "text", "contact"]
    assert issue.get_latest_revision().user == actor


def test_what_was_chosen_stands_before_the_contact(last):
    case = make_case(title="新しい事例")
    issue = start_next(section("newsletter"), 3, [case.pk, 999_999], actor=UserFactory()).issue
    assert [block.block_type for block in issue.body] == ["greeting", "text", "case_teaser", "contact"]
    assert issue.body[2].value["case"].pk == case.pk


def test_two_who_ask_at_once_get_the_same_issue(last):
    newsletter = section("newsletter")
    first = start_next(newsletter, 3, [], actor=UserFactory())
    second = start_next(newsletter, 3, [], actor=UserFactory())
    assert (first.is_new, second.is_new) == (True, False)
    assert first.issue.pk == second.issue.pk
    assert IssuePage.objects.child_of(newsletter).count() == 3


@pytest.mark.parametrize(
    ("month", "expected"),
    [((2026, 12), (2027, 1)), ((2026, 11), (2026, 12)), ((2026, 10), (2026, 11)), ((2021, 9), (2026, 11))],
)
def test_the_month_follows_the_last_one_but_is_never_over(month, expected):
    make_issue(7, month=datetime.date(*month, 1))
    with time_machine.travel(DAY):
        plan = outline(section("newsletter"))
    assert (plan.number, plan.month) == (8, datetime.date(*expected, 1))


def test_the_first_issue_begins_empty():
    issue = start_next(section("newsletter"), 1, [], actor=UserFactory()).issue
    assert (issue.number, list(issue.body)) == (1, [])
    assert issue.title.endswith("創刊号")


def test_it_is_written_down_who_began_it(last):
    actor = UserFactory(group="Editor")
    issue = start_next(section("newsletter"), 3, [], actor=actor).issue
    entry = PageLogEntry.objects.get(action="issue.start")
    assert (entry.page_id, entry.user, entry.data) == (issue.pk, actor, {"from": 2, "pages": 0})


def test_the_desk_tells_what_stays_and_begins_it_on_demand(last, editor):
    case = make_case(title="新しい事例")
    page = shown(editor, address())
    text = words(page.main)
    for expected in ("第3号", "第2号から引き継ぐもの", "直近の2号に同じ見出しがある欄", "新しい事例"):
        assert expected in text
    assert IssuePage.objects.count() == 2
    answer = editor.post(address(), {"number": "3", "page": [str(case.pk)]})
    issue = IssuePage.objects.get(number=3)
    assert answer["Location"] == f"/cms/pages/{issue.pk}/edit/"
    assert editor.get(answer["Location"]).status_code == 200
    again = editor.post(address(), {"number": "3"}, follow=True)
    assert "すでに作られています" in words(BeautifulSoup(again.content, "html.parser"))
    assert IssuePage.objects.count() == 3


@pytest.mark.parametrize("number", ["", "abc", "0", "-1", "9" * 20, "３"])
def test_what_is_no_number_makes_nothing(last, editor, number):
    assert editor.post(address(), {"number": number}).status_code == 302
    assert IssuePage.objects.count() == 2


def test_a_last_issue_that_is_a_draft_is_named(last, editor):
    last.unpublish()
    assert "まだ下書きです" in words(shown(editor, address()).main)


@pytest.mark.parametrize("group", ["Coordinator", ""])
def test_who_may_not_write_issues_may_not_begin_one(last, group):
    client = browser(group=group) if group else browser()
    assert client.get(address()).status_code in (302, 403)
    assert client.post(address(), {"number": "3"}).status_code in (302, 403)
    assert IssuePage.objects.count() == 2


def test_it_begins_in_japanese_only(last, editor):
    english = translated(last).get_parent()
    assert editor.get(f"/cms/newsletter/{english.pk}/next-issue/").status_code == 404
    assert "next-issue" not in str(shown(editor, f"/cms/pages/{english.pk}/"))


def test_the_way_there_stands_at_the_newsletter_and_at_each_issue(last, editor):
    for path in (f"/cms/pages/{section('newsletter').pk}/", f"/cms/pages/{last.pk}/edit/"):
        assert shown(editor, path).select_one(f"a[href='{address()}']"), path
    news = section("news")
    assert not shown(editor, f"/cms/pages/{news.pk}/").select_one("a[href*='next-issue']")
