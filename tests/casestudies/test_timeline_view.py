"""The archive's timeline: fiscal years and months add up to the results, gaps are seen, links keep the filters."""

import datetime
from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from django.utils.translation import override

from casestudies.timeline_figure import BAR, timeline
from tests.casestudies.helpers import heading, titles, words
from tests.factories.public_site import make_case, translated


def drawn(counts, query=""):
    return timeline(counts, QueryDict(query))


class TestTheFigure:
    def test_years_begin_in_april_and_add_up(self):
        figure = drawn({(2025, 4): 2, (2026, 3): 1, (2025, 3): 4})
        assert [(year.label, year.number) for year in figure.years] == [("令和7年度", 3), ("令和6年度", 4)]
        assert [bar.number for bar in figure.years[0].months] == [2] + [0] * 10 + [1]
        assert [bar.number for bar in figure.years[1].months] == [0] * 11 + [4]
        assert figure.months[0] == "4月"
        assert figure.months[-1] == "3月"

    def test_years_without_any_case_stand_in_between(self):
        figure = drawn({(2025, 5): 1, (2022, 5): 1})
        assert [year.number for year in figure.years] == [1, 0, 0, 1]

    def test_bars_grow_with_their_numbers_and_the_least_is_seen(self):
        figure = drawn({(2025, 5): 100, (2025, 6): 50, (2025, 7): 1})
        bars = {bar.number: bar for bar in figure.years[0].months}
        assert (bars[100].height, bars[50].height, bars[0].height) == (BAR, BAR / 2, 0)
        assert 0 < bars[1].height < BAR / 10
        assert all(bar.top + bar.height == BAR for bar in bars.values())

    def test_nothing(self):
        assert drawn({}).years == []

    def test_links_keep_the_other_conditions(self):
        (year,) = drawn({(2025, 5): 1}, "q=給食&theme=food&year=2025&year=2024&view=timeline&page=2").years
        assert parse_qs(year.url.lstrip("?")) == {"q": ["給食"], "theme": ["food"], "year": ["2025"]}

    def test_in_english(self):
        with override("en"):
            figure = drawn({(2025, 5): 1})
        assert figure.months[:2] == ["Apr", "May"]
        assert figure.years[0].label == "FY 2025"


@pytest.mark.django_db
class TestThePage:
    def numbers(self, page):
        return {
            words(row.th): [int(words(cell)) for cell in row.select("td")]
            for row in page.select("table.timeline tbody tr")
        }

    def test_rows_add_up_to_their_totals_and_these_to_the_results(self, archive):
        for year, month in ((2025, 4), (2025, 4), (2026, 3), (2023, 12), (2024, 3)):
            make_case(date_from=datetime.date(year, month, 1))
        make_case(date_from=datetime.date(2021, 6, 1), themes=["steam"])
        page = archive("view=timeline&theme=food")
        rows = self.numbers(page)
        assert {label: cells[-1] for label, cells in rows.items()} == {"令和7年度": 3, "令和6年度": 0, "令和5年度": 2}
        assert all(sum(cells[:-1]) == cells[-1] for cells in rows.values())
        assert heading(page) == f"{sum(cells[-1] for cells in rows.values())}件の事例があります"

    def test_a_year_leads_to_its_cases_and_one_without_any_does_not(self, archive):
        make_case(title="新", date_from=datetime.date(2025, 5, 1))
        make_case(title="古", date_from=datetime.date(2023, 5, 1))
        make_case(title="別", date_from=datetime.date(2025, 5, 1), themes=["steam"])
        page = archive("view=timeline&theme=food")
        links = {words(link): link["href"] for link in page.select("table.timeline tbody th a")}
        assert list(links) == ["令和7年度", "令和5年度"]
        assert titles(archive(links["令和7年度"].lstrip("?"))) == ["新"]

    def test_it_is_a_table_whose_drawings_are_silent(self, archive):
        make_case()
        page = archive("view=timeline")
        table = page.select_one("table.timeline")
        assert words(table.caption) == "年度・月ごとの事例の数"
        assert {cell["scope"] for cell in table.select("thead th")} == {"col"}
        assert {cell["scope"] for cell in table.select("tbody th")} == {"row"}
        assert len(table.select("thead th")) == 14
        assert len(table.select("tbody td svg")) == 1
        assert all(drawing["aria-hidden"] == "true" for drawing in table.select("svg"))
        assert table.find_parent(role="region")["tabindex"] == "0"
        assert page.select_one(".views [aria-current=page]").get_text() == "年度・月"

    def test_without_results_there_is_no_figure(self, archive):
        make_case()
        assert archive("view=timeline&country=KR").select_one("table.timeline") is None

    def test_in_english(self, archive):
        translated(make_case(date_from=datetime.date(2026, 1, 10)))
        page = archive("view=timeline", "/en/casestudies/")
        assert self.numbers(page) == {"FY 2025": [0] * 9 + [1, 0, 0, 1]}
