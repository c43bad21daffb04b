"""Partner countries and regions: map and table, clocks, overlap, what other rooms know, and what stays hidden."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from home.models import PartnerRegionPage
from home.regions import partners_told
from portal.core.regions import Region, facts_of
from portal.core.worldmap.places import zone_difference
from tests.casestudies.helpers import words
from tests.factories.partners import AgreementFactory, PartnerFactory
from tests.factories.public_site import make_case, make_region, section, translated

pytestmark = pytest.mark.django_db

NSW = {
    "title": "ニューサウスウェールズ州",
    "slug": "nsw",
    "country": "AU",
    "region": "AU-NSW",
    "zone": "Australia/Sydney",
}
PLACES = [("TW", "Asia/Taipei"), ("KR", "Asia/Seoul"), ("NZ", "Pacific/Auckland"), ("FR", "Europe/Paris")]


def soup_of(path: str) -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def rows(page: BeautifulSoup) -> dict[str, list[str]]:
    return {words(row.th): [words(cell) for cell in row.select("td")] for row in page.select(".figures tbody tr")}


@pytest.mark.usefixtures("on_a_fixed_day")
class TestIndex:
    def test_map_and_table_tell_the_same_places(self):
        make_region()
        make_region(**NSW)
        AgreementFactory()
        make_case(countries=["AU"])
        page = soup_of("/partners/")
        assert rows(page) == {
            "台湾": ["1時間遅れ", "6時間", "–", "–", "–"],
            "ニューサウスウェールズ州": [
                "1〜2時間進み",
                "6時間",
                "ニューサウスウェールズ州教育省 平成28（2016）年",
                "–",
                "1件",
            ],
        }
        pins = page.select("svg.world a")
        assert [pin["href"] for pin in pins] == [link["href"] for link in page.select(".figures tbody a")]
        assert pins[0]["aria-label"] == "台湾\u30001時間遅れ"
        assert [words(pin.select_one(".world__number")) for pin in pins] == ["−1", "+1"]

    def test_drafts_and_other_languages_are_left_out(self):
        make_region(slug="draft").unpublish()
        translated(make_region())
        assert len(rows(soup_of("/partners/"))) == 1
        assert list(rows(soup_of("/en/partners/"))) == ["English taiwan"]

    def test_nothing_yet(self):
        section("partners")
        assert "まだ紹介している国・地域がありません" in soup_of("/partners/").main.get_text()

    @pytest.mark.parametrize("number", [1, 4])
    def test_queries_do_not_grow(self, django_assert_num_queries, number):
        for country, zone in PLACES[:number]:
            make_region(slug=country.lower(), country=country, zone=zone)
            PartnerFactory(country=country, region="")
        client = Client()
        client.get("/partners/")
        with django_assert_num_queries(15):
            client.get("/partners/")


class TestRegion:
    @time_machine.travel("2027-01-20T03:00:00Z")
    def test_the_clocks_of_vancouver_are_those_of_the_pinned_data(self):
        page = make_region(title="BC", country="CA", region="CA-BC", zone="America/Vancouver")
        text = words(soup_of(page.url).select_one("[aria-labelledby=clocks]"))
        assert "東京12:00 1月20日（水曜日）" in text
        assert "BC20:00 1月19日（火曜日）" in text
        assert "16時間" in text
        assert "一年を通して変わりません" in text

    @pytest.mark.usefixtures("on_a_fixed_day")
    def test_a_day_and_a_year_with_their_tables(self):
        page = soup_of(make_region().url)
        day, year = page.select_one("[aria-labelledby=shared-day]"), page.select_one("[aria-labelledby=shared-year]")
        assert day.svg.title.string == "月曜日"
        assert "5時間" in words(day.figcaption)
        assert len(year.select("details tbody tr")) == 12
        assert "8月30日 – 1月20日" in words(year.table)

    @pytest.mark.usefixtures("on_a_fixed_day")
    def test_where_lessons_never_meet_another_way_is_named(self):
        page = soup_of(make_region(country="GB", zone="Europe/London").url)
        assert "手紙、カード、動画" in words(page.select_one("[aria-labelledby=shared-day]"))

    def test_cases_from_there_and_the_way_to_all(self):
        make_case(title="台湾の記録")
        make_case(title="韓国の記録", countries=["KR"])
        page = soup_of(make_region().url)
        assert [words(link) for link in page.select("[aria-labelledby=cases-of-country] h3")] == ["台湾の記録"]
        assert [link["href"] for link in page.select("dl.facts a")] == ["/casestudies/?country=TW"]

    def test_few_partners_are_not_counted_aloud(self):
        for _number in range(4):
            PartnerFactory(country="TW", region="TW-TPE", timezone="Asia/Taipei")
        page = make_region()
        assert "5校未満" in words(soup_of(page.url).select_one("dl.facts"))
        PartnerFactory(country="TW", region="", timezone="Asia/Taipei")
        assert "5校" in words(soup_of(page.url).select_one("dl.facts"))

    def test_agreements_of_the_whole_country_and_of_the_region_only(self):
        AgreementFactory()
        AgreementFactory(region="AU-QLD", counterpart_ja="クイーンズランド州教育省")
        nsw = words(soup_of(make_region(**NSW).url).aside)
        assert "ニューサウスウェールズ州教育省" in nsw
        assert "クイーンズランド" not in nsw
        whole = make_region(slug="au", country="AU", zone="Australia/Sydney")
        assert len(whole.facts.agreements) == 2

    def test_the_search_finds_it_by_its_country(self):
        page = make_region(title="ニューサウスウェールズ州", slug="nsw", country="AU", zone="Australia/Sydney")
        assert page in list(PartnerRegionPage.objects.search("オーストラリア"))

    @pytest.mark.parametrize(
        "fault", [{"zone": "Mars/Olympus"}, {"region": "nsw"}, {"region": "CA-BC"}, {"country": "ZZ", "region": ""}]
    )
    def test_codes_are_checked(self, fault):
        page = make_region(**NSW)
        for name, value in fault.items():
            setattr(page, name, value)
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        assert list(refused.value.message_dict) == list(fault)[:1]

    def test_facts_are_the_same_in_english(self):
        page = make_region(official_languages="中国語")
        english = translated(page, official_languages="Mandarin")
        assert (english.country, english.zone) == ("TW", "Asia/Taipei")
        text = soup_of(english.url).main.get_text()
        assert "Mandarin" in text
        assert "中国語" not in text

    def test_the_api_tells_its_facts(self):
        page = make_region(official_languages="中国語")
        data = Client().get(f"/api/v2/pages/{page.pk}/").json()
        assert (data["country"], data["zone"], data["official_languages"]) == ("TW", "Asia/Taipei", "中国語")

    @pytest.mark.parametrize("number", [1, 5])
    def test_queries_do_not_grow(self, django_assert_num_queries, number):
        page = make_region()
        for _number in range(number):
            PartnerFactory(country="TW", region="", timezone="Asia/Taipei")
            AgreementFactory(country="TW", region="")
        client = Client()
        client.get(page.url)
        with django_assert_num_queries(18):
            client.get(page.url)


def test_stale_partners_and_other_countries_do_not_count():
    PartnerFactory(country="TW", region="", confirmed_on=datetime.date(2020, 1, 1))
    PartnerFactory()
    assert facts_of([Region("TW")])[Region("TW")].partners == 0


def test_words_for_numbers():
    assert [partners_told(number) for number in (0, None, 5)] == ["–", "5校未満", "5校"]


def test_the_difference_is_that_of_the_coming_year():
    assert zone_difference("America/Vancouver", datetime.date(2026, 11, 29)) == (-16, -16)
    assert zone_difference("Europe/Paris", datetime.date(2026, 11, 29)) == (-8, -7)
