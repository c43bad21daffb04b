"""What is new since the last issue, and how it comes into the draft."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from newsletter.models import IssuePage
from newsletter.writing.material import (
    ChangedMeanwhileError,
    LockedError,
    add_material,
    moment_of_last,
    proposals,
)
from tests.casestudies.helpers import words
from tests.factories.public_site import (
    make_case,
    make_event,
    make_issue,
    make_news,
    make_programme,
    section,
    translated,
)
from tests.factories.schools import UserFactory
from tests.newsletter.helpers import contact, greeting, teaser

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = datetime.timedelta(days=1)


def published(page, ago: datetime.timedelta = DAY):
    page.first_published_at = timezone.now() - ago
    page.save()
    return page


@pytest.fixture
def issue():
    """A draft of issue 2; issue 1 was published ten days ago."""
    published(make_issue(1), 10 * DAY)
    draft = make_issue(2, body=[greeting(), contact()])
    draft.unpublish()
    draft.save_revision()
    return IssuePage.objects.get(pk=draft.pk)


@pytest.fixture
def actor():
    return UserFactory(group="Editor")


@pytest.fixture
def editor(actor) -> Client:
    client = Client()
    client.force_login(actor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(issue) -> str:
    return f"/cms/newsletter/issues/{issue.pk}/material/"


def shown(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def titles(issue) -> dict[str, list[str]]:
    groups = proposals(issue.locale, moment_of_last(section("newsletter"), issue.number))
    return {group.label: [row.page.title for row in group.proposals] for group in groups}


def test_what_was_published_since_the_last_issue_is_proposed_by_kind(issue):
    for days, name in ((11, "前"), (9, "後")):
        published(make_case(title=f"事例{name}"), days * DAY)
        published(make_event(title=f"会{name}"), days * DAY)
        published(make_programme(title=f"講座{name}"), days * DAY)
        published(make_news(title=f"知らせ{name}"), days * DAY)
    assert titles(issue) == {
        "事例": ["事例後"],
        "これからのイベント": ["会後"],
        "国際教育プログラム": ["講座後"],
        "お知らせ": ["知らせ後"],
    }


def test_events_that_are_over_or_cancelled_drafts_and_translations_are_not_proposed(issue):
    published(make_event(starts_at=timezone.now() - DAY), DAY)
    published(make_event(is_cancelled=True), DAY)
    published(make_news(), DAY).unpublish()
    translated(published(make_case(title="事例"), DAY))
    assert titles(issue) == {"事例": ["事例"]}


def test_before_the_first_issue_everything_is_new():
    published(make_news(title="古い知らせ"), 900 * DAY)
    assert moment_of_last(section("newsletter")) is None
    (group,) = proposals(section("newsletter").locale, None)
    assert [row.page.title for row in group.proposals] == ["古い知らせ"]


@pytest.mark.parametrize("number", [1, 5])
def test_queries_do_not_grow(issue, django_assert_num_queries, number):
    for _each in range(number):
        for page in (make_case(), make_event(), make_news()):
            published(page)
    with django_assert_num_queries(5):
        proposals(issue.locale, timezone.now() - 2 * DAY)


def test_blocks_are_added_to_a_new_version_before_the_contact(issue, actor):
    case, event = published(make_case()), published(make_event())
    before = issue.latest_revision_id
    assert add_material(issue, [event.pk, case.pk, 999_999], revision=before, actor=actor) == 2
    issue.refresh_from_db()
    draft = issue.get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["greeting", "case_teaser", "event_notice", "contact"]
    assert issue.latest_revision_id != before
    assert issue.latest_revision.user == actor
    assert not issue.live
    entry = PageLogEntry.objects.get(action="issue.add_material")
    assert (entry.user, entry.data) == (actor, {"pages": 2})


def test_a_live_issue_stays_as_it_is(issue, actor):
    issue.get_latest_revision().publish()
    issue.refresh_from_db()
    add_material(issue, [published(make_case()).pk], revision=issue.latest_revision_id, actor=actor)
    assert [block.block_type for block in IssuePage.objects.get(pk=issue.pk).body] == ["greeting", "contact"]


def test_a_page_that_is_in_the_issue_already_is_marked_and_not_added_twice(issue, actor, editor):
    case = published(make_case(title="掲載した事例"))
    draft = issue.get_latest_revision_as_object()
    draft.body = draft.body.stream_block.to_python([teaser(case)])
    draft.save_revision()
    issue.refresh_from_db()
    page = shown(editor.get(address(issue)))
    box = page.select_one(f"input[value='{case.pk}']")
    assert box.has_attr("disabled")
    assert "掲載済み" in words(box.find_parent("li"))
    assert add_material(issue, [case.pk], revision=issue.latest_revision_id, actor=actor) == 0
    assert IssuePage.objects.get(pk=issue.pk).latest_revision_id == issue.latest_revision_id


def test_a_version_that_came_meanwhile_is_not_overwritten(issue, actor, editor):
    case, old = published(make_case()), issue.latest_revision_id
    issue.save_revision()
    with pytest.raises(ChangedMeanwhileError):
        add_material(issue, [case.pk], revision=old, actor=actor)
    answer = editor.post(address(issue), {"revision": old, "page": [case.pk]})
    assert answer.status_code == 409
    page = shown(answer)
    assert "ほかの人がこの号を保存しました" in words(page)
    newest = IssuePage.objects.get(pk=issue.pk).latest_revision_id
    assert page.select_one("input[name=revision]")["value"] == str(newest)


def test_a_page_that_somebody_else_has_locked_is_refused(issue, actor, editor):
    IssuePage.objects.update(locked=True, locked_by=UserFactory(), locked_at=timezone.now())
    case = make_case()
    with pytest.raises(LockedError):
        add_material(issue, [case.pk], revision=issue.latest_revision_id, actor=actor)
    answer = editor.post(address(issue), {"revision": issue.latest_revision_id, "page": [case.pk]})
    assert answer.status_code == 409
    assert "いま変更できません" in words(shown(answer))


def test_ones_own_lock_is_no_hindrance(issue, actor):
    IssuePage.objects.update(locked=True, locked_by=actor, locked_at=timezone.now())
    assert add_material(issue, [published(make_case()).pk], revision=issue.latest_revision_id, actor=actor) == 1


def test_at_the_desk(issue, editor):
    case = published(make_case(title="新しい事例"))
    edit = shown(editor.get(f"/cms/pages/{issue.pk}/edit/"))
    assert edit.select_one(f"a[href='{address(issue)}']")
    assert "新しい事例" in words(shown(editor.get(address(issue))).main)
    answer = editor.post(address(issue), {"revision": issue.latest_revision_id, "page": [case.pk]}, follow=True)
    assert "1件追加しました" in words(shown(answer))
    newest = IssuePage.objects.get(pk=issue.pk).latest_revision_id
    nothing = editor.post(address(issue), {"revision": newest}, follow=True)
    assert "選ばれていません" in words(shown(nothing))


@pytest.mark.parametrize("group", ["Coordinator", ""])
def test_who_may_not_write_gets_nothing(issue, group):
    client = Client()
    user = UserFactory(group=group) if group else UserFactory()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(address(issue)).status_code in (302, 403)
    assert client.post(address(issue), {"page": [make_case().pk]}).status_code in (302, 403)
    assert PageLogEntry.objects.filter(action="issue.add_material").count() == 0
