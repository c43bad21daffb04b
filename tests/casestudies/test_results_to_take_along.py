"""The feed and the open data of a search: the same cases as the page, public facts only, with the licence."""

import csv
import datetime
import io
import json
from xml.etree import ElementTree

import pytest

from tests.factories.public_site import make_case, section, translated

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def archive_page(db):
    return section("casestudies")


def body(response) -> str:
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()


def rows(anonymous, address="/casestudies/export.csv"):
    return list(csv.DictReader(io.StringIO(body(anonymous.get(address)).removeprefix("\ufeff"))))


class TestFeed:
    def entries(self, anonymous, query=""):
        response = anonymous.get(f"/casestudies/feed/{query}")
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        return ElementTree.fromstring(body(response))  # noqa: S314 - our own answer

    def test_the_newest_cases_of_the_filter(self, anonymous):
        old = make_case(title="古い台湾", date_from=datetime.date(2024, 5, 1))
        new = make_case(title="新しい台湾", date_from=datetime.date(2025, 5, 1))
        make_case(title="韓国", countries=["KR"])
        feed = self.entries(anonymous, "?country=TW&sort=oldest")
        assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == [new.title, old.title]
        assert "2件" in feed.findtext(f"{ATOM}title")
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == "http://testserver/casestudies/feed/?country=TW&sort=oldest"
        assert links["alternate"].startswith("http://testserver/casestudies/?country=TW")
        assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == f"http://testserver{new.url}"
        assert "CC BY" in feed.findtext(f"{ATOM}rights")

    def test_it_is_bounded(self, anonymous, django_assert_num_queries):
        for _number in range(31):
            make_case()
        assert len(self.entries(anonymous).findall(f"{ATOM}entry")) == 30

    def test_in_english(self, anonymous):
        translated(make_case(), title="Lunch")
        response = anonymous.get("/en/casestudies/feed/")
        assert "Lunch" in body(response)
        assert 'xml:lang="en"' in response.content.decode()


class TestCsv:
    def test_all_cases_found_with_labels_and_licence(self, anonymous):
        case = make_case(title="台湾と給食", countries=["TW", "KR"], school_name="見本小学校")
        make_case(title="フランス", countries=["FR"])
        (row,) = rows(anonymous, "/casestudies/export.csv?country=TW")
        assert row["題名"] == "台湾と給食"
        assert row["国・地域"] == "台湾; 韓国"
        assert row["学校"] == "見本小学校"
        assert row["ページ"] == f"http://testserver{case.url}"
        assert "CC BY 4.0" in row["出典・ライセンス"]

    def test_excel_reads_it_and_runs_nothing(self, anonymous):
        make_case(title="=1+1", partner_place="+cmd")
        response = anonymous.get("/casestudies/export.csv")
        assert response["X-Robots-Tag"] == "noindex"
        assert "attachment" in response["Content-Disposition"]
        text = body(response)
        assert text.startswith("\ufeff")
        assert "'=1+1" in text
        assert "'+cmd" in text

    def test_english_headings(self, anonymous):
        translated(make_case(), title="Lunch")
        (row,) = rows(anonymous, "/en/casestudies/export.csv")
        assert (row["Title"], row["Country or region"]) == ("Lunch", "Taiwan")

    def test_nothing_found_is_a_file_with_headings(self, anonymous):
        assert rows(anonymous, "/casestudies/export.csv?country=FR") == []


class TestJson:
    def test_all_cases_found(self, anonymous):
        make_case(title="台湾と給食")
        make_case(title="韓国", countries=["KR"])
        answer = json.loads(body(anonymous.get("/casestudies/export.json?country=KR")))
        assert answer["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert answer["query"] == "country=KR"
        assert answer["total_count"] == 1
        assert [item["title"] for item in answer["items"]] == ["韓国"]
        assert answer["items"][0]["facets"]["country"] == [{"value": "KR", "label": "韓国"}]

    def test_nothing_found_is_valid_too(self, anonymous):
        assert json.loads(body(anonymous.get("/casestudies/export.json?country=FR")))["items"] == []


@pytest.mark.parametrize("name", ["export.csv", "export.json", "feed/"])
class TestAll:
    def test_withheld_names_and_drafts_are_not_in_it(self, anonymous, name):
        make_case(school_name="秘密小", school_unnamed=True, partner_school="秘密校", partner_unnamed=True)
        make_case(title="秘密の下書き", live=False)
        text = body(anonymous.get(f"/casestudies/{name}"))
        assert "秘密" not in text
        assert "13108" not in text
        assert "江東区" not in text

    @pytest.mark.parametrize("query", ["q=%00", "q=%22", "country=XX", "year=99999", "page=-1", "sort=x"])
    def test_nonsense_breaks_nothing(self, anonymous, name, query):
        make_case()
        body(anonymous.get(f"/casestudies/{name}?{query}"))

    def test_queries_do_not_grow(self, anonymous, name, django_assert_max_num_queries):
        make_case()
        body(anonymous.get(f"/casestudies/{name}"))
        for _number in range(5):
            make_case()
        body(anonymous.get(f"/casestudies/{name}"))
        with django_assert_max_num_queries(16):
            body(anonymous.get(f"/casestudies/{name}"))
