"""The same report for questions and answers."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail_localize.models import Translation, TranslationSource

from home.models import FaqEntry
from portal.core.groups import COORDINATOR, EDITOR
from portal.core.translating.snippets import report_url, translated_snippets
from tests.factories.public_site import make_faq
from tests.factories.schools import UserFactory
from tests.factories.translating import english, publish_again, start

pytestmark = pytest.mark.django_db
QUESTION, ANSWER = "費用はかかりますか。", "学校の負担はありません。"
ENGLISH = {QUESTION: "What does it cost?", ANSWER: "Nothing."}


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(group=EDITOR))
    return client


def question(text=QUESTION):
    entry = make_faq(text)
    entry.save_revision().publish()
    entry.refresh_from_db()
    return entry


def rows(client, **query):
    page = BeautifulSoup(client.get(report_url(FaqEntry), query).content, "html.parser")
    return {row.b.get_text(): row.select("td.desk-translation")[1] for row in page.select("table.listing tbody tr")}


def words(cell):
    return cell.select_one(".w-status").get_text(), [link.get_text() for link in cell.select("a")]


def test_states_and_ways(editor):
    entry = question()
    assert words(rows(editor)[QUESTION]) == ("未作成", ["翻訳を始める"])
    start(entry, texts=ENGLISH, publish=True)
    assert words(rows(editor)[QUESTION]) == ("最新", ["翻訳を開く"])
    publish_again(entry, question="お金はかかりますか。")
    assert words(rows(editor)["お金はかかりますか。"]) == (
        "更新待ち – 未翻訳1件",
        ["原文の変更を取り込む", "翻訳を開く"],
    )


def test_every_way_leads_somewhere(editor):
    entry = question()
    start(entry, texts=ENGLISH, publish=True)
    publish_again(entry, question="お金はかかりますか。")
    question("時差は。")
    links = [link["href"] for cell in rows(editor).values() for link in cell.select("a")]
    assert [url for url in links if editor.get(url, follow=True).status_code != 200] == []


def test_starting_a_translation_makes_a_draft(editor, django_capture_on_commit_callbacks):
    entry = question()
    url = reverse("wagtail_localize:submit_snippet_translation", args=["home", "faqentry", entry.pk])
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(url, {"locales": [english().pk]})
    assert not entry.get_translation(english()).live


def test_filters_and_search(editor):
    start(question(), texts=ENGLISH, publish=True)
    question("時差は。")
    assert set(rows(editor, state="missing")) == {"時差は。"}
    assert set(rows(editor, q="cost")) == {QUESTION}
    assert b"".join(editor.get(report_url(FaqEntry), {"export": "csv"}).streaming_content).count(b"\n") == 3


@pytest.mark.parametrize("number", [1, 5])
def test_the_queries_do_not_grow(editor, django_assert_num_queries, number):
    for place in range(number):
        start(question(f"質問{place}"))
    editor.get(report_url(FaqEntry))
    with django_assert_num_queries(QUERIES):
        assert len(rows(editor)) == number


QUERIES = 21


def test_the_report_on_pages_leads_here(editor):
    assert translated_snippets() == [FaqEntry]
    assert report_url(FaqEntry) in editor.get(reverse("translations_report")).content.decode()


def test_what_is_no_translated_snippet_has_no_report(editor):
    assert editor.get(reverse("translations_snippets", args=["core.synonym"])).status_code == 404
    assert editor.get(reverse("translations_snippets", args=["nothing"])).status_code == 404


def test_outsiders(client):
    client.force_login(UserFactory(group=COORDINATOR))
    assert client.get(report_url(FaqEntry)).status_code == 302


def test_who_may_not_publish_questions_cannot_publish_their_translations(editor, django_capture_on_commit_callbacks):
    group = Group.objects.get(name=EDITOR)
    group.permissions.remove(*group.permissions.filter(codename="publish_faqentry"))
    translation = start(question(), texts=ENGLISH)
    url = reverse("wagtail_localize:update_translations", args=[TranslationSource.objects.get().pk])
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(url, {"publish_translations": "on"})
    assert not translation.get_target_instance().live
    assert Translation.objects.count() == 1
