"""The report on translations: its rows, filters, files, and who sees what."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from home.models import EasyIndexPage, EasyPage
from portal.core.groups import COORDINATOR, EDITOR
from tests.factories.public_site import japanese_home, make_case, section
from tests.factories.schools import UserFactory
from tests.factories.translating import published_news, start

pytestmark = pytest.mark.django_db
TITLES = {"説明会": "Briefing"}


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(group=EDITOR))
    return client


def shown(client, **query):
    page = BeautifulSoup(client.get(reverse("translations_report"), query).content, "html.parser")
    return [cell.b.get_text() for cell in page.select("table.listing td.title")]


def cells(client, title):
    page = BeautifulSoup(client.get(reverse("translations_report")).content, "html.parser")
    row = next(row for row in page.select("table.listing tbody tr") if row.b.get_text() == title)
    return row.select("td.desk-translation")


def ways(cell):
    return {link.get_text(): link["href"] for link in cell.select("a")}


def test_one_row_a_page_and_one_column_a_language(editor):
    news = published_news(title="説明会", slug="briefing")
    japanese, english = cells(editor, "説明会")
    assert japanese.select_one(".w-status").get_text() == "公開中"
    assert english.select_one(".w-status").get_text() == "未作成"
    assert ways(japanese) == {"編集": f"/cms/pages/{news.pk}/edit/", "表示": "/news/briefing/"}
    assert ways(english) == {"翻訳を始める": f"/cms/localize/submit/page/{news.pk}/"}


def test_editions_that_exist_in_japanese_only_are_not_asked_for(editor):
    index = japanese_home().add_child(instance=EasyIndexPage(title="やさしい日本語", slug="easy"))
    index.add_child(instance=EasyPage(title="わたしたちのこと", slug="about", source=section("about")))
    assert not {"やさしい日本語", "わたしたちのこと"} & set(shown(editor))


def test_the_actions_follow_the_state(editor):
    translation = start(published_news(title="説明会"), texts=TITLES)
    found = ways(cells(editor, "説明会")[1])
    assert set(found) == {"翻訳を公開する", "翻訳を開く"}
    translation.delete()
    assert "原文と連動させる" in ways(cells(editor, "説明会")[1])


def test_filters(editor):
    start(published_news(title="説明会"), texts=TITLES)
    published_news(title="募集")
    make_case(title="給食の交流")
    assert shown(editor, state="draft") == ["説明会"]
    assert "説明会" not in shown(editor, state="missing", language="en")
    assert shown(editor, state="draft", language="ja") == []
    assert shown(editor, section=section("casestudies").path) == ["見出しcasestudies", "給食の交流"]
    assert shown(editor, kind=Page.objects.get(draft_title="募集").content_type_id) == ["説明会", "募集"]
    assert shown(editor, state="nonsense") != []


@pytest.mark.parametrize("words", ["説明会", "明会", "Brief", "news/bri", "説 会"])
def test_words_are_found_in_titles_of_every_language_and_in_addresses(editor, words):
    start(published_news(title="説明会", slug="bri"), texts=TITLES)
    published_news(title="募集")
    assert shown(editor, q=words) == ["説明会"]


def test_the_file_holds_what_filters_have_left(editor):
    start(published_news(title="=説明会"), texts={})
    published_news(title="募集")
    answer = editor.get(reverse("translations_report"), {"export": "csv", "state": "draft"})
    heading, *rows = csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))
    assert heading[:3] == ["ページ", "サイトの区分", "ページの種類"]
    assert [(row[0], row[1], row[-2], row[-1]) for row in rows] == [
        ("'=説明会", "見出しnews", "下書き – 未翻訳1件", "1")
    ]
    assert editor.get(reverse("translations_report"), {"export": "xlsx"}).status_code == 200


@pytest.mark.parametrize("rows", [1, 5])
def test_the_queries_do_not_grow_with_the_pages(editor, django_assert_num_queries, rows):
    for number in range(rows):
        start(published_news(title=f"説明会{number}"), texts={})
    editor.get(reverse("translations_report"))
    with django_assert_num_queries(QUERIES):
        assert len(shown(editor, state="draft")) == rows


QUERIES = 28


def test_a_coordinator_sees_no_pages(client):
    client.force_login(UserFactory(group=COORDINATOR))
    assert client.get(reverse("translations_report")).status_code == 302
    assert client.get(reverse("translations_ready")).status_code == 302


def test_the_menu_leads_to_this_report_and_no_longer_to_the_librarys(editor):
    text = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("translations_report") in text
    assert reverse("wagtail_localize:translations_report") not in text


def test_an_editor_of_one_section_sees_its_pages_only(client):
    published_news(title="説明会")
    make_case(title="給食の交流")
    group = Group.objects.create(name="Cases")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=section("casestudies"), permission=change)
    client.force_login(UserFactory(group="Cases"))
    assert shown(client) == ["見出しcasestudies", "給食の交流"]
