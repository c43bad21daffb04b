"""The desk's lists of questions, news and cases, and the preview of a question."""

import itertools

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import PageViewRestriction

from home.models import FaqEntry
from portal.core.groups import EDITOR
from portal.users.models import User
from tests.factories.public_site import make_case, make_event, make_faq, make_news, make_programme, make_region

pytestmark = pytest.mark.django_db
_numbers = itertools.count(1)


@pytest.fixture
def editor() -> Client:
    user = User.objects.create_user(username="editor", password="not-used-here-1")
    user.groups.add(Group.objects.get(name=EDITOR))
    client = Client()
    client.force_login(user)
    return client


def faq_url(name: str, *args: object) -> str:
    return reverse(FaqEntry.snippet_viewset.get_url_name(name), args=args)


def questions(client: Client, query: str = "") -> list[str]:
    page = BeautifulSoup(client.get(f"{faq_url('list')}{query}").content, "html.parser")
    return [row.select_one(".title a").get_text(strip=True) for row in page.select("table.listing tbody tr")]


def test_questions_are_listed_filtered_and_found_by_a_japanese_word(editor):
    make_faq("時差のある国とも交流できますか。", category="partner")
    make_faq("費用はかかりますか。", category="cost")
    make_faq("What does it cost?", "en", category="cost")
    assert set(questions(editor, "?locale=ja")) == {"時差のある国とも交流できますか。", "費用はかかりますか。"}
    assert questions(editor, "?locale=ja&category=cost") == ["費用はかかりますか。"]
    assert questions(editor, "?q=時差") == ["時差のある国とも交流できますか。"]
    assert questions(editor, "?locale=en") == ["What does it cost?"]


def test_a_question_is_written_and_published(editor):
    data = {
        "question": "何年生からできますか。",
        "answer": '{"blocks":[{"key":"a","text":"1年生から。","type":"unstyled","depth":0,"inlineStyleRanges":[],'
        '"entityRanges":[]}],"entityMap":{}}',
        "category": "start",
        "sort_order": "10",
        "action-publish": "1",
    }
    assert editor.post(f"{faq_url('add')}?locale=ja", data).status_code == 302
    entry = FaqEntry.objects.get()
    assert entry.live
    assert entry.answer_text == "1年生から。"


def test_a_page_cannot_be_put_behind_a_password(editor):
    response = editor.post(
        reverse("wagtailadmin_pages:set_privacy", args=[make_case().pk]),
        {"restriction_type": "password", "password": "secret"},
    )
    assert response.status_code != 500
    assert not PageViewRestriction.objects.exists()


def test_the_preview_shows_question_and_answer():
    entry = make_faq("費用はかかりますか。")
    response = entry.make_preview_request(RequestFactory().get("/"))
    page = BeautifulSoup(response.content, "html.parser")
    assert page.h1.get_text() == "費用はかかりますか。"
    assert "学校の負担はありません。" in page.main.get_text()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("news:index", make_news),
        ("events:index", make_event),
        ("case_studies:index", make_case),
        ("programmes:index", make_programme),
        ("regions:index", lambda: make_region(title=f"地域{next(_numbers)}", slug=f"region-{next(_numbers)}")),
    ],
)
@pytest.mark.parametrize("rows", [1, 5])
def test_flat_lists_of_pages(editor, django_assert_max_num_queries, name, make, rows):
    titles = {make().title for _number in range(rows)}
    editor.get(reverse(name))
    with django_assert_max_num_queries(40):
        text = editor.get(reverse(name)).content.decode()
    assert all(title in text for title in titles)
