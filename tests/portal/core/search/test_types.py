"""The kinds of results: their numbers, their tabs, and results of one kind only."""

import re
from collections import Counter

import pytest
from django.test import Client

from home.models import FaqEntry, FaqPage, NewsIndexPage, NewsPage
from portal.core.search.registry import SearchHit, register_provider
from portal.core.search.selectors import SiteResults
from portal.core.search.types import REST, all_types, known_type, type_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def add_news(home):
    """`add_news("title")`: a live piece of news."""
    index = home.add_child(instance=NewsIndexPage(title="一覧", slug="news", locale=home.locale))
    return lambda title: index.add_child(instance=NewsPage(title=title, slug=f"n{title[-1]}", locale=home.locale))


@pytest.fixture
def questions(home, japanese):
    """Three questions on Taiwan, and the page they stand on."""
    home.add_child(instance=FaqPage(title="よくある質問", slug="faq", locale=japanese))
    for number in range(3):
        FaqEntry.objects.create(question=f"台湾の質問{number}", answer="<p>答え</p>", locale=japanese)


def tabs_of(response) -> list[tuple[str, int, str, bool]]:
    """Label, number, address and whether it is shown, of each tab."""
    html = response.content.decode()
    nav = re.search(r'<ul class="tabs".*?</ul>', html, re.DOTALL)
    found = []
    for attributes, label, number in re.findall(
        r'<(?:a|span class="tabs__none")([^>]*)>(.*?) <span class="num">\((\d+)\)</span></', nav[0] if nav else ""
    ):
        url = re.search(r'href="([^"]*)"', attributes)
        found.append((label, int(number), url[1] if url else "", 'aria-current="page"' in attributes))
    return found


def test_every_room_has_named_its_kinds() -> None:
    codes = [kind.code for kind in all_types()]
    assert codes == [
        "activities",
        "casestudies",
        "newsletter",
        "faq",
        "programmes",
        "partners",
        "events",
        "news",
        "pages",
    ]
    assert type_of(NewsPage).code == "news"
    assert type_of(FaqPage) == REST
    assert known_type("") is known_type("nonsense") is None


def test_numbers_tell_of_all_kinds_whatever_is_shown(add_page, add_news, questions, japanese) -> None:
    add_page("台湾の学校")
    add_news("台湾1")
    add_news("台湾2")
    everything = Counter(pages=1, news=2, faq=3)
    assert SiteResults("台湾", japanese).counts == everything
    news = SiteResults("台湾", japanese, kind=known_type("news"))
    assert news.counts == everything
    assert (len(news), {hit.title for hit in news[:10]}) == (2, {"台湾1", "台湾2"})
    assert {hit.type for hit in SiteResults("台湾", japanese, kind=known_type("faq"))[:10]} == {"faq"}
    assert [hit.title for hit in SiteResults("台湾", japanese, kind=REST)[:10]] == ["台湾の学校"]
    assert len(SiteResults("台湾", japanese, kind=known_type("events"))) == 0


def test_nothing_searchable_counts_nothing(japanese) -> None:
    assert SiteResults("%", japanese).counts == Counter()
    assert list(SiteResults("%", japanese, kind=REST)[:10]) == []


def test_a_hit_that_names_no_kind_is_among_the_rest(monkeypatch, japanese) -> None:
    from portal.core.search import registry

    monkeypatch.setattr(registry, "_providers", {})
    register_provider("other", lambda query, locale: [SearchHit("ほか", "/", "", "", 1.0)])
    assert SiteResults("ないことば", japanese).counts == Counter(pages=1)


def test_tabs_lead_to_their_kind_and_keep_the_words(add_page, add_news, questions, anonymous: Client) -> None:
    add_page("台湾の学校")
    add_news("台湾1")
    tabs = {label: (number, url, current) for label, number, url, current in tabs_of(anonymous.get("/en/search/?q=x"))}
    assert tabs == {}
    shown = tabs_of(anonymous.get("/search/", {"q": "台湾", "type": "news", "page": 3}))
    by_number = {label: (number, url) for label, number, url, _current in shown}
    assert by_number["すべて"] == (5, "?q=%E5%8F%B0%E6%B9%BE")
    assert by_number["お知らせ"] == (1, "?q=%E5%8F%B0%E6%B9%BE&amp;type=news")
    assert by_number["イベント"] == (0, "")
    assert [label for label, _number, _url, current in shown if current] == ["お知らせ"]


@pytest.mark.parametrize("kind", ["", "nonsense", "\x00", "news'"])
def test_an_unknown_kind_shows_all(add_page, add_news, anonymous: Client, kind) -> None:
    add_page("台湾の学校")
    add_news("台湾1")
    response = anonymous.get("/search/", {"q": "台湾", "type": kind})
    assert response.status_code == 200
    assert response.context["total"] == 2
    assert next(current for _label, _number, _url, current in tabs_of(response))


def test_a_kind_without_results_says_so_and_shows_the_others(add_page, anonymous: Client) -> None:
    add_page("台湾の学校")
    response = anonymous.get("/en/search/", {"q": "台湾", "type": "news"})
    assert response.status_code == 200
    response = anonymous.get("/search/", {"q": "台湾", "type": "news"})
    assert response.context["total"] == 0
    assert "did-you-mean" not in response.content.decode()
    assert ("すべて", 1) in [tab[:2] for tab in tabs_of(response)]
    assert [tab[2] for tab in tabs_of(response) if tab[3]] == [""]


def test_paging_keeps_the_kind(add_page, anonymous: Client) -> None:
    for number in range(12):
        add_page(f"台湾の学校{number}")
    html = anonymous.get("/search/", {"q": "台湾", "type": "pages"}).content.decode()
    assert "type=pages&amp;page=2" in html


def test_more_results_ask_no_more(add_page, add_news, questions, japanese, django_assert_num_queries) -> None:
    add_news("台湾0")
    list(SiteResults("台湾", japanese, kind=known_type("news"))[:10])
    for more in (0, 4):
        for number in range(more):
            add_news(f"台湾{number + 1}")
        with django_assert_num_queries(17):
            results = SiteResults("台湾", japanese, kind=known_type("news"))
            len(results)
            list(results[:10])
