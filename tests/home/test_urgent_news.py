"""Urgent news above every page: what stands there, until when, in which language; nothing is asked on quiet days."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from home.models import NewsPage
from portal.core.site_settings import PortalSettings
from tests.casestudies.helpers import words
from tests.factories.public_site import make_news, section, translated

pytestmark = pytest.mark.django_db


def soon(**delta: int) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(**delta or {"hours": 2})


def make_urgent(**fields):
    values = {"category": "emergency", "banner_until": soon(), **fields}
    page = make_news(**values)
    page.save_revision().publish()
    return page


def banner(path: str = "/"):
    return BeautifulSoup(Client().get(path).content, "html.parser").select_one(".urgent")


def test_urgent_news_stand_above_every_page_until_their_time():
    urgent = make_urgent(title="台風のため休業します", summary="電話は受け付けません。")
    for path in ("/", "/news/", "/search/", "/members/login/"):
        found = banner(path)
        assert words(found.a) == "台風のため休業します", path
        assert found.a["href"] == urgent.url
        assert "電話は受け付けません。" in found.get_text()
    NewsPage.objects.update(banner_until=soon(minutes=-1))
    assert banner() is None


def test_at_most_three_the_newest_first():
    for day in range(1, 6):
        make_urgent(title=f"知らせ{day}", date=datetime.date(2026, 11, day))
    assert [words(link) for link in banner().select("a")] == ["知らせ5", "知らせ4", "知らせ3"]


@pytest.mark.parametrize("fields", [{"category": "notice", "banner_until": None}, {"banner_until": None}])
def test_other_news_do_not(fields):
    make_urgent(**fields)
    assert banner() is None


def test_only_urgent_news_may_have_a_time():
    page = NewsPage(title="x", slug="x", category="notice", banner_until=soon())
    with pytest.raises(ValidationError, match="緊急"):
        page.clean()


def test_taken_down_it_is_gone_and_the_settings_know():
    urgent = make_urgent()
    assert PortalSettings.load().banner_until == urgent.banner_until
    urgent.unpublish()
    assert banner() is None
    assert PortalSettings.load().banner_until is None


def test_deleted_it_is_gone():
    make_urgent().delete()
    assert PortalSettings.load().banner_until is None


def test_saving_old_settings_does_not_hide_it():
    settings = PortalSettings.load()
    make_urgent()
    settings.save()
    assert banner() is not None


def test_what_is_published_later_appears_then():
    section("news")
    page = make_news(category="emergency", banner_until=soon(days=2), live=False, go_live_at=soon(minutes=-1))
    page.save_revision(approved_go_live_at=page.go_live_at)
    assert banner() is None
    call_command("publish_scheduled")
    assert banner() is not None


def test_english_pages_show_the_english_and_until_then_the_japanese():
    urgent = make_urgent(title="休業します")
    translated(section("activities"))
    item = banner("/en/").select_one(".urgent__item")
    assert words(item.a) == "休業します"
    assert item["lang"] == "ja"
    translated(urgent, title="We are closed")
    item = banner("/en/").select_one(".urgent__item")
    assert words(item.a) == "We are closed"
    assert not item.has_attr("lang")
    assert words(banner("/").a) == "休業します"


@pytest.mark.parametrize("rows", [1, 5])
def test_queries(django_assert_num_queries, rows):
    section("about")
    client = Client()
    client.get("/about/")
    with django_assert_num_queries(12):
        client.get("/about/")
    for _number in range(rows):
        make_urgent()
    with django_assert_num_queries(13):
        client.get("/about/")


class TestCategories:
    def test_each_category_with_its_number(self):
        for category in ("call", "call", "notice"):
            make_news(category=category)
        page = BeautifulSoup(Client().get("/news/?category=call").content, "html.parser")
        assert [words(tab) for tab in page.select(".tabs a")] == ["すべて (3)", "募集 (2)", "お知らせ (1)"]
        assert words(page.select_one(".tabs [aria-current]")) == "募集 (2)"
        assert len(page.select(".news")) == 2
        assert page.title.string.startswith("募集｜")

    def test_an_unknown_category_shows_all(self):
        make_news()
        make_news(category="call")
        assert len(BeautifulSoup(Client().get("/news/?category=x").content, "html.parser").select(".news")) == 2

    def test_a_single_category_needs_no_choice(self):
        make_news()
        assert not BeautifulSoup(Client().get("/news/").content, "html.parser").select(".tabs")
