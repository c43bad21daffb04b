"""The statistics page and its file."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from home.models import YearlyFigure
from tests.factories.public_site import section, translated
from tests.factories.schools import UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/statistics/"


def figure(year, table, code, exchanges, people):
    made = YearlyFigure(fiscal_year=year, table=table, code=code, exchanges=exchanges, people=people)
    made.full_clean()
    made.save()
    return made


@pytest.fixture
def page():
    return section("statistics")


@pytest.fixture
def figures(page):
    figure(2024, "school_type", "elementary", 41, 2500)
    figure(2025, "school_type", "elementary", 60, 3100)
    figure(2025, "school_type", "high", 22, 1400)
    figure(2025, "school_type", "special_needs", 3, 77)
    figure(2025, "school_type", "compulsory", 0, 0)
    figure(2025, "country", "NZ", 35, 1900)
    figure(2025, "country", "AU", 50, 2677)


def rows_of(client, address=ADDRESS, **query):
    """By heading: the cells of each line."""
    page = BeautifulSoup(client.get(address, query).content, "html.parser")
    found = {}
    for table in page.select("main table"):
        lines = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")[:3]] for row in table.select("tr")]
        found[table.caption.get_text(strip=True)] = lines[1:]
    return found


def test_figures_are_shown_in_order_with_totals_and_without_small_ones(client, figures):
    tables = rows_of(client)

    assert tables["令和7年度（2025年度）の交流：学校種別"] == [
        ["小学校", "60", "3,100"],
        ["義務教育学校", "0", "0"],
        ["高等学校", "×", "×"],
        ["特別支援学校", "×", "×"],
        ["合計", "85", "4,577"],
    ]
    assert tables["令和7年度（2025年度）の交流：国・地域"] == [
        ["オーストラリア", "50", "2,677"],
        ["ニュージーランド", "35", "1,900"],
        ["合計", "85", "4,577"],
    ]
    assert tables["年度ごとの交流の件数と参加した人数"] == [["令和6年度", "41", "2,500"], ["令和7年度", "85", "4,577"]]


def test_another_year_is_chosen_and_nonsense_shows_the_newest(client, figures):
    assert "令和6年度（2024年度）の交流：学校種別" in rows_of(client, year="2024")
    for nonsense in ("1999", "x", "20 25", "9" * 400):
        assert "令和7年度（2025年度）の交流：学校種別" in rows_of(client, year=nonsense)


def test_where_one_table_may_not_tell_the_total_none_does(client, page):
    figure(2025, "school_type", "elementary", 3, 90)
    figure(2025, "country", "NZ", 3, 90)
    figure(2024, "school_type", "elementary", 41, 2500)

    html = client.get(ADDRESS).content.decode()
    tables = rows_of(client)

    assert ["合計", "×", "×"] in tables["令和7年度（2025年度）の交流：国・地域"]
    assert ["令和7年度", "×", "×"] in tables["年度ごとの交流の件数と参加した人数"]
    assert ">3<" not in html
    assert ">90<" not in html


def test_the_file_hides_what_the_page_hides(client, figures):
    answer = client.get(f"{ADDRESS}statistics.csv")
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["年度", "表", "コード", "項目", "交流の件数", "参加した人数"]
    assert ["2025", "school_type", "special_needs", "特別支援学校", "x", "x"] in rows
    assert ["2025", "school_type", "high", "高等学校", "x", "x"] in rows
    assert ["2025", "school_type", "total", "合計", "85", "4577"] in rows
    assert "1400" not in text


def test_english_page_and_file(client, figures, page):
    translated(page, title="Results in figures")

    assert "Exchanges in fiscal year 2025 by: School type" in rows_of(client, f"/en{ADDRESS}")
    assert "Elementary school" in client.get(f"/en{ADDRESS}statistics.csv").content.decode()


def test_a_page_without_figures_says_so(client, page):
    assert "掲載できる数値は、まだありません。" in client.get(ADDRESS).content.decode()
    assert client.get(f"{ADDRESS}statistics.csv").status_code == 200


@pytest.mark.parametrize("count", [1, 5])
def test_more_years_cost_no_more_queries(client, page, count, django_assert_num_queries):
    for year in range(2020, 2020 + count):
        figure(year, "country", "NZ", 35, 1900)
    client.get(ADDRESS, {"year": "1"})

    with django_assert_num_queries(QUERIES):
        client.get(ADDRESS, {"year": "2"})


QUERIES = 12


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"code": "moon"}, "code"),
        ({"table": "country"}, "code"),
        ({"people": 0}, "people"),
        ({"fiscal_year": 25}, "fiscal_year"),
        ({"table": "other"}, "table"),
    ],
)
def test_wrong_figures_are_refused_beside_the_field(values, field):
    row = {"fiscal_year": 2025, "table": "school_type", "code": "high", "exchanges": 5, "people": 60}

    with pytest.raises(ValidationError) as refused:
        YearlyFigure(**{**row, **values}).full_clean()

    assert field in refused.value.message_dict


def test_the_desk_enters_figures(client, figures):
    desk = Client()
    desk.force_login(UserFactory(group="Coordinator"), backend="django.contrib.auth.backends.ModelBackend")
    new = {"fiscal_year": 2023, "table": "country", "code": "TW", "exchanges": 12, "people": 700}

    listed = desk.get(reverse("yearly_figures:index"), {"table": "country"}).context["object_list"]
    assert {one.code for one in listed} == {"NZ", "AU"}
    desk.post(reverse("yearly_figures:add"), new)

    assert YearlyFigure.objects.get(fiscal_year=2023).label == "台湾"
    refused = desk.post(reverse("yearly_figures:add"), {**new, "code": "XX"})
    assert "この表に、このコードの行はありません。" in refused.content.decode()
