"""The issues as an Atom feed: valid for feedparser and by the rules of RFC 4287 that the W3C checks."""

import re
from xml.etree import ElementTree

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories.public_site import make_case, make_event, make_issue, section, translated
from tests.newsletter.helpers import greeting, notice, teaser
from tests.newsletter.helpers import section as part

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def raw(path: str = "/newsletter/feed/") -> bytes:
    response = Client().get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return response.content


def parsed(path: str = "/newsletter/feed/"):
    found = feedparser.parse(raw(path))
    assert found.bozo is False or found.bozo == 0
    return found


@pytest.fixture
def issues():
    for number in (1, 2):
        body = [
            greeting("はじめまして。"),
            part("カードの言葉", "短い文を選びます。"),
            notice(make_event(title="1月の会", summary="画面越しに話せます。")),
            teaser(make_case(title="給食"), heading="事例から"),
        ]
        make_issue(number, title=f"通信 & <{number}>", summary="五つの役割です。", body=body)


def test_feedparser_reads_it_without_a_complaint(issues):
    found = parsed()
    assert found.version == "atom10"
    assert found.feed.language == "ja"
    assert [entry.title for entry in found.entries] == ["通信 & <2>", "通信 & <1>"]
    newest = found.entries[0]
    assert newest.summary == "五つの役割です。"
    assert newest.link == "http://testserver/newsletter/2/"
    assert newest.tags[0].term == "令和3年度"


def test_what_the_validator_of_the_w3c_asks_for(issues):
    root = ElementTree.fromstring(raw())  # noqa: S314 - our own
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/newsletter/feed/"
    assert links["alternate"] == "http://testserver/newsletter/"
    assert root.find(f"{ATOM}author/{ATOM}name").text
    entries = root.findall(f"{ATOM}entry")
    ids = [node.text for node in (root.find(f"{ATOM}id"), *(entry.find(f"{ATOM}id") for entry in entries))]
    assert len(set(ids)) == len(ids)
    assert all(each.startswith("http://testserver/") for each in ids)
    for node in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"{ATOM}{name}")) == 1
    moments = [node.text for name in ("updated", "published") for node in root.iter(f"{ATOM}{name}")]
    assert all(RFC_3339.fullmatch(moment) for moment in moments)
    newest = max(entry.find(f"{ATOM}updated").text for entry in entries)
    assert root.find(f"{ATOM}updated").text == newest


def test_an_entry_has_lead_and_sections_and_no_relative_address(issues):
    content = parsed().entries[0].content[0]
    assert content.type == "text/html"
    page = BeautifulSoup(content.value, "html.parser")
    assert page.p.text == "五つの役割です。"
    assert [heading.text for heading in page.select("h2")] == [
        "ごあいさつ",
        "カードの言葉",
        "1月の会",
        "事例から：給食",
    ]
    assert "画面越しに話せます。" in page.text
    addresses = [node.get("href") or node.get("src") for node in page.select("[href], [src]")]
    assert addresses
    assert all(address.startswith("http://testserver/newsletter/2/#b-") for address in addresses)


def test_words_do_not_run_together():
    make_issue(1, body=[part("順序", "一つ目</p><p>二つ目")])
    assert "一つ目 二つ目" in parsed().entries[0].content[0].value


def test_each_language_has_its_own(issues):
    section("newsletter")
    english = translated(make_issue(3), title="Winter letters")
    found = parsed("/en/newsletter/feed/")
    assert found.feed.language == "en"
    assert [(entry.title, entry.link) for entry in found.entries] == [
        (english.title, f"http://testserver{english.url}")
    ]


def test_drafts_are_not_told(issues):
    make_issue(9).unpublish()
    assert len(parsed().entries) == 2


def test_an_empty_list_is_a_feed():
    section("newsletter")
    assert parsed().entries == []


@pytest.mark.parametrize("path", ["/newsletter/", "/newsletter/1/"])
def test_list_and_issue_name_the_feed_in_their_head(issues, path):
    page = BeautifulSoup(Client().get(path).content, "html.parser")
    (link,) = page.select("head link[rel=alternate][type='application/atom+xml']")
    assert link["href"] == "/newsletter/feed/"


@pytest.mark.parametrize("number", [1, 5])
def test_queries_do_not_grow(django_assert_num_queries, number):
    for each in range(1, number + 1):
        make_issue(each, body=[teaser(make_case()), notice(make_event())])
    raw()
    with django_assert_num_queries(14):
        raw()
