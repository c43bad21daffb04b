"""The list of all cases and the one below the archive: columns, filters, search, files."""

import datetime
import io

import pytest
from openpyxl import load_workbook
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from casestudies.completeness import completeness
from casestudies.desk.list_rows import PictureState, desk_facts
from casestudies.models import CaseStudyPage
from casestudies.translating import TranslationState
from portal.core.media.models import Consent
from tests.casestudies.helpers import words
from tests.days import TODAY
from tests.factories.media import make_image
from tests.factories.public_site import make_case, section, translated

from .conftest import photographs, published, refused, saved, soup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_fixed_day")]
LIST = "/cms/case_studies/"
DAY = datetime.timedelta(days=1)


def listed(client, query: str = "", path: str = LIST) -> list[str]:
    page = soup(client.get(f"{path}?{query}"))
    return [words(link) for link in page.select("table.listing tbody .title-wrapper > a")]


def cells(client, query: str = "", path: str = LIST) -> list[list[str]]:
    page = soup(client.get(f"{path}?{query}"))
    return [[words(cell) for cell in row.select("td")[2:]] for row in page.select("table.listing tbody tr")]


def test_only_people_who_write_pages_see_it(outsiders):
    refused(outsiders, LIST, f"{LIST}results/", f"{LIST}?export=csv", f"{LIST}?export=xlsx")


def test_what_a_row_tells(editor):
    hidden, shown = make_image(consent=Consent.MISSING), make_image()
    case = published(
        title="給食",
        countries=["TW", "KR"],
        exchange_types=["live_online", "artwork"],
        cover=shown,
        photographs=photographs(hidden),
    )
    [row] = cells(editor)
    percent = completeness(case.get_latest_revision_as_object()).percent
    assert row[:5] == ["2025-11-12", "小学校", "オンライン交流、作品交換", "台湾、韓国", f"{percent}%"]
    assert row[5:7] == ["非表示の写真あり", "非公開"]


def test_the_desk_speaks_the_language_of_the_editor(editor, editor_user):
    make_case()
    profile = UserProfile.get_for_user(editor_user)
    profile.preferred_language = "en"
    profile.save()
    [row] = cells(editor)
    assert row[1:4] == ["Elementary school", "Live online exchange", "Taiwan"]
    csv = b"".join(editor.get(LIST, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert csv.splitlines()[0].startswith("Title,Language of the page,First day")
    assert "Live online exchange" in csv


@pytest.mark.parametrize("path", [LIST, "explorer"])
@pytest.mark.parametrize("size", [1, 5])
def test_queries_do_not_grow(editor, django_assert_num_queries, size, path):
    for number in range(size):
        images = [make_image(consent=Consent.GIVEN, consent_until=TODAY + number * DAY) for _each in range(2)]
        case = published(cover=images[0], photographs=photographs(*images))
        translated(case)
        saved(case, challenges="<p>時差</p>")
    address = LIST if path == LIST else f"/cms/pages/{section('casestudies').pk}/"
    editor.get(address)
    with django_assert_num_queries(29 if path == LIST else 39):
        assert len(cells(editor, path=address)) == size * (2 if path == LIST else 1)
    with django_assert_num_queries(20):
        b"".join(editor.get(LIST, {"export": "csv"}).streaming_content)


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("locale=ja", {"a", "b", "c"}),
            ("locale=en", {"English"}),
            ("fiscal_year=2024", {"b"}),
            ("fiscal_year=2024&fiscal_year=2023", {"b", "c"}),
            ("school_type=high", {"b"}),
            ("exchange_type=artwork&locale=ja", {"b", "c"}),
            ("exchange_type=artwork&exchange_type=embassy&locale=ja", {"b", "c"}),
            ("exchange_type=art", set("abc") | {"English"}),
            ("country=KR", {"c"}),
            ("country=KR&country=US", {"b", "c"}),
            ("live=false", {"c"}),
            ("live=true&locale=ja", {"a", "b"}),
            ("first_timer=true", {"b"}),
            ("translation=missing", {"b", "c"}),
            ("translation=published", {"a", "English"}),
            ("consent=problem", {"b"}),
            ("consent=ending", {"c"}),
            ("consent=problem&country=KR", set()),
        ],
    )
    def test_each(self, editor, query, found):
        translated(make_case(title="a"), title="English")
        make_case(
            title="b",
            school_type="high",
            exchange_types=["artwork"],
            countries=["US"],
            first_timer=True,
            date_from=datetime.date(2024, 6, 1),
            cover=make_image(consent=Consent.WITHDRAWN),
        )
        make_case(
            title="c",
            exchange_types=["live_online", "artwork"],
            countries=["TW", "KR"],
            live=False,
            date_from=datetime.date(2024, 3, 31),
            photographs=photographs(make_image(consent=Consent.GIVEN, consent_until=TODAY + 90 * DAY)),
        )
        assert {title.split(" ")[0] for title in listed(editor, query)} == found

    def test_a_picture_of_a_draft_counts_too(self, editor):
        saved(published(title="公開"), cover=make_image(consent=Consent.MISSING))
        assert listed(editor, "consent=problem") == ["公開"]
        assert cells(editor)[0][5] == "非表示の写真あり"


class TestSearch:
    @pytest.mark.parametrize("query", ["q=給食", "q=給", "q=きゅうしょくを語る&ordering=title", "q=台湾", "q=水餃子"])
    def test_titles_facts_and_texts(self, editor, query):
        make_case(title="給食をきゅうしょくを語る", challenges="<p>水餃子が冷めました。</p>")
        make_case(title="書道", countries=["KR"], themes=["steam"])
        assert len(listed(editor, query)) == 1

    @pytest.mark.parametrize("path", ["list", "explorer"])
    def test_with_filters_of_every_kind(self, editor, path):
        make_case(title="給食の会", exchange_types=["artwork"])
        make_case(title="給食の便り")
        address = LIST if path == "list" else f"/cms/pages/{section('casestudies').pk}/"
        query = "q=給食&exchange_type=artwork&translation=missing&country=TW"
        assert listed(editor, query, address) == ["給食の会"]

    @pytest.mark.parametrize("query", ['q="', "q=%", "q=あ" + "あ" * 500, "ordering=x", "fiscal_year=x&country=x"])
    def test_whatever_is_asked_gets_an_answer(self, editor, query):
        make_case()
        assert editor.get(f"{LIST}?{query}").status_code == 200

    def test_ties_keep_their_order(self, editor):
        made = [make_case(title=f"事例{letter}") for letter in "abc"]
        assert listed(editor) == [case.title for case in reversed(made)]
        assert listed(editor, "ordering=date_from") == [case.title for case in reversed(made)]


class TestFiles:
    def test_a_file_holds_what_the_filters_leave_and_nothing_that_runs(self, editor):
        make_case(title="=1+1", exchange_types=["artwork", "live_online"])
        make_case(title="別", countries=["KR"])
        text = b"".join(editor.get(LIST, {"export": "csv", "country": "TW"}).streaming_content).decode()
        assert text.startswith("\ufeff題名,")
        assert "'=1+1" in text
        assert "オンライン交流; 作品交換" in text
        assert len(text.splitlines()) == 2
        book = load_workbook(io.BytesIO(b"".join(editor.get(LIST, {"export": "xlsx", "q": "別"}).streaming_content)))
        assert [row[0].value for row in book.active.rows] == ["題名", "別"]

    def test_a_withheld_school_is_not_in_the_file(self, editor):
        make_case(school_name="江東区立みどり小学校", school_unnamed=True)
        text = b"".join(editor.get(LIST, {"export": "csv"}).streaming_content).decode()
        assert "みどり" not in text
        assert "江東" not in text


class TestFacts:
    def facts(self, case):
        return desk_facts([case.pk])[case.pk]

    def test_completeness_is_that_of_the_editor(self):
        case = published(cover=make_image(alt_ja="手", alt_en="Hands"), summary="")
        before = self.facts(case).percent
        assert before == completeness(case.get_latest_revision_as_object()).percent
        case = saved(case, summary="書きました。", approved_on=datetime.date(2025, 12, 1))
        assert self.facts(case).percent > before
        assert self.facts(case).percent == completeness(case.get_latest_revision_as_object()).percent

    def test_translation(self):
        case = published()
        assert self.facts(case).translation == TranslationState.MISSING
        other = translated(case)
        assert self.facts(case).translation == TranslationState.CURRENT
        other.unpublish()
        assert self.facts(case).translation == TranslationState.MISSING
        assert self.facts(other).translation == TranslationState.CURRENT

    def test_texts_left_and_out_of_date(self):
        from wagtail_localize.models import StringTranslation, Translation, TranslationSource

        case = published(challenges="<p>時差がありました。</p>")
        translated(case)
        source, _created = TranslationSource.get_or_create_from_instance(case)
        source.update_from_db()
        english = Locale.objects.get(language_code="en")
        Translation.objects.create(source=source, target_locale=english)
        assert self.facts(case).translation == TranslationState.UNFINISHED
        for segment in source.stringsegment_set.all():
            StringTranslation.objects.create(
                translation_of=segment.string, context=segment.context, locale=english, data="text"
            )
        assert self.facts(case).translation == TranslationState.CURRENT
        case = saved(case, challenges="<p>別</p>")
        assert self.facts(case).translation == TranslationState.OUTDATED

    @pytest.mark.parametrize(
        ("consent", "until", "state"),
        [
            (Consent.NOT_NEEDED, None, PictureState.FINE),
            (Consent.GIVEN, None, PictureState.FINE),
            (Consent.GIVEN, TODAY + 91 * DAY, PictureState.FINE),
            (Consent.GIVEN, TODAY + 90 * DAY, PictureState.ENDING),
            (Consent.GIVEN, TODAY, PictureState.ENDING),
            (Consent.GIVEN, TODAY - DAY, PictureState.PROBLEM),
            (Consent.MISSING, None, PictureState.PROBLEM),
            (Consent.WITHDRAWN, TODAY + DAY, PictureState.PROBLEM),
        ],
    )
    def test_pictures(self, consent, until, state):
        case = make_case(cover=make_image(), photographs=photographs(make_image(consent=consent, consent_until=until)))
        assert self.facts(case).pictures == state

    def test_no_pictures_and_deleted_ones(self):
        assert self.facts(make_case()).pictures == PictureState.NONE
        image = make_image()
        case = make_case(photographs=photographs(image))
        image.delete()
        assert self.facts(CaseStudyPage.objects.get(pk=case.pk)).pictures == PictureState.NONE
