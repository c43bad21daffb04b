"""What the head of each public page tells search engines and other services."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from home.models import NewsPage
from portal.core.site_settings import PortalSettings
from tests.factories.public_site import make_case, make_issue, make_news, make_site, section, translated

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HOST = "http://testserver"


def head(path: str, client: Client | None = None, **query) -> BeautifulSoup:
    response = (client or Client()).get(path, query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def meta(page: BeautifulSoup) -> dict[str, str]:
    return {
        tag.get("property") or tag["name"]: tag["content"]
        for tag in page.select("head meta[property^='og:'], head meta[name^='twitter:']")
    }


def facts(page: BeautifulSoup, kind: str) -> list[dict]:
    found = [json.loads(script.string) for script in page.select("script[type='application/ld+json']")]
    flat = [each for one in found for each in one.get("@graph", [one])]
    return [each for each in flat if each["@type"] == kind]


def canonical(page: BeautifulSoup) -> str:
    (link,) = page.select("link[rel=canonical]")
    return link["href"]


def test_every_page_of_the_site_has_a_card_and_says_the_same_as_its_title() -> None:
    make_site()
    paths = ["/", "/about/", "/activities/", "/casestudies/", "/newsletter/", "/newsletter/1/", "/news/", "/events/"]
    for path in [*paths, "/faq/", "/contact/", "/partners/", "/programmes/", "/statistics/", "/search/", "/en/"]:
        page = head(path)
        told = meta(page)
        assert told["og:image"].startswith(f"{HOST}/{'og/' if path != '/search/' else 'static/img/card'}"), path
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
        assert told["twitter:card"] == "summary_large_image"
        assert told["og:url"] == canonical(page)
        assert told["og:title"] in page.title.get_text()
        assert told["og:description"] == page.select_one("meta[name=description]")["content"].strip()


def test_an_article_in_both_languages() -> None:
    news = make_news(title="<募集> & 案内", summary="けん玉の会です。")
    other = translated(news)
    told = meta(head(news.url))
    assert told["og:title"] == "<募集> & 案内"
    assert told["og:description"] == "けん玉の会です。"
    assert (told["og:type"], told["og:locale"], told["og:locale:alternate"]) == ("article", "ja_JP", "en_US")
    assert meta(head(other.url))["og:locale"] == "en_US"
    assert meta(head("/"))["og:type"] == "website"
    assert meta(head("/"))["og:title"] == "東京都国際交流コンシェルジュ"


@pytest.mark.parametrize("path", ["/members/login/", "/nowhere/"])
def test_what_is_not_public_is_not_shared(home, path) -> None:
    page = BeautifulSoup(Client().get(path).content, "html.parser")
    assert page.title
    assert meta(page) == {}
    assert page.select("script[type='application/ld+json']") == []


class TestCanonicalAddresses:
    @pytest.fixture(autouse=True)
    def many_news(self, home):
        for number in range(25):
            make_news(title=f"お知らせ{number}")

    def test_the_first_page_of_a_list_has_none_of_its_parameters(self):
        for query in ({}, {"page": 1}, {"page": "x"}, {"utm_source": "mail"}):
            assert canonical(head("/news/", **query)) == f"{HOST}/news/"

    def test_a_later_page_is_its_own_and_has_no_counterpart(self):
        translated(section("news"))
        page = head("/news/", page=2)
        assert canonical(page) == f"{HOST}/news/?page=2"
        assert meta(page)["og:url"] == f"{HOST}/news/?page=2"
        assert page.select("link[hreflang]") == []
        assert canonical(head("/news/", page=999)) == f"{HOST}/news/?page=2"
        assert len(head("/news/").select("link[hreflang]")) == 3

    def test_a_page_of_a_filtered_list_is_not_taken_for_one_of_the_list(self):
        assert canonical(head("/news/", page=2, sort="x")) == f"{HOST}/news/"

    def test_a_page_that_is_no_list_has_no_later_page(self):
        section("about")
        assert canonical(head("/about/", page=2)) == f"{HOST}/about/"


class TestFacts:
    def test_the_home_page_tells_who_runs_the_site_and_how_it_is_searched(self, home):
        settings = PortalSettings.load()
        settings.phone, settings.email, settings.operator_ja = "03-0000-0000", "desk@example.jp", "財団"
        settings.save()
        page = head("/")
        (organization,) = facts(page, "Organization")
        assert organization["name"] == "東京都国際交流コンシェルジュ"
        assert organization["contactPoint"]["telephone"] == "03-0000-0000"
        assert organization["parentOrganization"]["name"] == "財団"
        (site,) = facts(page, "WebSite")
        assert site["potentialAction"]["target"]["urlTemplate"] == f"{HOST}/search/?q={{search_term_string}}"
        (english,) = facts(head("/en/"), "WebSite")
        assert (english["url"], english["inLanguage"]) == (f"{HOST}/en/", "en")
        assert f"{HOST}/en/search/" in english["potentialAction"]["target"]["urlTemplate"]
        assert facts(head("/search/"), "Organization") == []

    def test_what_is_not_known_is_not_told(self, home):
        (organization,) = facts(head("/"), "Organization")
        assert {"contactPoint", "parentOrganization"} & organization.keys() == set()

    @pytest.mark.parametrize(
        ("make", "kind"), [(make_news, "NewsArticle"), (make_case, "Article"), (make_issue, "Article")]
    )
    def test_articles(self, home, make, kind):
        article = make()
        (told,) = facts(head(article.url), kind)
        assert told["headline"] == article.title
        assert told["mainEntityOfPage"] == f"{HOST}{article.url}"
        assert told["image"].startswith(f"{HOST}/og/{article.pk}-")
        assert told["inLanguage"] == "ja"
        assert told["publisher"]["name"] == "東京都国際交流コンシェルジュ"

    def test_a_piece_of_news_is_as_old_as_it_says(self, home):
        news = make_news(date="2026-10-05")
        (told,) = facts(head(news.url), "NewsArticle")
        assert told["datePublished"] == "2026-10-05"

    def test_an_article_in_the_preview_has_no_days(self, home):
        draft = NewsPage(title="下書き", slug="draft", locale=home.locale, date="2026-10-05")
        section("news").add_child(instance=draft)
        response = draft.make_preview_request()
        assert response.status_code == 200

    def test_the_way_to_a_page(self, home):
        news = make_news(title='募集</script>"')
        (told,) = facts(head(news.url), "BreadcrumbList")
        steps = [(item["position"], item["name"], item["item"]) for item in told["itemListElement"]]
        assert steps == [
            (1, "ホーム", f"{HOST}/"),
            (2, section("news").title, f"{HOST}/news/"),
            (3, '募集</script>"', f"{HOST}{news.url}"),
        ]
        assert facts(head("/"), "BreadcrumbList") == []
        assert len(facts(head("/search/"), "BreadcrumbList")) == 1
