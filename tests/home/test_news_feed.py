"""The news as an Atom feed: valid, in one language, what is published and nothing else."""

from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.factories.public_site import make_news, section, translated

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed(path: str = "/news/feed/") -> ElementTree.Element:
    response = Client().get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own


def titles(root: ElementTree.Element) -> list[str]:
    return [entry.find("a:title", ATOM).text for entry in root.findall("a:entry", ATOM)]


def test_what_rfc_4287_asks_for() -> None:
    make_news(title="募集 & 案内 <1>", summary="けん玉の会です。", date="2026-10-05")
    root = feed()
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ja"
    for name in ("id", "title", "updated", "author/a:name"):
        assert root.find(f"a:{name}", ATOM).text
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert links == {"alternate": "http://testserver/news/", "self": "http://testserver/news/feed/"}
    (entry,) = root.findall("a:entry", ATOM)
    for name in ("id", "title", "updated", "published", "summary"):
        assert entry.find(f"a:{name}", ATOM).text
    assert entry.find("a:published", ATOM).text == "2026-10-05T00:00:00+09:00"
    assert entry.find("a:category", ATOM).get("term")
    assert entry.find("a:link", ATOM).get("href") == entry.find("a:id", ATOM).text


def test_the_newest_first_and_only_what_is_published() -> None:
    make_news(title="前", date="2026-10-01")
    make_news(title="後", date="2026-10-02")
    make_news(title="下書き").unpublish()
    hidden = make_news(title="内緒")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert titles(feed()) == ["後", "前"]


def test_each_language_has_its_own() -> None:
    news = make_news(title="募集")
    english = translated(news)
    root = feed("/en/news/feed/")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert titles(root) == [english.title]


def test_an_empty_list_is_a_feed() -> None:
    section("news")
    assert titles(feed()) == []


@pytest.mark.parametrize("slug", ["news", "events", "casestudies"])
def test_lists_with_a_feed_name_it_in_their_head(slug) -> None:
    section(slug)
    page = BeautifulSoup(Client().get(f"/{slug}/").content, "html.parser")
    (link,) = page.select("head link[rel=alternate][type='application/atom+xml']")
    assert link["href"] == f"/{slug}/feed/"
    assert Client().get(link["href"]).status_code == 200


def test_queries_do_not_grow(django_assert_num_queries) -> None:
    make_news()
    feed()
    for more in (0, 4):
        for _number in range(more):
            make_news()
        with django_assert_num_queries(11):
            feed()
