"""The archive's map: every country of the results is in the table, pins stand apart, links keep the filters."""

import datetime
from itertools import combinations
from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from django.utils.translation import override

from casestudies.map_figure import world_map
from portal.core.countries import country_choices, country_name
from portal.core.worldmap.figure import HEIGHT, MOST_PINS, WIDTH, on_map
from portal.core.worldmap.places import Place, TimeDifference, place_of, time_difference
from portal.core.worldmap.words import clock_label, difference_label
from tests.casestudies.helpers import heading, titles, words
from tests.factories.media import make_image
from tests.factories.public_site import make_case, translated


def drawn(counts, query=""):
    return world_map(counts, QueryDict(query))


class TestWhereCountriesLie:
    @pytest.mark.parametrize(
        ("country", "latitude", "longitude"),
        [("TW", 25, 121.5), ("NZ", -36.9, 174.8), ("AU", -33.9, 151.2), ("US", 40.7, -74), ("BR", -23.5, -46.6)],
    )
    def test_a_point_that_stands_for_the_country(self, country, latitude, longitude):
        place = place_of(country)
        assert place.latitude == pytest.approx(latitude, abs=0.3)
        assert place.longitude == pytest.approx(longitude, abs=0.3)

    @pytest.mark.parametrize("code", ["XK", "XX", "", "tw", "AN"])
    def test_a_code_without_a_place(self, code):
        assert place_of(code) is None
        assert time_difference(code, 2026) is None

    def test_nearly_every_country_offered_has_a_place(self):
        without = [code for code, _name in country_choices() if place_of(code) is None]
        assert len(without) <= 12
        assert all(time_difference(code, 2026) for code, _name in country_choices() if code not in without)

    @pytest.mark.parametrize(
        ("country", "least", "most"),
        [("JP", 0, 0), ("TW", -1, -1), ("IN", -3.5, -3.5), ("FR", -8, -7), ("AU", -1, 2), ("NP", -3.25, -3.25)],
    )
    def test_hours_from_tokyo_with_summer_time_and_all_zones(self, country, least, most):
        assert time_difference(country, 2026) == (least, most)

    def test_on_the_drawing(self):
        tokyo, greenwich = on_map(Place(35.69, 139.69)), on_map(Place(51.5, 0))
        assert greenwich[0] < tokyo[0]
        assert greenwich[1] < tokyo[1]
        west, east = on_map(Place(0, -170)), on_map(Place(0, 170))
        assert west[0] > east[0]
        for degrees in (-179, -22, 0, 139, 180):
            assert 0 <= on_map(Place(0, degrees))[0] < WIDTH


class TestWords:
    @pytest.mark.parametrize(
        ("difference", "ja", "en"),
        [
            ((0, 0), "時差なし", "no difference"),
            ((-1, -1), "1時間遅れ", "1 h behind"),
            ((-8, -7), "7〜8時間遅れ", "7–8 h behind"),
            ((2, 3), "2〜3時間進み", "2–3 h ahead"),
            ((-3.5, -3.5), "3.5時間遅れ", "3.5 h behind"),
            ((-1, 2), "1時間遅れ〜2時間進み", "1 h behind to 2 h ahead"),
        ],
    )
    def test_the_difference(self, difference, ja, en):
        assert difference_label(TimeDifference(*difference)) == ja
        with override("en"):
            assert difference_label(TimeDifference(*difference)) == en

    @pytest.mark.parametrize(
        ("difference", "ja", "en"),
        [
            ((-1, -1), "9:00", "9:00"),
            ((-3.25, -3.25), "6:45", "6:45"),
            ((-14, -13), "前日の20:00〜21:00", "20:00–21:00 the day before"),
            ((-11, -9), "前日の23:00〜1:00", "23:00 the day before–1:00"),
            ((3, 4), "13:00〜14:00", "13:00–14:00"),
        ],
    )
    def test_the_clock_there_at_ten_in_tokyo(self, difference, ja, en):
        assert clock_label(TimeDifference(*difference)).replace(" ", "") == ja
        with override("en"):
            assert clock_label(TimeDifference(*difference)) == en


class TestTheDrawing:
    EUROPE = [(code, 3) for code in ("FR", "DE", "BE", "NL", "LU", "CH", "AT", "CZ", "DK", "IT", "GB", "IE")]

    def test_a_country_without_a_place_is_in_the_table_only(self):
        figure = drawn([("TW", 2), ("XK", 1)])
        assert [pin.name for pin in figure.pins] == ["台湾"]
        assert figure.unplaced == 1
        assert [row[1] for row in figure.rows] == [2, 1]
        assert figure.rows[1][2:] == ["", ""]
        assert country_name("XK") in figure.rows[1][0]

    def test_only_countries_without_a_place(self):
        figure = drawn([("XK", 1)])
        assert figure.pins == []
        assert figure.unplaced == 1

    def test_nothing(self):
        figure = drawn([])
        assert (figure.pins, figure.rows, figure.unplaced) == ([], [], 0)

    MANY = [(code, max(1, 40 - place)) for place, (code, _name) in enumerate(country_choices())]

    @pytest.mark.parametrize("counts", [EUROPE, EUROPE[:4], MANY, MANY[100:]], ids=["12", "4", "many", "others"])
    def test_pins_do_not_hide_one_another_and_stay_on_the_map_near_their_places(self, counts):
        pins = drawn(counts).pins
        assert len(pins) >= min(len(counts), MOST_PINS) - 3
        for one, other in combinations([pin.box for pin in pins], 2):
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert all(pin.box[0] >= 0 and pin.box[2] <= WIDTH and pin.box[1] >= 0 and pin.y <= HEIGHT for pin in pins)
        assert any(pin.moved for pin in pins)
        assert max(abs(pin.x - pin.place_x) + abs(pin.y - pin.place_y) for pin in pins) < 140

    def test_names_stand_where_nothing_else_does(self):
        pins = [pin for pin in drawn(self.EUROPE).pins if pin.anchor]
        assert pins
        assert {pin.anchor for pin in pins} <= {"start", "end", "middle"}
        assert not drawn([("TW", 1)]).pins[0].moved

    def test_no_name_lies_over_tokyo(self):
        figure = drawn([("KR", 1)])
        (pin,) = figure.pins
        assert pin.anchor != "start"
        assert pin.x < figure.tokyo[0]

    def test_more_cases_make_a_larger_pin_and_figures_fit(self):
        large, small = drawn([("TW", 1200), ("AU", 3)]).pins
        assert large.radius > small.radius
        assert large.width >= 8 * len("1200")

    def test_many_countries_are_bounded(self):
        codes = [code for code, _name in country_choices()][:80]
        figure = drawn([(code, 1) for code in codes])
        assert len(figure.pins) <= MOST_PINS
        assert len(figure.rows) == 80
        assert figure.unplaced == 80 - len(figure.pins)

    def test_bands_are_the_hours_from_tokyo(self):
        bands = {band.hours: band for band in drawn([]).bands}
        assert len(bands) == 24
        tokyo = drawn([]).tokyo[0]
        assert bands["0"].x <= tokyo <= bands["0"].x + 30
        assert (bands["−1"].nearness, bands["−5"].nearness, bands["−6"].nearness, bands["−10"].nearness) == (3, 2, 1, 0)

    def test_links_keep_the_other_conditions(self):
        (pin,) = drawn([("TW", 1)], "q=給食&theme=food&theme=steam&country=TW&country=KR&view=map&page=3").pins
        assert parse_qs(pin.url.lstrip("?")) == {"q": ["給食"], "theme": ["food", "steam"], "country": ["TW"]}


@pytest.mark.django_db
class TestThePage:
    def rows(self, page):
        return {words(row.th): [words(cell) for cell in row.select("td")] for row in page.select(".figures tbody tr")}

    def test_numbers_are_those_of_the_results(self, archive):
        make_case(title="一", countries=["TW"])
        make_case(title="二", countries=["TW", "KR"])
        make_case(title="三", countries=["AU"], themes=["steam"])
        page = archive("view=map&theme=food")
        assert heading(page) == "2件の事例があります"
        assert {name: cells[0] for name, cells in self.rows(page).items()} == {"台湾": "2", "韓国": "1"}
        labels = [link["aria-label"] for link in page.select("svg.world a")]
        assert labels == ["台湾\u30002件", "韓国\u30001件"]
        assert [title.get_text() for title in page.select("svg.world a > title")] == labels

    def test_pin_and_row_lead_to_the_cases_they_count(self, archive):
        make_case(title="一", countries=["TW"])
        make_case(title="二", countries=["TW"], themes=["steam"])
        page = archive("view=map&theme=food&sort=oldest")
        pin, row = page.select_one("svg.world a"), page.select_one(".figures tbody a")
        assert pin["href"] == row["href"]
        assert titles(archive(pin["href"].lstrip("?"))) == ["一"]

    def test_the_figure_has_names_for_those_who_do_not_see_it(self, archive):
        make_case()
        page = archive("view=map")
        assert page.select_one("svg.world")["aria-label"] == "国・地域ごとの事例の数"
        region = page.select_one("svg.world").find_parent(role="region")
        assert region["aria-label"]
        assert region["tabindex"] == "0"
        assert words(page.select_one(".figures caption"))
        assert page.select_one(".views [aria-current=page]").get_text() == "地図"
        assert all(text.has_attr("aria-hidden") for text in page.select("svg.world > text"))

    def test_a_country_without_a_place_is_told(self, archive):
        make_case(countries=["TW", "XK"])
        page = archive("view=map")
        assert len(page.select("svg.world a")) == 1
        assert "ほかに1の国・地域" in words(page.figure.figcaption)
        assert len(self.rows(page)) == 2
        make_case(countries=["XK"], themes=["steam"])
        only = archive("view=map&theme=steam")
        assert only.select_one("svg.world") is None
        assert list(self.rows(only)) == [country_name("XK")]

    def test_without_results_there_is_no_figure(self, archive):
        make_case()
        page = archive("view=map&country=KR")
        assert page.select_one(".figures") is None
        assert page.select_one(".views") is None

    def test_in_english(self, archive):
        translated(make_case(countries=["TW"]))
        page = archive("view=map", "/en/casestudies/")
        assert page.select_one("svg.world a")["aria-label"] == "Taiwan: 1 case"
        assert self.rows(page) == {"Taiwan": ["1", "1 h behind", "9:00"]}

    @pytest.mark.parametrize("view", ["", "list", "MAP", "map%00", "map'", "%3Cscript%3E", "a" * 5000, "%ED%A0%80"])
    def test_any_other_view_is_the_list(self, archive, view):
        make_case(title="一")
        page = archive(f"view={view}")
        assert page.select_one(".figures") is None
        assert titles(page) == ["一"]
        assert page.select_one(".views [aria-current=page]").get_text() == "一覧"

    def test_the_view_stays_when_the_form_is_sent_and_conditions_are_taken_off(self, archive):
        make_case(title="台湾と給食")
        page = archive("view=map&theme=food&country=TW")
        assert page.select_one("#case-filters input[type=hidden][name=view]")["value"] == "map"
        assert all("view=map" in chip["href"] for chip in page.select("a.chip"))
        assert "view" not in page.select_one(".views a")["href"]
        assert page.select_one("meta[name=robots]")["content"] == "noindex,follow"

    @pytest.mark.parametrize("cases", [1, 5])
    @pytest.mark.parametrize("view", ["map", "timeline"])
    def test_queries_do_not_grow(self, archive, django_assert_num_queries, view, cases):
        for number in range(cases):
            day = datetime.date(2025 - number, 5, 1)
            make_case(countries=["TW", "KR", "AU", "FR", "US"][: number + 1], date_from=day, cover=make_image())
        archive(f"view={view}")
        with django_assert_num_queries(15):
            page = archive(f"view={view}")
        assert len(titles(page)) == cases
