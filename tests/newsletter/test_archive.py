"""The archive: fiscal years, words, pages, and how much is asked for it; the issues beside one."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.casestudies.helpers import words
from tests.factories.public_site import make_issue, section, translated
from tests.newsletter.helpers import section as part

pytestmark = pytest.mark.django_db


def shown(path: str) -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    return [words(heading) for heading in page.select("main li h3")]


def tabs(page: BeautifulSoup) -> list[str]:
    return [words(tab) for tab in page.select("main .tabs a")]


@pytest.fixture
def three_years():
    """Issues at both ends of fiscal years: March belongs to the year before."""
    for number, month in enumerate([(2025, 3), (2025, 4), (2026, 3), (2026, 4), (2026, 11)], 1):
        make_issue(number, title=f"通信{number}", month=datetime.date(*month, 1))


def test_issues_stand_below_their_fiscal_years_with_their_numbers(three_years):
    page = shown("/newsletter/")
    assert titles(page) == ["通信5", "通信4", "通信3", "通信2", "通信1"]
    assert tabs(page) == ["すべて (5)", "令和8年度 (2)", "令和7年度 (2)", "令和6年度 (1)"]
    years = [words(heading) for heading in page.select("main section h2")]
    assert years == ["令和8年度（2026年度）", "令和7年度（2025年度）", "令和6年度（2024年度）"]
    assert page.select_one(".tabs [aria-current]").text.startswith("すべて")


def test_one_fiscal_year(three_years):
    page = shown("/newsletter/?year=2025")
    assert titles(page) == ["通信3", "通信2"]
    assert words(page.select_one(".tabs [aria-current]")) == "令和7年度 (2)"
    assert "令和7年度" in page.title.text
    assert page.select_one("main form input[name=year]")["value"] == "2025"


@pytest.mark.parametrize("year", ["1999", "abc", "", "２０２５", "99999", "-2025", "%00"])
def test_a_year_without_issues_shows_all(three_years, year):
    assert len(titles(shown(f"/newsletter/?year={year}"))) == 5


def test_words_are_found_in_titles_and_bodies_and_marked():
    make_issue(1, title="創刊のごあいさつ", summary="五つの役割です。")
    make_issue(2, title="冬の便り", body=[part("カードを送る", "台湾の小学校へ年賀カードを送りました。")])
    page = shown("/newsletter/?q=台湾")
    assert titles(page) == ["冬の便り"]
    assert [mark.text for mark in page.select("main li mark")] == ["台湾"]
    assert "「台湾」を含む号が1件あります。" in words(page.select_one(".issues__count"))
    assert titles(shown("/newsletter/?q=ｶｰﾄﾞ")) == ["冬の便り"]
    assert titles(shown("/newsletter/?q=役割")) == ["創刊のごあいさつ"]
    assert page.select_one("meta[name=robots]")["content"] == "noindex,follow"


def test_words_within_a_year_keep_both(three_years):
    make_issue(6, title="台湾特集", month=datetime.date(2025, 6, 1))
    make_issue(7, title="台湾再び", month=datetime.date(2026, 6, 1))
    page = shown("/newsletter/?q=台湾&year=2025")
    assert titles(page) == ["台湾特集"]
    assert tabs(page) == ["すべて (2)", "令和8年度 (1)", "令和7年度 (1)"]
    links = [tab["href"] for tab in page.select("main .tabs a")]
    assert all("q=" in link for link in links)


def test_nothing_found_says_so_and_leads_back(three_years):
    page = shown("/newsletter/?q=宇宙人")
    assert titles(page) == []
    assert page.select_one("main .empty a")["href"] == "/newsletter/"


def test_what_cannot_be_searched_for_and_what_is_too_long(three_years):
    assert "文字" in words(shown("/newsletter/?q=!!!").main)
    page = shown(f"/newsletter/?q={'あ' * 300}")
    assert page.select_one("#id_q")["aria-invalid"] == "true"
    assert page.select_one("#id_q_error")
    assert len(titles(page)) == 5


def test_without_issues_it_says_so():
    section("newsletter")
    assert "創刊号" in words(shown("/newsletter/").main)


def test_pages_keep_the_words():
    for number in range(1, 15):
        make_issue(number, title=f"交流{number}")
    page = shown("/newsletter/?q=交流")
    assert len(titles(page)) == 12
    links = [link["href"] for link in page.select(".pager a")]
    assert all("q=" in link for link in links)
    assert len(titles(shown("/newsletter/?q=交流&page=2"))) == 2


def test_the_other_language_has_its_own(three_years):
    english = translated(make_issue(6, month=datetime.date(2026, 12, 1)), title="Winter letters")
    page = shown("/en/newsletter/")
    assert titles(page) == [english.title]
    assert [words(heading) for heading in page.select("main section h2")] == ["Fiscal year 2026"]


@pytest.mark.parametrize("query", ["", "?q=交流", "?year=2021"])
def test_queries_do_not_grow(django_assert_max_num_queries, query):
    make_issue(1, title="交流1")
    shown(f"/newsletter/{query}")
    for number in range(2, 7):
        make_issue(number, title=f"交流{number}")
    with django_assert_max_num_queries(21):
        assert len(titles(shown(f"/newsletter/{query}"))) == 6


def test_an_issue_leads_to_the_ones_beside_it():
    for number in (1, 2, 4, 5):
        make_issue(number, title=f"通信{number}")
    make_issue(3).unpublish()
    beside = shown("/newsletter/4/").select(".issue__beside a")
    assert [(link["rel"], link["href"]) for link in beside] == [
        (["prev"], "/newsletter/2/"),
        (["next"], "/newsletter/5/"),
    ]
    assert [link["rel"] for link in shown("/newsletter/5/").select(".issue__beside a")] == [["prev"]]
    assert [link["rel"] for link in shown("/newsletter/1/").select(".issue__beside a")] == [["next"]]


def test_an_issue_tells_its_fiscal_year():
    page = shown(make_issue(2, month=datetime.date(2026, 3, 1)).url)
    assert words(page.select_one(".issue__year")) == "令和7年度"
