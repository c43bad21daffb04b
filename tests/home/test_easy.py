"""Pages in plain Japanese: reached from their sources, and flagged when a source says something else."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from home.models import EasyPage
from home.selectors import easy_edition
from tests.casestudies.helpers import words
from tests.desk_forms import form_of
from tests.factories.public_site import japanese_home, make_case, make_easy, make_faq, section, translated
from tests.factories.schools import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def about():
    return section("about")


@pytest.fixture
def admin():
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def soup(path: str) -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def ways(path: str) -> list[str]:
    return [link["href"] for link in soup(path).select(".util a") if words(link) == "やさしい日本語"]


def is_behind(easy: EasyPage) -> bool:
    return EasyPage.objects.get(pk=easy.pk).is_behind


def change(page, **fields) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


class TestReading:
    def test_a_page_leads_to_its_edition_and_back(self, about):
        assert ways("/about/") == []
        easy = make_easy(about)
        assert ways("/about/") == [easy.url] == ["/easy/about/"]
        assert soup(easy.url).select(".more")[-1]["href"] == "/about/"

    def test_the_home_page_may_have_one(self):
        make_easy(japanese_home())
        assert ways("/") == ["/easy/home/"]

    def test_a_draft_is_not_offered(self, about):
        make_easy(about).unpublish()
        assert ways("/about/") == []

    def test_english_pages_offer_none(self, about):
        make_easy(about)
        translated(about)
        assert ways("/en/about/") == []

    def test_readings_stand_above_titles_and_headings(self, about):
        body = [{"type": "text", "value": {"heading": "学校（がっこう）で", "text": "<p>本文</p>"}}]
        page = soup(make_easy(about, title="仕事（しごと）", body=body).url)
        assert str(page.h1.ruby) == "<ruby>仕事<rp>（</rp><rt>しごと</rt><rp>）</rp></ruby>"
        assert page.h2.ruby.rt.string == "がっこう"
        assert page.title.string.startswith("仕事（しごと）｜")

    def test_the_list_names_all(self, about):
        make_easy(about), make_easy(section("faq"))
        assert [link["href"] for link in soup("/easy/").select("main a")] == ["/easy/about/", "/easy/faq/"]

    @pytest.mark.parametrize("rows", [1, 5])
    def test_queries(self, django_assert_num_queries, rows):
        for slug in ("about", "faq", "contact", "activities", "news")[:rows]:
            make_easy(section(slug))
        client = Client()
        client.get("/easy/")
        with django_assert_num_queries(12):
            client.get("/easy/")


class TestTheFlag:
    def test_other_words_in_the_source_set_it_and_the_old_ones_take_it_away(self, about):
        easy = make_easy(about)
        assert not is_behind(easy)
        old = about.summary
        change(about, summary="役割が増えました。")
        assert is_behind(easy)
        change(about, summary=old)
        assert not is_behind(easy)

    def test_publishing_the_same_words_again_does_not(self, about):
        easy = make_easy(about)
        change(about, show_in_menus=True)
        assert not is_behind(easy)

    def test_a_draft_of_the_source_does_not(self, about):
        easy = make_easy(about)
        about.summary = "案"
        about.save_revision()
        assert not is_behind(easy)

    def test_questions_belong_to_their_page(self):
        easy = make_easy(section("faq"))
        make_faq().save_revision().publish()
        assert is_behind(easy)

    def test_an_older_draft_of_the_edition_does_not_hide_it(self, about):
        easy = make_easy(about)
        draft = easy.save_revision()
        change(about, summary="新しい文")
        draft.publish()
        assert is_behind(easy)


class TestTheDesk:
    def edit(self, admin, easy, **fields):
        address = reverse("wagtailadmin_pages:edit", args=[easy.pk])
        data = form_of(admin.get(address), "body") | fields
        return admin.post(address, data, follow=True)

    def test_whoever_changes_a_source_is_told(self, admin, about):
        make_easy(about)
        address = reverse("wagtailadmin_pages:edit", args=[about.pk])
        data = form_of(admin.get(address), "body") | {"summary": "変わりました。", "action-publish": "1"}
        assert "内容がそろっていません" in admin.post(address, data, follow=True).content.decode()

    def test_the_box_takes_the_flag_away(self, admin, about):
        easy = make_easy(about)
        change(about, summary="新しい文")
        self.edit(admin, easy, **{"action-publish": "1"})
        assert is_behind(easy)
        self.edit(admin, easy, is_compared="on", **{"action-publish": "1"})
        assert not is_behind(easy)

    def test_the_list_shows_what_is_behind(self, admin, about):
        make_easy(section("faq"), title="遅れていない")
        make_easy(about, title="遅れている")
        change(about, summary="新しい文")
        page = admin.get(reverse("easy:index"), {"is_behind": "true"}).content.decode()
        assert "遅れている" in page
        assert "遅れていない" not in page


class TestRefusals:
    def test_one_edition_a_page(self, about):
        make_easy(about)
        with pytest.raises(ValidationError, match="すでに"):
            EasyPage(title="x", slug="x", source=about).clean()

    def test_of_japanese_pages_only(self, about):
        english = translated(about)
        assert english.locale == Locale.objects.get(language_code="en")
        with pytest.raises(ValidationError, match="日本語のページ"):
            EasyPage(title="x", slug="x", source=english).clean()

    def test_cases_are_not_asked_for_one(self, django_assert_num_queries):
        case = make_case()
        with django_assert_num_queries(0):
            assert easy_edition(case) is None
        assert ways(case.url) == []
