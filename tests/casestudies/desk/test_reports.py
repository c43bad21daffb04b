"""The reports: what the cases cover, and whose consent has to be looked at."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from casestudies.desk.consent_rows import consent_rows
from casestudies.desk.coverage import Coverage
from portal.core.media.models import Consent
from portal.core.vocabulary import ExchangeType, SchoolType
from tests.casestudies.helpers import words
from tests.days import TODAY
from tests.factories.media import make_document, make_image
from tests.factories.public_site import make_case, make_news, translated

from .conftest import attachments, photographs, published, refused, saved, soup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_fixed_day")]
COVERAGE, CONSENTS = "/cms/reports/coverage/", "/cms/reports/consents/"
DAY = datetime.timedelta(days=1)


def test_only_people_who_write_pages_see_them(outsiders):
    addresses = [COVERAGE, f"{COVERAGE}results/", f"{COVERAGE}?export=csv", CONSENTS, f"{CONSENTS}results/"]
    refused(outsiders, *addresses, f"{CONSENTS}?export=xlsx")


def test_the_menu_leads_to_them(editor):
    html = editor.get("/cms/").content.decode()
    assert COVERAGE in html
    assert CONSENTS in html


class TestCoverage:
    def table(self, page, number=0) -> dict[str, list[str]]:
        rows = page.select("table.coverage__table")[number].select("tbody tr")
        return {words(row.th): [words(cell) for cell in row.select("td")] for row in rows}

    def test_published_japanese_cases_are_counted(self, editor):
        translated(make_case(exchange_types=["live_online", "artwork"], countries=["TW", "KR"]))
        make_case(school_type="high", countries=["TW"])
        make_case(school_type="high", live=False, exchange_types=["embassy"], countries=["FR"])
        page = soup(editor.get(COVERAGE))
        types = self.table(page)
        assert list(types) == [str(label) for label in ExchangeType.labels]
        assert types["オンライン交流"] == ["1", "0", "0", "1", "0", "0", "2"]
        assert types["作品交換"] == ["1", "0", "0", "0", "0", "0", "1"]
        assert types["在京大使館等との交流"] == ["0"] * 7
        assert self.table(page, 1) == {"台湾": ["1", "0", "0", "1", "0", "0", "2"], "韓国": ["1"] + ["0"] * 5 + ["1"]}
        assert [words(head) for head in page.select_one("thead tr").select("th[scope=col]")][1:-1] == [
            str(label) for label in SchoolType.labels
        ]

    def test_a_number_leads_to_its_cases(self, editor):
        translated(make_case(title="a", exchange_types=["artwork"], date_from=datetime.date(2024, 5, 1)))
        make_case(title="b", exchange_types=["artwork"], live=False, date_from=datetime.date(2024, 5, 1))
        make_case(title="c", exchange_types=["artwork"], date_from=datetime.date(2023, 5, 1))
        page = soup(editor.get(f"{COVERAGE}?fiscal_year=2024&country=TW"))
        links = {link["href"] for link in page.select(".coverage__number a")}
        assert len(links) == 2
        for link in links:
            rows = soup(editor.get(link)).select("table.listing tbody .title-wrapper > a")
            assert [words(row) for row in rows] == ["a"]

    def test_years_and_a_country_narrow_it_down(self, editor):
        make_case(date_from=datetime.date(2024, 5, 1), countries=["KR"])
        make_case(date_from=datetime.date(2025, 5, 1))
        assert self.table(soup(editor.get(f"{COVERAGE}?fiscal_year=2024")))["オンライン交流"][0] == "1"
        page = soup(editor.get(f"{COVERAGE}?country=TW"))
        assert self.table(page)["オンライン交流"][0] == "1"
        assert len(page.select("table.coverage__table")) == 1
        assert {words(row.select("td")[2]) for row in page.select("table")[1].select("tbody tr")} == {"台湾"}
        for query in ("country=XX", "fiscal_year=x", "country=FR", "p=99", "export=odt"):
            assert editor.get(f"{COVERAGE}?{query}").status_code == 200

    def test_the_gaps_that_matter_most_come_first(self):
        for school, exchange, country in (
            ("elementary", "live_online", "TW"),
            ("elementary", "live_online", "AU"),
            ("high", "artwork", "TW"),
            ("high", "live_online", "AU"),
            ("elementary", "artwork", "AU"),
        ):
            make_case(school_type=school, exchange_types=[exchange], countries=[country])
        found = Coverage().combinations()
        gaps = [one for one in found if not one.count]
        assert found[: len(gaps)] == gaps
        first = {(one.school_type, one.exchange_type, one.country) for one in gaps[:2]}
        assert first == {("high", "live_online", "TW"), ("elementary", "artwork", "TW")}
        assert [one.expected for one in gaps[:2]] == pytest.approx([2 * 3 * 2 / 25, 3 * 2 * 2 / 25])
        assert [one.expected for one in gaps] == sorted((one.expected for one in gaps), reverse=True)
        assert sum(one.count for one in found) == 5

    def test_a_file_of_all_combinations(self, editor):
        make_case()
        text = b"".join(editor.get(COVERAGE, {"export": "csv"}).streaming_content).decode()
        lines = text.splitlines()
        assert lines[0].startswith("\ufeff校種,交流の種類,国・地域,公開中の事例")
        assert len(lines) == 1 + 6 * 11
        assert "小学校,オンライン交流,台湾,1,1.0" in lines
        book = load_workbook(io.BytesIO(b"".join(editor.get(COVERAGE, {"export": "xlsx"}).streaming_content)))
        assert book.active.max_row == 1 + 6 * 11

    def test_without_a_case(self, editor):
        assert "公開中の事例はありません" in words(soup(editor.get(COVERAGE)))
        assert Coverage().combinations() == []

    @pytest.mark.parametrize("size", [1, 5])
    def test_queries_do_not_grow(self, editor, django_assert_num_queries, size):
        for number in range(size):
            make_case(countries=[["TW", "KR", "AU", "US", "FR"][number]])
        editor.get(COVERAGE)
        with django_assert_num_queries(13):
            editor.get(COVERAGE)


class TestConsents:
    def rows(self, client, query="") -> list[list[str]]:
        table = soup(client.get(f"{CONSENTS}?{query}")).select_one("table.listing, table")
        return [[words(cell) for cell in row.select("td")] for row in table.select("tbody tr")] if table else []

    def test_what_is_listed_and_in_which_order(self, editor, editor_user):
        given = {"consent": Consent.GIVEN, "consent_checked_by": editor_user, "consent_checked_on": TODAY - 9 * DAY}
        kinds = {
            "in order": given,
            "long": {**given, "consent_until": TODAY + 91 * DAY},
            "ending": {**given, "consent_until": TODAY + 90 * DAY},
            "expired": {**given, "consent_until": TODAY - DAY},
            "missing": {"consent": Consent.MISSING},
            "withdrawn": {"consent": Consent.WITHDRAWN},
            "drawing": {},
        }
        images = {name: make_image(title=name, **fields) for name, fields in kinds.items()}
        make_case(title="事例甲", photographs=photographs(*images.values()))
        make_image(title="in no case", consent=Consent.MISSING)
        make_news(cover=make_image(title="of another page", consent=Consent.MISSING))
        make_case(title="事例乙", cover=images["missing"], live=False)
        make_case(attachments=attachments(make_document(title="sheet", consent=Consent.MISSING), make_document()))
        found = self.rows(editor)
        assert [row[0] for row in found] == ["withdrawn", "expired", "missing", "sheet", "ending"]
        assert found[1][1:] == [
            "期限切れ",
            "事例甲 公開中",
            "ウェブサイト",
            str(editor_user),
            (TODAY - 9 * DAY).isoformat(),
            (TODAY - DAY).isoformat(),
        ]
        assert found[2][2] == "事例甲 公開中 事例乙 下書き"

    def test_what_only_a_draft_uses_and_what_a_draft_no_longer_uses(self, editor):
        old, new = (make_image(title=name, consent=Consent.MISSING) for name in ("old", "new"))
        sheet = make_document(title="sheet", consent=Consent.WITHDRAWN)
        case = published(cover=old)
        saved(case, cover=new, photographs=photographs(new), attachments=attachments(sheet))
        assert {row[0] for row in self.rows(editor)} == {"old", "new", "sheet"}

    def test_a_case_is_named_once_for_all_its_languages(self):
        case = published(title="事例", cover=make_image(consent=Consent.MISSING))
        translated(case)
        [row] = consent_rows()
        assert [(use.pk, use.title, use.live) for use in row.uses] == [(case.pk, "事例", True)]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("state=missing", {"a", "sheet"}),
            ("state=missing&state=withdrawn", {"a", "b", "sheet"}),
            ("kind=image", {"a", "b"}),
            ("kind=document", {"sheet"}),
            ("use=live", {"a", "sheet"}),
            ("use=draft", {"b"}),
            ("state=x", {"a", "b", "sheet"}),
            ("state=ending", set()),
        ],
    )
    def test_filters(self, editor, query, found):
        sheet = make_document(title="sheet", consent=Consent.MISSING)
        make_case(cover=make_image(title="a", consent=Consent.MISSING), attachments=attachments(sheet))
        make_case(cover=make_image(title="b", consent=Consent.WITHDRAWN), live=False)
        assert {row[0] for row in self.rows(editor, query)} == found

    def test_links_to_the_image_the_file_and_the_case(self, editor):
        image, sheet = make_image(consent=Consent.MISSING), make_document(consent=Consent.MISSING)
        case = make_case(cover=image, attachments=attachments(sheet))
        links = {link["href"] for link in soup(editor.get(CONSENTS)).select("td a")}
        wanted = {f"/cms/images/{image.pk}/", f"/cms/documents/edit/{sheet.pk}/", f"/cms/pages/{case.pk}/edit/"}
        assert links == wanted
        assert [editor.get(link).status_code for link in links] == [200, 200, 200]

    def test_files(self, editor):
        make_case(title="=1+1", cover=make_image(title="@x", consent=Consent.MISSING))
        text = b"".join(editor.get(CONSENTS, {"export": "csv"}).streaming_content).decode()
        assert "'@x" in text
        assert "'=1+1" in text
        book = load_workbook(io.BytesIO(b"".join(editor.get(CONSENTS, {"export": "xlsx"}).streaming_content)))
        assert book.active["A2"].value == "'@x"

    @pytest.mark.parametrize("size", [1, 5])
    def test_queries_do_not_grow(self, editor, django_assert_num_queries, size):
        for _number in range(size):
            case = published(
                cover=make_image(consent=Consent.MISSING),
                attachments=attachments(make_document(consent=Consent.MISSING)),
            )
            saved(case, photographs=photographs(make_image(consent=Consent.MISSING)))
        editor.get(CONSENTS)
        with django_assert_num_queries(17):
            assert len(self.rows(editor)) == 3 * size
        with django_assert_num_queries(7):
            consent_rows()


class TestFirstPage:
    def test_the_numbers_lead_to_their_lists(self, editor):
        soon = make_image(consent=Consent.GIVEN, consent_until=TODAY + DAY)
        make_case(cover=make_image(consent=Consent.MISSING), photographs=photographs(soon))
        make_case(cover=make_image(consent=Consent.WITHDRAWN))
        panel = soup(editor.get("/cms/")).select_one("section[id*=case-consents]")
        assert "事例の写真の同意" in words(panel)
        assert [words(number) for number in panel.select("strong")] == ["2", "1"]
        queries = [link["href"].split("?")[1] for link in panel.select("a[href*=state]")]
        assert [len(TestConsents().rows(editor, query)) for query in queries] == [2, 1]

    def test_nothing_to_do_is_nothing_to_show(self, editor):
        make_case(cover=make_image())
        assert "事例の写真の同意" not in editor.get("/cms/").content.decode()

    def test_a_coordinator_does_not_see_it(self, outsiders):
        make_case(cover=make_image(consent=Consent.MISSING))
        coordinator = outsiders[2][0]
        assert "事例の写真の同意" not in coordinator.get("/cms/").content.decode()
