"""Steps and costs, the site map, and the results of an accessibility test."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.casestudies.helpers import words
from tests.factories.public_site import (
    make_activity,
    make_case,
    make_easy,
    make_event,
    make_flow,
    make_news,
    make_results,
    section,
    translated,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STEPS = [
    {"title": "相談（そうだん）する", "text": "電話でも。", "actor": "school", "duration": "1週間"},
    {"title": "届く", "text": "", "actor": "partner", "duration": ""},
]
FLOW = [{"type": "flow", "value": {"heading": "流れ", "exchange_type": "", "steps": STEPS}}]
COSTS = [
    {
        "type": "table",
        "value": {
            "caption": "費用",
            "header": ["もの", "めやす"],
            "rows": [{"cells": ["送料", "1,500円"]}],
        },
    }
]


def soup(path: str) -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


class TestStepsAndCosts:
    def test_each_type_brings_its_own_steps(self):
        make_activity("letter_card", title="手紙・カード交換", body=FLOW, lead_time="約1か月前から")
        make_activity("embassy", title="大使館")
        page = soup(make_flow().url)
        assert [words(one) for one in page.select(".flows__name")] == ["手紙・カード交換"]
        step, last = page.select(".flows__one .flow > li")
        assert [words(fact) for fact in step.select(".flow__facts > span")] == ["する人： 学校", "かかる時間： 1週間"]
        assert words(last.select_one(".flow__facts")) == "する人： 相手校"

    def test_costs_stand_in_a_table_and_only_where_there_are_any(self):
        assert not soup(make_flow().url).select("#costs")
        page = soup(make_flow(slug="other", costs=COSTS).url)
        assert words(page.select_one("[aria-labelledby=costs] tbody tr")) == "送料1,500円"

    def test_english_shows_english_types(self):
        activity = make_activity("letter_card", body=FLOW)
        flow = make_flow()
        translated(activity, title="Letters and cards")
        assert [words(one) for one in soup(translated(flow).url).select(".flows__name")] == ["Letters and cards"]

    @pytest.mark.parametrize("rows", [1, 5])
    def test_queries(self, django_assert_num_queries, rows):
        for kind in ("live_online", "letter_card", "artwork", "embassy", "programme")[:rows]:
            make_activity(kind, body=FLOW)
        page = make_flow()
        client = Client()
        client.get(page.url)
        with django_assert_num_queries(16):
            client.get(page.url)


class TestSiteMap:
    def links(self, path: str = "/sitemap/") -> list[str]:
        return [link["href"] for link in soup(path).select(".site-map a")]

    def test_pages_as_a_tree_without_what_has_a_list_of_its_own(self):
        section("sitemap")
        make_flow(), make_news(), make_case(), make_event()
        make_easy(section("about"))
        page = soup("/sitemap/")
        assert [words(link) for link in page.select(".site-map > li > ul > li > a")] == [
            "流れと費用",
            "やさしい見出しabout",
        ]
        found = self.links()
        assert {"/", "/about/", "/about/flow/", "/news/", "/casestudies/", "/easy/about/", "/search/"} <= set(found)
        assert not [link for link in found if link.startswith(("/news/n", "/casestudies/c", "/events/e"))]

    def test_what_is_not_live_is_missing_with_all_below_it(self):
        section("sitemap")
        make_flow()
        section("about").unpublish()
        assert not [link for link in self.links() if link.startswith("/about")]

    def test_each_language_has_its_own(self):
        translated(section("sitemap"))
        translated(section("about"))
        section("news")
        found = self.links("/en/sitemap/")
        assert "/en/about/" in found
        assert "/en/news/" not in found

    @pytest.mark.parametrize("rows", [1, 5])
    def test_queries(self, django_assert_num_queries, rows):
        section("sitemap")
        for kind in ("live_online", "letter_card", "artwork", "embassy", "programme")[:rows]:
            make_activity(kind)
        client = Client()
        client.get("/sitemap/")
        with django_assert_num_queries(12):
            client.get("/sitemap/")


class TestResults:
    def row(self, page: BeautifulSoup, number: str) -> list[str]:
        found = [row for row in page.select(".results tbody tr") if words(row.td) == number]
        return [words(cell) for cell in found[0].select("th, td")]

    def test_all_criteria_of_both_levels_stand_there_whatever_was_tested(self):
        results = [
            {"type": "result", "value": {"criterion": "1.1.1", "outcome": "met", "remark": "確かめた"}},
            {"type": "result", "value": {"criterion": "1.2.4", "outcome": "not_applicable", "remark": ""}},
        ]
        page = soup(make_results(results=results).url)
        assert len(page.select(".results tbody tr")) == 38
        assert self.row(page, "1.1.1") == ["1.1.1", "非テキストコンテンツ", "A", "あり", "適合", "確かめた"]
        assert self.row(page, "1.2.4") == ["1.2.4", "キャプション（ライブ）", "AA", "なし", "対象なし", ""]
        assert self.row(page, "4.1.2")[3:5] == ["–", "未試験"]

    def test_tested_pages_are_named_in_the_language_of_the_page(self):
        about, faq = section("about"), section("faq")
        translated(about)
        chosen = [{"type": "page", "value": faq.pk}, {"type": "page", "value": about.pk}]
        page = make_results(tested_pages=chosen)
        japanese = [link["href"] for link in soup(page.url).select(".results__pages a")]
        english = [link["href"] for link in soup(translated(page).url).select(".results__pages a")]
        assert japanese == ["/faq/", "/about/"]
        assert english == ["/en/about/"]

    def test_the_numbers_of_levels_are_those_of_the_standard(self):
        from home.success_criteria import SuccessCriterion

        levels = [criterion.level for criterion in SuccessCriterion]
        assert (levels.count("A"), levels.count("AA")) == (25, 13)
