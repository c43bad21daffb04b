"""The collection of a fiscal year: its list, its page, its PDF."""

import datetime

import pytest
from django_tasks_db.models import DBTaskResult

from casestudies.printing import volumes
from portal.core.printing.models import PrintedFile
from portal.core.printing.services.making import make_in_background
from tests.casestudies.helpers import words
from tests.factories.media import make_image
from tests.factories.public_site import make_case, section, translated
from tests.pdf import needs_pdf, pdf_text, read_pdf

from .conftest import SECRETS, STORY, WITHHELD

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGE = "/casestudies/collection/2025/"
PDF = f"{PAGE}collection.pdf"


@pytest.fixture
def year(db):
    """Three cases of fiscal 2025, the last in the calendar's next year, and one of 2023."""
    make_case(title="高校の事例", school_type="high", school_name="あおば高等学校")
    make_case(title="小学校の事例", date_from=datetime.date(2026, 3, 31), cover=make_image(), **STORY)
    make_case(title="名前のない事例", date_from=datetime.date(2025, 4, 1), **WITHHELD)
    make_case(title="前の事例", date_from=datetime.date(2023, 6, 1))
    make_case(title="下書きの事例").unpublish()


def entries(page) -> list[tuple[str, list[str]]]:
    return [
        (words(group.h3), [words(link) for link in group.select("li a")])
        for group in page.select("nav.contents section")
    ]


def test_the_list_of_years(shown, year, press):
    page = shown("/casestudies/collection/")
    rows = [(words(row.h2), row.h2.a["href"], words(row.p)) for row in page.select("main ul.rows li")]
    assert rows == [
        ("国際交流事例集　令和7年度（2025年度）".replace("　", " "), PAGE, "収録事例 3件"),
        (
            "国際交流事例集　令和5年度（2023年度）".replace("　", " "),
            "/casestudies/collection/2023/",
            "収録事例 1件",
        ),
    ]
    assert page.select_one(f'a[href="{PDF}"]')


def test_the_archive_leads_to_it(shown, year):
    assert shown("/casestudies/").select_one('aside a[href="/casestudies/collection/"]')


def test_the_page_of_a_year(shown, year):
    page = shown(PAGE)
    assert words(page.h1) == "国際交流事例集 令和7年度"
    assert entries(page) == [("小学校 2件", ["名前のない事例", "小学校の事例"]), ("高等学校 1件", ["高校の事例"])]
    assert [words(title) for title in page.select(".sheet__title")] == ["名前のない事例", "小学校の事例", "高校の事例"]
    anchors = [link["href"] for link in page.select("nav.contents a")]
    assert anchors == [f"#{sheet['id']}" for sheet in page.select("article.sheet")]
    assert page.select_one("meta[name=robots]")["content"] == "noindex,follow"
    for hidden in (*SECRETS, "前の事例", "下書きの事例"):
        assert hidden not in str(page)


def test_in_english(shown):
    translated(make_case(**STORY), title="Guessing menus")
    page = shown(f"/en{PAGE}")
    assert words(page.h1) == "Case studies of international exchange, FY 2025"
    assert entries(page) == [("Elementary school 1 case", ["Guessing menus"])]


@pytest.mark.parametrize(
    "path", ["2024/", "2024/collection.pdf", "0/", "99999999999999999999/", "abc/", "2025/other.pdf"]
)
def test_a_year_without_cases_is_not_there(anonymous, year, press, path):
    assert anonymous.get(f"/casestudies/collection/{path}").status_code == 404
    assert press == []


def test_a_long_year_is_cut_into_pages_and_the_contents_are_not(shown, monkeypatch):
    monkeypatch.setattr(volumes, "PER_PAGE", 2)
    for number in range(3):
        make_case(title=f"第{number}話", date_from=datetime.date(2025, 5, number + 1))
    first, second = shown(PAGE), shown(f"{PAGE}?page=2")
    assert [words(title) for title in first.select(".sheet__title")] == ["第0話", "第1話"]
    assert [words(title) for title in second.select(".sheet__title")] == ["第2話"]
    assert entries(first) == entries(second) == [("小学校 3件", ["第0話", "第1話", "第2話"])]
    assert first.select("nav.contents a")[2]["href"] == f"?page=2#{second.select_one('article.sheet')['id']}"


@pytest.mark.parametrize("number", [1, 5])
@pytest.mark.parametrize("path", [PAGE, "/casestudies/collection/"])
def test_queries(anonymous, django_assert_num_queries, number, path):
    for _number in range(number):
        make_case(cover=make_image(), programme_name="出前講座", programme_page=section("casestudies"), **STORY)
    anonymous.get(path)
    with django_assert_num_queries({PAGE: 19}.get(path, 16)):
        anonymous.get(path)


class TestThePdf:
    def test_of_a_small_year_is_made_at_once(self, anonymous, year, press):
        assert anonymous.get(PDF).content == b"%PDF 1"
        assert anonymous.get(PDF).content == b"%PDF 1"
        assert len(press) == 1

    def test_of_a_large_year_is_made_by_the_worker(
        self, anonymous, year, press, monkeypatch, django_capture_on_commit_callbacks
    ):
        monkeypatch.setattr(volumes, "AT_ONCE", 2)
        with django_capture_on_commit_callbacks(execute=True):
            waiting = anonymous.get(PDF)
        assert (waiting.status_code, waiting["Refresh"], waiting["Cache-Control"]) == (202, "4", "no-store")
        assert "「国際交流事例集　令和7年度」のPDFを作成しています。" in waiting.content.decode()
        assert press == []
        with django_capture_on_commit_callbacks(execute=True):
            assert anonymous.get(PDF).status_code == 202
        make_in_background.call(*DBTaskResult.objects.get().args_kwargs["args"])
        assert anonymous.get(PDF).content == b"%PDF 1"

    def test_is_new_when_a_case_or_a_consent_changes(self, anonymous, year, press, monkeypatch):
        monkeypatch.setattr(volumes, "AT_ONCE", 9)
        anonymous.get(PDF)
        make_case(title="あとの事例")
        assert anonymous.get(PDF).content == b"%PDF 2"
        image = make_image()
        make_case(title="写真の事例", cover=image)
        anonymous.get(PDF)
        type(image).objects.filter(pk=image.pk).update(consent="withdrawn")
        assert anonymous.get(PDF).content == b"%PDF 4"
        assert "写真の事例" in press[3]

    def test_stays_when_a_case_of_another_year_changes(self, anonymous, year, press):
        anonymous.get(PDF)
        make_case(date_from=datetime.date(2023, 7, 1))
        assert anonymous.get(PDF).content == b"%PDF 1"
        assert len(press) == 1

    def test_goes_when_a_case_is_taken_off(self, anonymous, year, press, django_capture_on_commit_callbacks):
        anonymous.get(PDF)
        with django_capture_on_commit_callbacks(execute=True):
            make_case().unpublish()
        assert not PrintedFile.objects.exists()

    def test_of_very_many_cases_comes_in_volumes(self, anonymous, shown, year, press, monkeypatch):
        monkeypatch.setattr(volumes, "IN_VOLUME", 2)
        links = [(words(link), link["href"]) for link in shown(PAGE).select('header a[href*="pdf"]')]
        assert links == [
            ("国際交流事例集 令和7年度 第1巻 (PDF)", PDF),
            ("国際交流事例集 令和7年度 第2巻 (PDF)", f"{PDF}?volume=2"),
        ]
        anonymous.get(f"{PDF}?volume=2")
        assert "高校の事例" in press[0]
        assert "小学校の事例" not in press[0]
        for volume in ("3", "0", "-1", "x", "99999999999"):
            assert anonymous.get(f"{PDF}?volume={volume}").status_code == 404

    def test_asks_no_more_of_the_database_for_more_cases(self, anonymous, press, django_assert_num_queries):
        make_case(cover=make_image())
        anonymous.get(PDF)
        for number in (0, 4):
            for _number in range(number):
                make_case(cover=make_image())
            with django_assert_num_queries(5):
                volumes.collection_printable(section("casestudies"), 2025, number)

    @needs_pdf
    def test_has_cover_contents_and_outline(self, anonymous, year):
        pdf = anonymous.get(PDF).content
        reader, text = read_pdf(pdf), pdf_text(pdf)
        assert len(reader.pages) == 5
        assert "国際交流事例集" in reader.pages[0].extract_text()
        contents = "".join(reader.pages[1].extract_text().split())
        # The numbers stand at the right margin, and are read before the titles.
        assert contents.startswith("345目次")
        for title, number in (("名前のない事例", 3), ("小学校の事例", 4), ("高校の事例", 5)):
            assert title in contents
            assert title in "".join(reader.pages[number - 1].extract_text().split())
        kinds = [entry for entry in reader.outline if not isinstance(entry, list)]
        assert [entry.title for entry in kinds] == ["目次", "小学校", "高等学校"]
        assert [reader.get_destination_page_number(entry) for entry in kinds] == [1, 2, 4]
        cases = [entry.title for group in reader.outline if isinstance(group, list) for entry in group]
        assert cases == ["名前のない事例", "小学校の事例", "高校の事例"]
        for hidden in SECRETS:
            assert hidden not in text
