"""Suggestions while typing: what is proposed, in which order, with true numbers, and what must never be."""

from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from casestudies.filters import parse_query
from casestudies.models import CaseStudyPage
from casestudies.selectors import search_cases
from casestudies.terms import LONGEST_TYPED, MOST, Kind, TermStore, terms
from tests.casestudies.helpers import titles, words
from tests.factories.public_site import make_case, section, translated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive_page(db: None) -> None:
    section("casestudies")


def proposed(typed: str, language: str = "ja", query: str = "") -> list[tuple[str, str, int]]:
    found = terms.of(language).proposals(typed, parse_query(QueryDict(query)))
    return [(term.kind.value, term.label, term.number) for term in found]


def labels(typed: str, language: str = "ja") -> list[str]:
    return [label for _kind, label, _number in proposed(typed, language)]


@pytest.fixture
def options(anonymous):
    """`options("台", country="KR")`: the rows the server gives for what was typed, as dictionaries."""

    def get(typed: str, path: str = "/casestudies/suggest/", **filters: Any) -> list[dict[str, str]]:
        response = anonymous.get(path, {"q": typed, **filters})
        assert response.status_code == 200
        rows = BeautifulSoup(response.content, "html.parser").select("li[role=option]")
        return [{"text": words(row), **row.attrs} for row in rows]

    return get


class TestWhatIsProposed:
    def test_of_every_kind_in_the_order_of_the_kinds(self):
        make_case(
            title="台東の手紙", countries=["TW"], partner_place="台東", partner_school="台東国民小学", themes=["food"]
        )
        assert proposed("台") == [
            ("country", "台湾", 1),
            ("place", "台東", 1),
            ("school", "台東国民小学", 1),
            ("title", "台東の手紙", 1),
        ]

    def test_a_facet_has_as_many_cases_as_its_choice_shows(self, japanese):
        for _each in range(3):
            make_case(countries=["TW", "KR"])
        make_case(countries=["AU"])
        assert ("country", "台湾", 3) in proposed("台湾")
        assert search_cases(QueryDict("country=TW"), japanese).total == 3

    @pytest.mark.parametrize("typed", ["たい", "タイワン", "ﾀｲﾜ", "台", "たいわん"])
    def test_readings_and_widths_make_no_difference(self, typed):
        make_case(countries=["TW"])
        assert "台湾" in labels(typed)

    @pytest.mark.parametrize(("typed", "country"), [("英国", "GB"), ("USA", "US"), ("ごうしゅう", "AU"), ("uk", "GB")])
    def test_other_names_of_countries_lead_to_the_one_shown(self, typed, country):
        make_case(countries=[country], title="記録", partner_place="")
        assert [(kind, number) for kind, _label, number in proposed(typed)] == [("country", 1)]

    def test_names_that_begin_so_come_before_names_that_hold_it(self):
        make_case(title="南の交流")
        make_case(title="交流の南")
        assert labels("交流の") == ["交流の南"]
        found = [label for kind, label, _number in proposed("交流") if kind == "title"]
        assert found == ["交流の南", "南の交流"]

    def test_letters_count_from_the_beginning_of_a_word_only(self):
        make_case(title="記録", partner_school="Mountain View School", partner_place="New Zealand Hill")
        assert labels("tain") == []
        assert labels("view") == ["Mountain View School"]
        assert labels("new z") == ["New Zealand Hill"]

    def test_a_single_kana_counts_at_the_beginning_only(self):
        make_case(title="事例", municipality="13202", exchange_types=["artwork"], subjects=["social"])
        assert "立川市" in labels("た")
        assert "立川市" not in labels("か")
        assert "立川市" in labels("ちか")

    def test_no_more_than_the_most_and_some_of_each_kind(self):
        for number in range(12):
            make_case(title=f"台湾の記録{number}", partner_place=f"台湾{number}市", partner_school=f"台湾{number}校")
        found = proposed("台湾")
        assert len(found) == MOST
        assert {kind for kind, _label, _number in found} == {"country", "place", "school", "title"}

    @pytest.mark.parametrize("typed", ["", " ", "！？", "%", '"', "火星", "\x00", "台" * LONGEST_TYPED * 2])
    def test_nothing_for_nothing(self, typed):
        make_case()
        assert proposed(typed) == []

    def test_each_language_has_its_own(self):
        translated(make_case(title="台湾の給食", school_name="見本小学校"), title="Lunch in Taiwan")
        assert proposed("tai", "en") == [("country", "Taiwan", 1), ("title", "Lunch in Taiwan", 1)]
        assert proposed("tai") == []
        assert labels("theme", "en") == []

    def test_a_language_without_cases_proposes_nothing(self):
        make_case()
        assert proposed("tai", "en") == []
        assert terms.of("en").vocabulary() == {}


class TestNamesThatAreWithheld:
    HIDDEN = {
        "school_name": "江東区立しおさい小学校",
        "municipality": "13108",
        "partner_school": "港明国民小学",
        "school_unnamed": True,
        "partner_unnamed": True,
    }

    @pytest.mark.parametrize("typed", ["江東", "こうとう", "しおさい", "港明", "国民小学", "小学校"])
    def test_they_are_never_proposed(self, options, typed):
        make_case(title="記録", **self.HIDDEN)
        assert options(typed) == []

    def test_they_are_no_words_to_correct_to(self):
        make_case(title="記録", **self.HIDDEN)
        assert not {"江東区", *self.HIDDEN.values()} & set(terms.of("ja").vocabulary())

    def test_withholding_a_name_counts_at_once(self):
        case = make_case(title="記録", **{**self.HIDDEN, "school_unnamed": False, "partner_unnamed": False})
        assert labels("しおさい") == ["江東区立しおさい小学校"]
        assert labels("港明") == ["港明国民小学"]
        case.school_unnamed = case.partner_unnamed = True
        case.save_revision().publish()
        assert labels("しおさい") == labels("港明") == []

    def test_a_school_that_is_named_elsewhere_counts_only_there(self):
        make_case(title="一", school_name="しおさい小学校")
        make_case(title="二", school_name="しおさい小学校", school_unnamed=True)
        assert ("school", "しおさい小学校", 1) in proposed("しおさい")

    def test_drafts_are_not_proposed(self):
        make_case(title="秘密の下書き", partner_place="秘密市", live=False)
        assert labels("秘密") == []


class TestAmongTheFilters:
    @pytest.fixture(autouse=True)
    def cases(self):
        make_case(title="台湾の一", countries=["TW"], themes=["food"], school_name="見本小学校")
        make_case(title="台湾の二", countries=["TW"], themes=["steam"], school_name="見本小学校")
        make_case(title="韓国の三", countries=["KR"], themes=["food"], school_name="手本小学校")

    def test_numbers_are_those_of_the_cases_that_fit(self):
        assert proposed("台湾") == [("country", "台湾", 2), ("title", "台湾の二", 1), ("title", "台湾の一", 1)]
        assert proposed("台湾", query="theme=food") == [("country", "台湾", 1), ("title", "台湾の一", 1)]
        assert proposed("見本", query="theme=food") == [("school", "見本小学校", 1)]

    def test_what_would_show_nothing_is_left_out(self):
        assert proposed("台湾", query="country=KR&theme=food") == [("country", "台湾", 1)]
        assert proposed("見本", query="country=KR") == []

    def test_what_is_chosen_already_is_not_proposed_again(self):
        assert ("country", "台湾", 2) not in proposed("台湾", query="country=TW")

    def test_the_words_and_the_order_of_the_address_do_not_count(self):
        assert proposed("台湾", query="sort=oldest&view=map&page=7") == proposed("台湾")


class TestTheAnswer:
    def test_a_row_says_label_kind_and_number_and_what_choosing_does(self, options):
        case = make_case(title="台湾の記録", partner_school='台湾"第一"校', slug="record")
        rows = {row["text"].split(" ")[0]: row for row in options("台湾")}
        assert rows["台湾"]["text"] == "台湾 国・地域 1件"
        assert (rows["台湾"]["data-name"], rows["台湾"]["data-value"]) == ("country", "TW")
        assert rows['台湾"第一"校']["text"].endswith("学校 1件")
        assert rows['台湾"第一"校']["data-value"] == '"台湾 第一 校"'
        assert rows["台湾の記録"]["text"] == "台湾の記録 事例"
        assert rows["台湾の記録"]["data-url"] == case.get_url()
        assert {row["aria-selected"] for row in options("台湾")} == {"false"}

    def test_in_english(self, options):
        case = translated(make_case(partner_place="Kaohsiung"), title="Lunch in Taiwan")
        rows = options("tai", "/en/casestudies/suggest/")
        assert [row["text"] for row in rows] == ["Taiwan Country or region 1 case", "Lunch in Taiwan Case study"]
        assert rows[1]["data-url"] == case.get_url()

    def test_choosing_finds_as_many_cases_as_it_says(self, options, archive):
        make_case(title="一", partner_school="高雄国民小学", partner_place="高雄")
        make_case(title="二", partner_school="高雄国民中学", partner_place="高雄")
        for row in options("高雄"):
            number = int(row["text"].split(" ")[-1].removesuffix("件"))
            page = archive(urlencode({row["data-name"]: row["data-value"]}))
            assert len(titles(page)) == number

    def test_markup_in_names_is_text(self, options):
        make_case(title="記録", partner_school='"><script>alert(1)</script>校')
        (row,) = options("script")
        assert "<script>alert(1)</script>" in row["text"]
        assert row["data-value"].count('"') == 2

    def test_it_is_kept_shortly_and_the_same_for_everybody(self, anonymous):
        make_case()
        response = anonymous.get("/casestudies/suggest/", {"q": "台"})
        assert response["Cache-Control"] == "public, max-age=60"
        assert "cookie" not in response["Vary"].lower()
        assert not response.cookies
        assert response["X-Robots-Tag"] == "noindex"

    @pytest.mark.parametrize("cases", [1, 5])
    def test_one_query(self, anonymous, django_assert_num_queries, cases):
        for _number in range(cases):
            make_case()
        anonymous.get("/casestudies/suggest/", {"q": "台"})
        with django_assert_num_queries(1):
            anonymous.get("/casestudies/suggest/", {"q": "台湾", "theme": "food"})

    @pytest.mark.parametrize("cases", [1, 5])
    def test_a_change_costs_two_queries_more_for_both_languages(self, anonymous, django_assert_num_queries, cases):
        for _number in range(cases):
            make_case()
        with django_assert_num_queries(3):
            anonymous.get("/casestudies/suggest/", {"q": "台"})

    def test_only_reading_is_allowed(self, anonymous):
        assert anonymous.post("/casestudies/suggest/", {"q": "台"}).status_code == 405

    @pytest.mark.parametrize(
        "query", ["", "q=", "q=%00", "q=%ED%A0%80", "q=%FF", "q=" + "台" * 50_000, "country=XX&q=a"]
    )
    def test_nonsense_breaks_nothing(self, anonymous, query):
        make_case()
        response = anonymous.get(f"/casestudies/suggest/?{query}")
        assert response.status_code in {200, 400}
        assert len(response.content) < 5_000


class TestTheStore:
    def test_it_is_built_once_for_each_version_of_the_cases(self):
        make_case()
        first = terms.of("ja")
        assert terms.of("ja") is first
        make_case(title="新しい事例")
        assert labels("新しい") == ["新しい事例"]
        assert terms.of("ja") is not first

    def test_another_process_sees_a_change_at_its_next_question(self):
        other = TermStore()
        assert other.of("ja").proposals("台湾") == []
        make_case()
        assert [term.kind for term in other.of("ja").proposals("台湾")] == [Kind.COUNTRY]

    def test_the_vocabulary_tells_each_word_with_its_number_of_cases(self):
        for _each in range(2):
            make_case(title="記録", countries=["TW"], subjects=["science"], school_name="見本小学校")
        found = terms.of("ja").vocabulary()
        assert {word: found[word] for word in ("台湾", "記録", "見本小学校", "理科")} == {
            "台湾": 2,
            "記録": 2,
            "見本小学校": 2,
            "理科": 2,
        }

    def test_a_case_that_appears_between_two_reads_waits_for_the_next_build(self, monkeypatch):
        make_case(title="前の事例")
        held = terms.of("ja").columns
        case = make_case(title="後の事例")
        from casestudies import terms as module

        monkeypatch.setattr(module.store, "of", lambda language: held)
        assert [term.label for term in TermStore().of("ja").proposals("事例")] == ["前の事例"]
        assert CaseStudyPage.objects.live().filter(pk=case.pk).exists()


def test_the_archive_offers_the_list_to_its_script_only(archive):
    page = archive("theme=food")
    field = page.select_one("#case-search")
    assert field["data-suggest"] == "/casestudies/suggest/"
    assert "role" not in field.attrs
    box = page.select_one("#case-suggestions")
    assert box.has_attr("hidden")
    assert (box["role"], box["aria-label"]) == ("listbox", "検索候補")
    assert words(box) == ""
    assert page.select_one("#case-suggestions-status")["role"] == "status"


def test_addresses_with_a_phrase_survive_the_form(options, archive):
    make_case(title="一", partner_school="New Hill School")
    (row,) = options("new hill")
    assert dict(parse_qsl(urlencode({"q": row["data-value"]}))) == {"q": '"New Hill School"'}
    assert titles(archive(f"q={quote(row['data-value'])}")) == ["一"]
