"""The catalogue of programmes: filters with numbers, what can be taken off, paging, the page of a programme."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from home.models import ProgrammePage
from tests.casestudies.helpers import words
from tests.factories.public_site import make_case, make_programme, section, translated

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def soup_of(path: str) -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    return [words(link) for link in page.select("main .programme h3 a")]


def counts(page: BeautifulSoup, facet: str) -> dict[str, str]:
    ticks = page.select(f"input[name={facet}]")
    return {tick["value"]: words(tick.parent.select_one(".num")) for tick in ticks}


class TestCatalogue:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["小学校の講座", "高校の見学"]),
            ("school_type=high", ["高校の見学"]),
            ("school_type=high&school_type=elementary", ["小学校の講座", "高校の見学"]),
            ("school_type=high&area=islands", []),
            ("area=tama", ["小学校の講座"]),
            ("class_size=year", ["高校の見学"]),
            ("saturday=yes", ["高校の見学"]),
            ("cost=free&kind=field_trip", ["高校の見学"]),
        ],
    )
    def test_values_of_a_filter_are_alternatives_and_filters_add_up(self, query, found):
        make_programme(title="小学校の講座", school_types=["elementary"], areas=["wards", "tama"], cost="fee")
        make_programme(
            title="高校の見学", school_types=["high"], kinds=["field_trip"], scales=["class", "year"], saturday=True
        )
        assert titles(soup_of(f"/programmes/?{query}")) == found

    def test_numbers_are_those_a_further_value_would_show(self):
        make_programme(school_types=["elementary"], areas=["wards"])
        make_programme(school_types=["high"], areas=["wards", "tama"])
        page = soup_of("/programmes/?school_type=high")
        assert counts(page, "school_type") == {"elementary": "1件", "high": "1件"}
        assert counts(page, "area") == {"wards": "1件", "tama": "1件"}
        assert page.select_one("input[name=school_type][value=high]").has_attr("checked")
        assert words(page.select_one("#results")) == "1件のプログラムがあります"

    def test_what_is_chosen_can_be_taken_off(self):
        make_programme(school_types=["high"])
        page = soup_of("/programmes/?school_type=high&area=wards&page=1")
        chips = {chip.contents[0].strip(): chip["href"] for chip in page.select("a.chip")}
        assert chips == {"高等学校": "?area=wards", "区部": "?school_type=high"}
        assert page.select_one("meta[name=robots]")["content"] == "noindex,follow"
        assert page.title.string.startswith("高等学校、区部｜")

    def test_nothing_fits_and_nothing_is_there(self):
        make_programme()
        page = soup_of("/programmes/?school_type=high")
        assert "全ての条件に合うプログラムがありません" in words(page.main)
        assert page.select_one(".empty a")["href"] == "?"
        ProgrammePage.objects.all().delete()
        assert "まだ掲載している" in words(soup_of("/programmes/").main)

    @pytest.mark.parametrize("value", ["x", "%00", "%3Cscript%3E", "a" * 5000, "%ED%A0%80"])
    def test_unknown_values_are_set_aside_and_told(self, value):
        make_programme(title="講座")
        page = soup_of(f"/programmes/?area={value}&page={value}")
        assert titles(page) == ["講座"]
        assert "この一覧にないため" in words(page.main)
        assert page.select("main script") == []

    def test_pages_keep_the_filters(self):
        for number in range(11):
            make_programme(title=f"講座{number:02}")
        page = soup_of("/programmes/?area=wards")
        assert len(titles(page)) == 10
        assert page.select_one("a[rel=next]")["href"] == "?area=wards&page=2"
        assert titles(soup_of("/programmes/?area=wards&page=2")) == ["講座10"]

    def test_drafts_and_other_languages_are_left_out(self):
        make_programme().unpublish()
        translated(make_programme())
        assert len(titles(soup_of("/programmes/"))) == 1
        assert len(titles(soup_of("/en/programmes/"))) == 1

    @pytest.mark.parametrize("number", [1, 5])
    def test_queries_do_not_grow(self, django_assert_num_queries, number):
        for _number in range(number):
            make_programme()
        client = Client()
        client.get("/programmes/")
        with django_assert_num_queries(13):
            client.get("/programmes/")


class TestProgramme:
    def test_its_conditions_as_a_table(self):
        page = make_programme(
            school_types=["elementary", "junior_high"],
            target_note="小学校は高学年以上",
            areas=["wards", "tama", "islands"],
            size_min=25,
            size_max=50,
            equipment="モニター\nスピーカー",
            cost="fee",
            cost_note="1コマ4,600円",
        )
        rows = {words(row.th): words(row.td) for row in soup_of(page.url).select(".programme__table tr")}
        assert rows["対象"] == "小学校、中学校小学校は高学年以上"
        assert rows["人数"].startswith("25〜50人")
        assert rows["地域"] == "都内全域"
        assert rows["経費"] == "謝金と実費1コマ4,600円"
        assert rows["学校で用意するもの"] == "モニタースピーカー"
        assert rows["土曜日"] == "実施できません"
        assert "講師" not in rows

    def test_it_leads_to_the_contact_page_with_its_topic(self):
        section("contact")
        page = soup_of(make_programme().url)
        assert page.select_one("aside a.btn")["href"] == "/contact/?topic=programme"

    def test_cases_that_name_it_in_either_language(self):
        page = make_programme()
        case = make_case(title="プログラムの記録", programme_name="講座", programme_page=page)
        make_case(title="ほかの記録")
        assert [words(link) for link in soup_of(page.url).select("[aria-labelledby=cases-of-programme] h3")] == [
            "プログラムの記録"
        ]
        english = translated(page)
        translated(case)
        cards = soup_of(english.url).select("[aria-labelledby=cases-of-programme] h3")
        assert [words(link) for link in cards] == [f"English {case.slug}"]

    def test_the_search_finds_it_by_its_codes(self):
        page = make_programme(kinds=["field_trip"])
        assert page in list(ProgrammePage.objects.search("校外学習"))

    @pytest.mark.parametrize(
        ("fault", "field"),
        [({"size_min": 50, "size_max": 25}, "size_max"), ({"areas": []}, "areas"), ({"areas": ["mars"]}, "areas")],
    )
    def test_contradictions_are_refused(self, fault, field):
        page = make_programme()
        for name, value in fault.items():
            setattr(page, name, value)
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        assert list(refused.value.message_dict) == [field]

    def test_codes_are_the_same_in_english(self):
        page = make_programme(number="04", provider="協会", saturday=True)
        english = translated(page, provider="Association")
        assert (english.number, english.areas, english.cost, english.saturday) == ("04", ["wards"], "free", True)
        data = Client().get(f"/api/v2/pages/{english.pk}/").json()
        assert (data["provider"], data["kinds"], data["cost"]) == ("Association", ["lecturer"], "free")

    @pytest.mark.parametrize("number", [1, 5])
    def test_queries_do_not_grow(self, django_assert_num_queries, number):
        page = make_programme()
        for _number in range(number):
            make_case(programme_page=page)
        client = Client()
        client.get(page.url)
        with django_assert_num_queries(15):
            client.get(page.url)
