"""OR within a facet, AND between facets, and counts that answer to everything but their own facet."""

import datetime

import pytest

from tests.casestudies.helpers import chosen, counts, heading, titles
from tests.factories.public_site import make_case, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def four_cases():
    make_case(title="台湾と給食", date_from=datetime.date(2025, 11, 1))
    make_case(
        title="韓国と手紙", countries=["KR"], exchange_types=["letter_card"], date_from=datetime.date(2025, 10, 1)
    )
    make_case(
        title="台湾と手紙",
        school_type="high",
        exchange_types=["letter_card", "video_mail"],
        themes=["music_dance"],
        date_from=datetime.date(2025, 3, 31),
    )
    make_case(title="豪州と給食", countries=["AU", "NZ"], languages=["en", "ja"], date_from=datetime.date(2024, 9, 1))


@pytest.mark.usefixtures("four_cases")
class TestFilters:
    def test_without_conditions_everything_is_there_newest_first(self, archive):
        page = archive()
        assert titles(page) == ["台湾と給食", "韓国と手紙", "台湾と手紙", "豪州と給食"]
        assert heading(page) == "4件の事例があります"

    def test_values_of_one_facet_are_alternatives(self, archive):
        assert titles(archive("country=KR&country=AU")) == ["韓国と手紙", "豪州と給食"]

    def test_facets_are_combined(self, archive):
        assert titles(archive("country=TW&exchange_type=letter_card")) == ["台湾と手紙"]

    def test_the_year_is_the_fiscal_year(self, archive):
        assert titles(archive("year=2024")) == ["台湾と手紙", "豪州と給食"]
        assert titles(archive("year=2025")) == ["台湾と給食", "韓国と手紙"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("school_type=high", ["台湾と手紙"]),
            ("theme=music_dance", ["台湾と手紙"]),
            ("language=ja", ["豪州と給食"]),
            ("subject=foreign_language&country=NZ", ["豪州と給食"]),
        ],
    )
    def test_each_facet(self, archive, query, found):
        assert titles(archive(query)) == found

    def test_counts_of_everything(self, archive):
        page = archive()
        assert counts(page, "country") == {"TW": 2, "AU": 1, "KR": 1, "NZ": 1}
        assert counts(page, "exchange_type") == {"live_online": 2, "letter_card": 2, "video_mail": 1}
        assert counts(page, "year") == {"2025": 2, "2024": 2}

    def test_a_facets_own_choice_does_not_lower_its_other_counts(self, archive):
        page = archive("country=TW")
        assert counts(page, "country") == {"TW": 2, "AU": 1, "KR": 1, "NZ": 1}
        assert counts(page, "exchange_type") == {"live_online": 1, "letter_card": 1, "video_mail": 1}

    def test_counts_answer_to_the_other_facets(self, archive):
        page = archive("country=TW&exchange_type=letter_card")
        assert counts(page, "country") == {"TW": 1, "KR": 1}
        assert counts(page, "exchange_type") == {"live_online": 1, "letter_card": 1, "video_mail": 1}
        assert counts(page, "theme") == {"music_dance": 1}

    def test_counts_answer_to_the_words(self, archive):
        page = archive("q=%E6%89%8B%E7%B4%99")
        assert counts(page, "country") == {"TW": 1, "KR": 1}

    def test_each_count_is_what_choosing_it_shows(self, archive):
        page = archive("exchange_type=letter_card")
        for country, number in counts(page, "country").items():
            assert len(titles(archive(f"exchange_type=letter_card&country={country}"))) == number

    def test_a_chosen_value_without_cases_stays_to_be_taken_off(self, archive):
        page = archive("country=FR&country=TW")
        assert counts(page, "country")["FR"] == 0
        assert chosen(page) == {("country", "FR"), ("country", "TW")}
        assert "DE" not in counts(page, "country")

    def test_unknown_values_are_named_and_left_out(self, archive):
        page = archive("theme=nonsense&country=TW&year=20x5&sort=size")
        assert titles(page) == ["台湾と給食", "台湾と手紙"]
        assert "theme=nonsense" in page.get_text()
        assert "year=20x5" in page.get_text()

    def test_empty_values_mean_nothing(self, archive):
        assert len(titles(archive("q=&theme=&country=&page=&sort="))) == 4


def test_two_cases_with_one_value_are_one_row_with_two(archive):
    # The order of the page tree once entered the grouping and gave two rows of one.
    make_case(countries=["TW"])
    make_case(countries=["TW"])
    assert counts(archive(), "country") == {"TW": 2}


def test_each_language_has_its_own_cases_and_counts(archive):
    case = make_case(title="台湾と給食")
    make_case(title="韓国と手紙", countries=["KR"])
    translated(case, title="Lunch with Taiwan")
    page = archive("", "/en/casestudies/")
    assert titles(page) == ["Lunch with Taiwan"]
    assert heading(page) == "1 case study"
    assert counts(page, "country") == {"TW": 1}
    assert page.html["lang"] == "en"


def test_drafts_are_neither_listed_nor_counted(archive):
    make_case(title="公開した事例")
    draft = make_case(title="下書きの事例", countries=["KR"])
    draft.unpublish()
    make_case(title="最初から下書き", countries=["FR"], live=False)
    page = archive()
    assert titles(page) == ["公開した事例"]
    assert counts(page, "country") == {"TW": 1}
    assert titles(archive("q=%E4%B8%8B%E6%9B%B8%E3%81%8D")) == []
