"""The admin's own lists and choosers through our backend: unfinished words, filters, orders, any input."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from home.models import FaqEntry

pytestmark = pytest.mark.django_db

ODD = ["%", '"', "'", "\\", "😀", "-", "NEAR(", 'live:"true', "あ" * 5000]


@pytest.fixture
def admin(db) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", password="x" * 12))
    return client


def shown(admin: Client, address: str, **query: str) -> str:
    response = admin.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_of_pages(admin, home, add_page) -> None:
    page = add_page("ヴァイオリンとZoomの会")
    add_page("カードの会")
    address = reverse("wagtailadmin_explore", args=[home.pk])
    for query in ("バイオリ", "zoo", "会 -カード"):
        html = shown(admin, address, q=query)
        assert page.title in html
        assert "カードの会" not in html
    assert page.title in shown(admin, address, q="会", ordering="-title")


def test_the_page_search(admin, add_page) -> None:
    page = add_page("台湾のカード交換")
    address = reverse("wagtailadmin_pages:search")
    assert page.title in shown(admin, address, q="ｶｰﾄﾞ")
    assert page.title in shown(admin, address, q='"カード交換"')
    assert page.title in shown(admin, address, q="台湾 live:true")
    assert page.title not in shown(admin, address, q="韓国")
    assert page.title in shown(admin, address, q="台湾", ordering="title")


def test_the_page_chooser(admin, add_page) -> None:
    page = add_page("台湾のカード交換")
    assert page.title in shown(
        admin, reverse("wagtailadmin_choose_page_search"), q="カー", page_type="wagtailcore.page"
    )


def test_the_list_of_questions_with_a_filter(admin, japanese) -> None:
    FaqEntry.objects.create(question="費用はかかりますか", category="cost", locale=japanese)
    FaqEntry.objects.create(question="費用の書類はどこですか", category="start", locale=japanese)
    address = reverse("wagtailsnippets_home_faqentry:list")
    both = shown(admin, address, q="費用")
    assert "費用はかかりますか" in both
    assert "費用の書類はどこですか" in both
    one = shown(admin, address, q="ひよう")
    assert "費用はかかりますか" not in one
    filtered = shown(admin, address, q="費用", locale="ja")
    assert "費用はかかりますか" in filtered


@pytest.mark.parametrize("query", ODD)
def test_whatever_is_typed_gets_an_answer(query: str, admin, home) -> None:
    shown(admin, reverse("wagtailadmin_explore", args=[home.pk]), q=query)
    shown(admin, reverse("wagtailadmin_pages:search"), q=query)
    shown(admin, reverse("wagtailadmin_choose_page_search"), q=query, page_type="wagtailcore.page")
    shown(admin, reverse("wagtailimages:index"), q=query)
