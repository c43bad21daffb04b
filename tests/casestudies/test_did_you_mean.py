"""Did you mean: near words for a search of the archive that finds nothing, where they find something."""

from urllib.parse import parse_qs, quote

import pytest
from django.http import QueryDict

from casestudies import did_you_mean
from casestudies.did_you_mean import MOST_ASKED, SpellerStore, near_words, spellers
from casestudies.models import CaseStudyPage
from casestudies.selectors import Meant, search_cases
from home.models import StandardPage
from portal.core.search.models import Synonym
from portal.core.search.query import MAX_LENGTH
from tests.casestudies.helpers import titles, ways_out, words
from tests.factories.public_site import japanese_home, make_case, section, translated

pytestmark = pytest.mark.django_db
# Routing and frame take eleven, the data version of filters and terms, the synonyms and what fits, each once for the
# words typed and once for the words meant, and the synonyms of the speller.
QUERIES = 18


@pytest.fixture(autouse=True)
def archive_page(db: None) -> None:
    section("casestudies")


@pytest.fixture
def meant(japanese):
    """`meant("オンライソ", "theme=food")`: what may be meant by words beside these filters."""
    return lambda typed, query="": search_cases(QueryDict(f"q={quote(typed)}&{query}"), japanese).meant


class TestWhatIsMeant:
    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("オンライソ", "オンライン"),
            ("オンライソ 給食", "オンライン 給食"),
            ("給食 オンライソ -韓国", "給食 オンライン -韓国"),
            ("オンライソ OR 火星", "オンライン OR 火星"),
            ('"オンライソ"', '"オンライン"'),
            ("たいわん", "台湾"),
            ("Kaosiung", "Kaohsiung"),
            ("見本小学項", "見本小学校"),
            ("ヴィデ", None),
        ],
    )
    def test_a_slip_is_corrected_and_the_rest_stays(self, meant, typed, expected):
        make_case(title="台湾と給食", school_name="見本小学校", partner_place="Kaohsiung")
        assert meant(typed) == (Meant(expected, 1) if expected else None)

    def test_the_number_is_what_the_proposal_finds(self, meant, japanese):
        for _each in range(3):
            make_case()
        make_case(exchange_types=["letter_card"])
        found = meant("オンライソ")
        assert found == Meant("オンライン", 3)
        assert search_cases(QueryDict(f"q={quote(found.q)}"), japanese).total == 3

    def test_words_of_a_lead_are_known(self, meant):
        make_case(title="記録", summary="両校でバーチャルな遠足をしました。")
        assert meant("バーチョル") == Meant("バーチャル", 1)

    def test_filters_are_kept(self, meant):
        make_case(themes=["food"])
        make_case(themes=["steam"])
        assert meant("オンライソ", "theme=food") == Meant("オンライン", 1)

    def test_what_would_find_nothing_beside_the_filters_is_not_proposed(self, meant):
        make_case(themes=["food"])
        make_case(themes=["steam"], exchange_types=["letter_card"])
        assert meant("オンライソ", "theme=steam") is None

    def test_words_that_find_something_without_the_filters_are_no_slip(self, meant):
        make_case(title="中学校との交流")
        make_case(title="小学校との交流", countries=["KR"])
        assert meant("小学校", "country=AU") is None

    def test_nothing_for_what_is_found_cannot_be_searched_or_is_far_from_everything(self, meant):
        make_case(title="台湾と給食")
        for typed in ("給食", "%", "", "火星人の宇宙船", "q" * (MAX_LENGTH + 1)):
            assert meant(typed) is None

    @pytest.mark.parametrize(("length", "fits"), [(MAX_LENGTH - 1, True), (MAX_LENGTH, False)])
    def test_a_proposal_never_grows_beyond_the_field(self, length, fits):
        make_case(title="Australia", countries=["AU"])
        typed = "Austrlia -".ljust(length, "x")
        expected = typed.replace("Austrlia", "Australia")
        assert near_words(typed, "ja", lambda text: False) == (expected if fits else None)

    def test_in_english(self, english):
        translated(make_case(countries=["AU"]), title="Lunch in Brisbane")
        search = search_cases(QueryDict("q=Austrlia"), english)
        assert search.meant == Meant("Australia", 1)
        assert search_cases(QueryDict("q=lunhc"), english).meant == Meant("Lunch", 1)


class TestSynonyms:
    def test_a_slip_in_a_synonym_is_corrected_to_it(self, meant):
        make_case(exchange_types=["live_online"])
        Synonym.objects.create(words="オンライン\nビデオ通話")
        assert meant("ビデオ通語") == Meant("ビデオ通話", 1)

    def test_a_synonym_is_known_and_left_as_it_is(self, meant):
        make_case()
        assert meant("オンライソ") == Meant("オンライン", 1)
        Synonym.objects.create(words="オンライソ\n遠い話")
        assert meant("オンライソ") is None

    def test_a_new_synonym_counts_at_once(self, meant):
        make_case()
        assert meant("テレビ会儀") is None
        Synonym.objects.create(words="オンライン\nテレビ会議")
        assert meant("テレビ会儀") == Meant("テレビ会議", 1)


class TestTheWork:
    def test_the_speller_is_built_once_for_each_version(self, monkeypatch):
        make_case()
        built = []
        build = did_you_mean._speller
        monkeypatch.setattr(did_you_mean, "_speller", lambda *given: built.append(1) or build(*given))
        store = SpellerStore()
        monkeypatch.setattr(did_you_mean, "spellers", store)
        for _each in range(3):
            near_words("オンライソ", "ja", lambda text: False)
        assert built == [1]
        make_case()
        near_words("オンライソ", "ja", lambda text: False)
        assert built == [1, 1]

    def test_the_search_is_asked_a_bounded_number_of_times_and_not_about_the_query(self):
        make_case()
        asked: list[str] = []

        def finds(text: str) -> bool:
            asked.append(text)
            return False

        near_words("カキク", "ja", finds)
        assert asked == []
        near_words(" ".join(f"カキク{letter}ケコ" for letter in "サシスセソタチツテト"), "ja", finds)
        assert len(asked) == MOST_ASKED

    @pytest.mark.parametrize("cases", [1, 5])
    def test_queries_do_not_grow(self, archive, django_assert_num_queries, cases):
        for _number in range(cases):
            make_case()
        query = f"q={quote('オンライソ')}&theme=food"
        archive(query)
        archive(query)  # on SQLite the entries of the index are remembered until something is written
        with django_assert_num_queries(QUERIES):
            page = archive(query)
        assert words(page.select_one(".meant")) == f"もしかして： オンライン （{cases}件）"

    def test_nothing_is_asked_where_something_is_found(self, archive, monkeypatch):
        make_case(title="台湾と給食")
        monkeypatch.setattr(did_you_mean, "spellers", None)
        assert archive(f"q={quote('給食')}").select_one(".meant") is None

    def test_withheld_names_are_not_proposed(self, meant):
        make_case(title="記録", school_name="しおさいヨコハマ小学校", school_unnamed=True)
        assert meant("ヨコハム") is None
        CaseStudyPage.objects.update(school_unnamed=False)
        case = CaseStudyPage.objects.get()
        case.save_revision().publish()
        assert meant("ヨコハム") == Meant("ヨコハマ", 1)

    def test_each_language_has_its_own_speller(self):
        translated(make_case(title="台湾と給食"), title="Lunch in Taiwan")
        table = Synonym.objects.table()
        assert spellers.of("en", table).knows("lunch")
        assert not spellers.of("ja", table).knows("lunch")


class TestThePage:
    def test_the_link_keeps_the_filters_and_leads_to_what_it_says(self, archive):
        make_case(title="台湾と給食", themes=["food"])
        make_case(title="韓国と理科", themes=["steam"])
        page = archive(f"q={quote('オンライソ')}&theme=food&sort=oldest&view=map&page=3")
        link = page.select_one(".meant a")
        assert words(page.select_one(".meant")) == "もしかして： オンライン （1件）"
        assert parse_qs(link["href"].lstrip("?")) == {
            "q": ["オンライン"],
            "theme": ["food"],
            "sort": ["oldest"],
            "view": ["map"],
        }
        assert titles(archive(link["href"].lstrip("?"))) == ["台湾と給食"]
        assert list(ways_out(page)) == ["「オンライソ」を外すと1件あります"]

    def test_in_english(self, archive):
        for _each in range(2):
            translated(make_case(countries=["AU"]))
        page = archive("q=Austrlia", "/en/casestudies/")
        assert words(page.select_one(".meant")) == "Did you mean: Australia (2 results)"

    def test_what_was_typed_is_never_markup(self, archive):
        make_case()
        page = archive(f"q={quote('<b>オンライソ</b>')}")
        assert page.select_one(".meant b") is None


class TestElsewhere:
    def test_the_api_tells_it(self, anonymous):
        make_case(themes=["food"])
        address = "/api/v2/casestudies/"
        answer = anonymous.get(address, {"q": "オンライソ", "theme": "food"}).json()
        assert answer["meta"]["did_you_mean"] == {"q": "オンライン", "total_count": 1}
        assert answer["items"] == []
        assert "did_you_mean" not in anonymous.get(address, {"q": "オンライン"}).json()["meta"]
        assert "did_you_mean" not in anonymous.get(address, {"q": "火星人"}).json()["meta"]

    def test_the_site_search_tells_it(self, anonymous):
        make_case()
        japanese_home().add_child(instance=StandardPage(title="オンラインの案内", slug="guide"))
        shown = anonymous.get("/search/", {"q": "オンライソ"}).content.decode()
        assert 'href="?q=%E3%82%AA%E3%83%B3%E3%83%A9%E3%82%A4%E3%83%B3">オンライン</a>' in shown
        assert "（2件）" in shown
        assert "もしかして" not in anonymous.get("/search/", {"q": "オンライン"}).content.decode()
        assert "もしかして" not in anonymous.get("/search/", {"q": "火星人"}).content.decode()
