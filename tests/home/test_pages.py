"""Every page type in both languages: it answers, names its language, its title and its counterpart; one h1."""

import json
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from home.models import FaqEntry, YearlyFigure
from portal.core.site_settings import PortalSettings
from tests.casestudies.helpers import words
from tests.factories.public_site import (
    make_activity,
    make_case,
    make_event,
    make_faq,
    make_issue,
    make_news,
    make_site,
    section,
    translated,
)

pytestmark = pytest.mark.django_db

XML = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
PATHS = [
    "/",
    "/about/",
    "/about/flow/",
    "/about/results/",
    "/activities/",
    "/activities/live-online/",
    "/partners/",
    "/partners/taiwan/",
    "/programmes/",
    "/programmes/lecture/",
    "/casestudies/",
    "/casestudies/lunch/",
    "/newsletter/",
    "/newsletter/1/",
    "/news/",
    "/news/call/",
    "/events/",
    "/events/briefing/",
    "/faq/",
    "/contact/",
    "/sitemap/",
]


def soup_of(path: str) -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    # A form that is sent needs its token; no other public page sets anything.
    assert set(response.cookies) == ({"csrftoken"} if path.endswith("/contact/") else set())
    return BeautifulSoup(response.content, "html.parser")


def alternates(page: BeautifulSoup) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")}


def test_every_page_type_in_both_languages():
    make_site()
    for path in PATHS:
        both = {"ja": soup_of(path), "en": soup_of(f"/en{path}")}
        for language, page in both.items():
            assert page.html["lang"] == language, path
            assert len(page.select("h1")) == 1, path
            levels = [int(heading.name[1]) for heading in page.main.select("h1, h2, h3, h4")]
            assert all(below <= above + 1 for above, below in pairwise(levels)), (path, levels)
            pair = alternates(page)
            assert pair["ja"] == f"http://testserver{path}"
            assert pair["en"] == f"http://testserver/en{path}"
        assert both["ja"].title.string != both["en"].title.string


def test_titles_are_the_pages_own():
    make_site()
    titles = [soup_of(path).title.string for path in PATHS]
    assert len(set(titles)) == len(titles)
    assert soup_of("/").title.string == "東京都国際交流コンシェルジュ"
    assert soup_of("/en/contact/").title.string == "English contact | Tokyo International Exchange Concierge"


def test_an_untranslated_page_names_no_other():
    section("about")
    page = soup_of("/about/")
    assert alternates(page) == {}
    assert Client().get("/en/about/").status_code == 404


class TestHome:
    def test_the_newest_of_everything(self):
        for number in range(4):
            make_news(title=f"知らせ{number}", date=f"2026-11-0{number + 1}")
            make_case(title=f"記録{number}", date_from=f"2025-06-0{number + 1}")
        make_activity()
        make_issue(1, title="創刊号の題")
        make_issue(2, title="二号の題")
        page = soup_of("/")
        assert [words(link) for link in page.select("[aria-labelledby=news] .news a")] == [
            "知らせ3",
            "知らせ2",
            "知らせ1",
        ]
        assert [words(heading) for heading in page.select("[aria-labelledby=cases] h3")] == ["記録3", "記録2", "記録1"]
        assert words(page.select_one("[aria-labelledby=newsletter] h3")) == "二号の題"
        assert "交流 live_online" in words(page.select_one("[aria-labelledby=types]"))

    def test_without_content_it_stands_all_the_same(self):
        page = soup_of("/")
        assert "事例は、準備ができしだい" in page.get_text()
        assert page.select("[aria-labelledby=news]") == []

    def test_the_table_of_cities_has_six_rows(self):
        rows = soup_of("/").select("[aria-labelledby=time] tbody tr")
        assert [words(row.th) for row in rows] == ["ソウル", "台北", "シドニー", "オークランド", "バンクーバー", "パリ"]

    def test_three_ways_in(self):
        section("about"), section("casestudies")
        ways = [link["href"] for link in soup_of("/").select(".hero .btn")]
        assert ways == ["/about/", "/casestudies/", "/members/"]

    def test_the_newest_year_in_figures(self):
        for year, number in ((2024, 7), (2025, 60)):
            for table, code in (("school_type", "elementary"), ("country", "NZ")):
                YearlyFigure.objects.create(
                    fiscal_year=year, table=table, code=code, exchanges=number, people=50 * number
                )
        assert [words(item) for item in soup_of("/").select(".glance dd")] == ["60件", "3,000人", "1か国・地域"]
        assert "fiscal year 2025" in words(soup_of("/en/").select_one("[aria-labelledby=figures] .lead"))

    def test_a_year_that_may_not_be_told_names_no_total(self):
        YearlyFigure.objects.create(fiscal_year=2025, table="school_type", code="high", exchanges=3, people=77)
        assert soup_of("/").select(".glance dd") == []

    def test_drafts_never_appear(self):
        for page in (
            make_news(title="草稿A"),
            make_case(title="草稿B"),
            make_issue(1, title="草稿C"),
            make_activity(title="草稿D"),
        ):
            page.unpublish()
        assert "草稿" not in soup_of("/").get_text()

    @pytest.mark.parametrize("rows", [1, 5])
    def test_queries(self, django_assert_num_queries, rows):
        for number in range(rows):
            make_news()
            make_case()
            make_issue(number + 1)
            make_event()
        for kind in ("live_online", "letter_card", "artwork", "embassy", "programme")[:rows]:
            make_activity(kind)
        for table, code in (("school_type", "elementary"), ("country", "NZ")):
            YearlyFigure.objects.create(fiscal_year=2025, table=table, code=code, exchanges=9, people=90)
        client = Client()
        client.get("/")
        with django_assert_num_queries(18):
            client.get("/")


class TestFaq:
    def test_by_category_and_order_each_under_its_anchor(self):
        section("faq")
        make_faq("費用の二番目", sort_order=20)
        make_faq("費用の一番目", sort_order=10)
        first = make_faq("始め方", category="start")
        make_faq("草稿", live=False)
        make_faq("English only", "en")
        page = soup_of("/faq/")
        assert [words(heading) for heading in page.select("main section h2")] == ["はじめに", "費用・機材"]
        assert [words(heading) for heading in page.select("main section h3")] == [
            "始め方",
            "費用の一番目",
            "費用の二番目",
        ]
        assert words(page.select_one(f"#faq-{first.pk} h3")) == "始め方"
        assert [link["href"] for link in page.select("main nav a")] == ["#category-start", "#category-cost"]

    @pytest.mark.parametrize("rows", [1, 5])
    def test_queries(self, django_assert_num_queries, rows):
        section("faq")
        for _number in range(rows):
            make_faq()
        client = Client()
        client.get("/faq/")
        with django_assert_num_queries(13):
            client.get("/faq/")

    def test_words_narrow_the_page_down(self):
        section("faq")
        make_faq("時差のある国とも交流できますか。", category="partner")
        make_faq("費用はかかりますか。")
        make_faq("時差の草稿", live=False)
        page = soup_of("/faq/?q=時差")
        assert [words(heading) for heading in page.select("main h3")] == ["時差のある国とも交流できますか。"]
        assert page.select_one("#faq-search")["value"] == "時差"
        assert page.select_one("main h3 mark")
        assert page.select_one("meta[name=robots]")
        assert "別の言葉" in words(soup_of("/faq/?q=いいいいい").main)

    @pytest.mark.parametrize("query", ["%22", "%00", "(", "-", "*", "あ" * 300, "&q=x", "<script>"])
    def test_odd_words(self, query):
        section("faq")
        make_faq()
        assert Client().get(f"/faq/?q={query}").status_code == 200

    def test_structured_data(self):
        section("faq")
        make_faq("</script>費用は？")
        facts = json.loads(soup_of("/faq/").select_one("script[type='application/ld+json']").string)
        assert facts["@type"] == "FAQPage"
        assert facts["mainEntity"][0]["name"] == "</script>費用は？"
        assert "学校の負担" in facts["mainEntity"][0]["acceptedAnswer"]["text"]

    def test_the_site_search_finds_them_where_they_stand(self):
        section("faq")
        entry = make_faq("時差のある国とも交流できますか。")
        page = soup_of("/search/?q=時差")
        assert f"/faq/#faq-{entry.pk}" in [link["href"] for link in page.select("main a")]

    def test_the_site_search_leaves_out_drafts_and_the_other_language(self):
        translated(section("faq"))
        FaqEntry.objects.filter(pk=make_faq("時差の草稿").pk).update(live=False)
        make_faq("時差 in English", "en")
        assert "#faq-" not in str(soup_of("/search/?q=時差").main)
        assert "#faq-" in str(soup_of("/en/search/?q=時差").main)


def test_news_list_is_newest_first_and_paged(django_assert_num_queries):
    for number in range(21):
        make_news(title=f"知らせ{number:02}", date=f"2026-10-{number + 1:02}")
    assert words(soup_of("/news/").select_one(".news a")) == "知らせ20"
    assert [words(link) for link in soup_of("/news/?page=2").select(".news a")] == ["知らせ00"]
    client = Client()
    client.get("/news/")
    with django_assert_num_queries(14):
        client.get("/news/")


def test_an_activity_shows_cases_of_its_type_only():
    page_of_cards = make_activity("letter_card")
    make_case(title="手紙の記録", exchange_types=["letter_card"])
    make_case(title="画面の記録")
    text = soup_of(page_of_cards.url).main.get_text()
    assert "手紙の記録" in text
    assert "画面の記録" not in text


def test_contact_data_come_from_the_settings():
    section("contact")
    settings = PortalSettings.load()
    settings.phone, settings.email, settings.hours_ja = "03-0000-0000", "desk@example.jp", "平日 午前9時から"
    settings.save()
    page = soup_of("/contact/")
    assert page.select_one("main a[href='tel:0300000000']")
    assert page.select_one("main a[href='mailto:desk@example.jp']")
    assert "平日 午前9時から" in page.main.get_text()


class TestSitemap:
    def test_live_pages_with_their_counterparts(self):
        both = translated(section("about"))
        alone = section("faq")
        draft = make_news()
        draft.unpublish()
        tree = ElementTree.fromstring(Client().get("/sitemap.xml").content)  # noqa: S314 - our own
        entries = {entry.find("s:loc", XML).text: entry for entry in tree.findall("s:url", XML)}
        assert {"http://testserver/", "http://testserver/en/", f"http://testserver{both.url}"} <= set(entries)
        links = entries["http://testserver/about/"].findall("x:link", XML)
        assert {link.get("hreflang"): link.get("href") for link in links} == {
            "ja": "http://testserver/about/",
            "en": "http://testserver/en/about/",
            "x-default": "http://testserver/about/",
        }
        assert not entries[f"http://testserver{alone.url}"].findall("x:link", XML)
        assert f"http://testserver{draft.url}" not in entries

    @pytest.mark.parametrize("rows", [1, 5])
    def test_queries(self, django_assert_num_queries, rows):
        for _number in range(rows):
            translated(make_news())
        client = Client()
        client.get("/sitemap.xml")
        with django_assert_num_queries(6):
            client.get("/sitemap.xml")
