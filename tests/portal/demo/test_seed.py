"""What the seed leaves in the database."""

import json
import re
import zipfile
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationContext
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from casestudies.completeness import completeness
from casestudies.models import CaseStudyPage
from home.models import FaqEntry, HomePage
from members.partners.models import Agreement, PartnerSchool
from members.schools.models import Membership, School
from members.wishes.models import ExchangeWish
from newsletter.models import IssuePage
from portal.core.groups import COORDINATOR, EDITOR
from portal.core.media.models import Consent, PortalDocument, PortalImage
from portal.core.search.models import Synonym
from portal.core.site_settings import PortalSettings
from portal.demo import content
from portal.demo.documents import ensure_documents
from portal.demo.logins import lines, logins
from portal.demo.models import DemoSeed
from portal.demo.reset import remove_demo
from portal.demo.scale import scale_up
from portal.demo.seeding import is_seeded, seed
from portal.users.models import User

JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
SECTIONS = [
    "about",
    "activities",
    "partners",
    "casestudies",
    "programmes",
    "events",
    "newsletter",
    "faq",
    "contact",
    "news",
    "statistics",
    "easy",
    "accessibility",
    "privacy",
    "policy",
    "sitemap",
]
BILINGUAL = [slug for slug in SECTIONS if slug != "easy"]


def tree(language: str) -> Any:
    return HomePage.objects.get(locale=Locale.objects.get(language_code=language), depth=2)


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_both_trees_have_the_same_live_pages(demo: None) -> None:
    paths = {
        language: sorted(
            page.url_path.removeprefix(tree(language).url_path)
            for page in Page.objects.descendant_of(tree(language)).live()
        )
        for language in ("ja", "en")
    }
    # Plain Japanese is Japanese only.
    assert [path for path in paths["ja"] if not path.startswith("easy/")] == paths["en"]
    assert len(paths["ja"]) >= 48
    assert not Page.objects.filter(has_unpublished_changes=True).exists()
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_sections_stand_in_the_order_of_the_menu(demo: None, language: str) -> None:
    pages = Page.objects.child_of(tree(language)).order_by("path")
    assert [page.slug for page in pages] == (SECTIONS if language == "ja" else BILINGUAL)
    assert [page.slug for page in pages if page.show_in_menus] == SECTIONS[:9]


def test_every_translation_is_complete_for_its_editor(demo: None) -> None:
    translations = Translation.objects.select_related("source")
    pages = Page.objects.descendant_of(tree("ja")).exclude(url_path__contains="/easy/").count()
    assert translations.count() == 1 + pages + len(content.read("faq")["entries"])
    for translation in translations:
        total, translated = translation.get_progress()
        assert total == translated, translation.source.object_repr
        assert translation.get_status_display() in {"Up to date", "最新の状態", "最新"}


@pytest.mark.parametrize("slug", ["home", "about", "1", "lunch-taipei"])
def test_segments_are_those_wagtail_localize_would_write(demo: None, slug: str) -> None:
    page = Page.objects.filter(slug=slug, locale__language_code="ja").exclude(url_path__contains="/easy/").get()
    source = Translation.objects.get(source__object_id=page.translation_key).source
    sets = ("stringsegment_set", "templatesegment_set", "overridablesegment_set")

    def stored() -> list[Any]:
        segments = [list(getattr(source, name).order_by("pk").values()) for name in sets]
        paths = TranslationContext.objects.filter(object_id=source.object_id).order_by("pk").values()
        return [segments, list(paths)]

    before = stored()
    assert before[0][0]
    source.refresh_segments()
    assert stored() == before
    kept = json.loads(source.content_json)
    source.update_from_db()
    assert json.loads(source.content_json)["title"] == kept["title"]


def test_no_japanese_is_left_in_the_english_tree(demo: None) -> None:
    left = [
        (one.pk, segment.path)
        for one in [*Page.objects.descendant_of(tree("en"), inclusive=True).specific(), *english_entries()]
        for segment in extract_segments(one)
        if isinstance(segment, StringSegmentValue) and JAPANESE.search(segment.string.data)
    ]
    assert left == []


def english_entries() -> list[FaqEntry]:
    return list(FaqEntry.objects.filter(locale__language_code="en"))


def test_facts_of_a_case_are_the_same_in_both_languages(demo: None) -> None:
    for case in CaseStudyPage.objects.descendant_of(tree("ja")):
        english = case.get_translation(Locale.objects.get(language_code="en"))
        for name in ("countries", "exchange_types", "municipality", "date_from", "school_type", "pupils", "cover_id"):
            assert getattr(english, name) == getattr(case, name), (case.slug, name)
        assert [row.value["time"] for row in english.timetable] == [row.value["time"] for row in case.timetable]


def test_cases_tell_their_whole_story(demo: None) -> None:
    cases = list(CaseStudyPage.objects.live())
    assert len(cases) == 2 * len(content.cases())
    for case in cases:
        for name in CaseStudyPage.story_fields:
            assert getattr(case, name), (case.slug, name)
        assert case.timetable
        assert case.voices
        assert case.published_cover is not None


def test_pictures_are_described_and_one_waits_for_its_consent(demo: None) -> None:
    pictures = PortalImage.objects.filter(title__startswith="demo: ")
    assert pictures.count() == len(content.read("pictures")["pictures"])
    unchecked = pictures.exclude(consent=Consent.NOT_NEEDED)
    assert [picture.title for picture in unchecked] == ["demo: speech-sydney-group"]
    for picture in pictures:
        assert picture.alt_ja
        assert picture.alt_en
        assert picture.credit
        assert (picture.width, picture.height) == (1600, 1200)


def test_cases_show_all_there_is_to_show_in_both_languages(demo: None) -> None:
    cases = CaseStudyPage.objects.live().specific()
    japanese = [case for case in cases if case.locale.language_code == "ja"]
    assert all(case.approved_on and case.founder and case.group_scale for case in japanese)
    assert sum(case.school_unnamed for case in japanese) == 2
    assert sum(case.partner_unnamed for case in japanese) == 1
    assert sum(bool(case.programme_name) for case in japanese) >= 4
    for case in japanese:
        english = case.get_translation(Locale.objects.get(language_code="en"))
        for name in ("photographs", "attachments", "related", "timetable", "voices"):
            assert len(getattr(english, name)) == len(getattr(case, name)), (case.slug, name)
        assert completeness(case).missing == [] or case.slug == "speech-sydney"
    lunch = Client().get("/en/casestudies/lunch-taipei/").content.decode()
    assert "Cards with three hints each" in lunch
    assert "Sheet for the menu quiz (XLSX" in lunch
    assert "Lining up before the speeches" not in Client().get("/en/casestudies/speech-sydney/").content.decode()


def test_files_are_real_and_made_alike_every_time(demo: None) -> None:
    files = {re.split(r"[_.]", document.filename)[0]: document for document in PortalDocument.objects.all()}
    assert len(files) == len(content.read("documents")["documents"])
    before = {name: (document.file.name, document.file_hash) for name, document in files.items()}
    ensure_documents()
    assert {name: (one.file.name, one.file_hash) for name, one in files.items()} == before
    with files["menu-quiz-sheet"].file.open("rb") as stream:
        book = load_workbook(stream)
    assert book.sheetnames == ["日本語", "English"]
    assert book["English"]["A2"].value == "Example"
    with files["live-running-order"].file.open("rb") as stream, zipfile.ZipFile(stream) as parts:
        text = BeautifulSoup(parts.read("word/document.xml"), "html.parser").get_text()
    assert "もう一度言ってもらえますか。" in text


@pytest.mark.parametrize("path", ["", *(f"{slug}/" for slug in BILINGUAL), "newsletter/1/", "newsletter/5/"])
def test_pages_answer_in_both_languages_and_name_each_other(demo: None, path: str) -> None:
    client = Client()
    for prefix, language in (("/", "ja"), ("/en/", "en")):
        response = client.get(prefix + path)
        html = response.content.decode()
        assert response.status_code == 200
        assert f'<html lang="{language}"' in html
        for other, address in (("ja", "/"), ("en", "/en/")):
            assert re.search(
                rf'hreflang="{other}"[^>]*href="[^"]*//[^/"]+{re.escape(address + path)}"', html
            ) or re.search(rf'href="[^"]*//[^/"]+{re.escape(address + path)}"[^>]*hreflang="{other}"', html)


def test_members_of_the_first_issue(demo: None) -> None:
    first = IssuePage.objects.get(number=1, locale__language_code="ja")
    assert first.month.isoformat() == "2021-09-01"
    assert [block.block_type for block in first.body].count("flow") == 2
    assert [len(block.value["roles"]) for block in first.body if block.block_type == "roles"] == [5]
    assert all(block.value["case"] for block in first.body if block.block_type == "case_teaser")


def test_links_lead_within_the_reader_s_language(demo: None) -> None:
    html = Client().get("/en/newsletter/1/").content.decode()
    assert 'href="/en/casestudies/"' in html


def test_site_settings_and_synonyms(demo: None) -> None:
    settings = PortalSettings.load()
    assert settings.operator_ja == "一般財団法人東京学校支援機構（TEPRO）"
    assert settings.phone == "03-0000-0000"
    assert "見本" in settings.notice_ja
    assert Synonym.objects.count() == len(content.read("synonyms")["groups"])


def test_everybody_printed_can_log_in(demo: None) -> None:
    request = RequestFactory().post("/members/login/")
    for login in logins():
        assert authenticate(request, username=login.username, password=login.password), login.username
        assert any(login.username in line and login.password in line for line in lines())
    assert User.objects.get(username="admin").is_superuser
    assert User.objects.get(username="editor").groups.get().name == EDITOR
    assert User.objects.get(username="coordinator").groups.get().name == COORDINATOR
    changing = User.objects.filter(must_change_password=True).values_list("username", flat=True)
    assert list(changing) == ["demo-school-new"]
    assert Membership.objects.current().count() == 4


def test_schools_have_a_timetable(demo: None) -> None:
    for school in School.objects.all():
        assert school.periods.count() >= 25
        assert school.name_kana
        assert school.name_en
        assert school.introduction_ja
        assert school.introduction_en


def test_partners_are_whole_and_of_all_states(demo: None) -> None:
    states = [partner.state() for partner in PartnerSchool.objects.all()]
    assert len(states) >= 40
    assert {state.status.value for state in states} == {"active", "paused", "closed"}
    assert any(state.stale for state in states)
    assert any(state.to_confirm and not state.stale for state in states)
    for partner in PartnerSchool.objects.prefetch_related("periods"):
        assert partner.periods.count() >= 20
        assert partner.contact_email.endswith("@example.com")
        assert partner.introduction_ja
        assert partner.introduction_en
    assert Agreement.objects.count() == 9


def test_the_first_school_has_suggestions_and_a_draft(demo: None) -> None:
    wishes = ExchangeWish.objects.filter(school__code="demo-1").order_by("pk")
    assert [wish.stage for wish in wishes] == ["proposed", "draft"]
    run = wishes[0].runs.latest("pk")
    assert run.suggestions.count() >= 5
    assert ExchangeWish.objects.filter(school__code="demo-2").open().exists()


def test_a_second_run_looks_once_and_changes_nothing(demo: None) -> None:
    before = rows()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        out = StringIO()
        call_command("seed_demo", stdout=out)
    assert "in place" in out.getvalue()
    assert len(queries) == 1
    assert rows() == before


def test_a_whole_second_pass_adds_nothing(demo: None) -> None:
    before = rows()
    DemoSeed.objects.all().delete()
    assert not is_seeded()
    seed()
    assert is_seeded()
    assert rows() == before


def test_scale_adds_generated_rows_once(demo: None) -> None:
    before = rows()
    assert scale_up(100) == {"partners": 100, "schools": 2, "case studies": 20}
    after = rows()
    assert after["partners.PartnerSchool"] == before["partners.PartnerSchool"] + 100
    assert after["schools.School"] == before["schools.School"] + 2
    assert after["casestudies.CaseStudyPage"] == before["casestudies.CaseStudyPage"] + 22  # two in English, too
    assert Page.find_problems() == ([], [], [], [], [])
    assert CaseStudyPage.objects.filter(slug__startswith="gen-").search("交流").count() > 0
    scale_up(100)
    assert rows() == after
    assert Client().get("/casestudies/gen-000003/").status_code == 200


def test_reset_takes_everything_out(demo: None) -> None:
    scale_up(50)
    remove_demo()
    left = rows()
    for label in ("home.FaqEntry", "schools.School", "partners.PartnerSchool", "wishes.ExchangeWish", "core.Synonym"):
        assert left[label] == 0, label
    assert Page.objects.filter(depth__gt=2).count() == 0
    assert HomePage.objects.live().count() == 2
    assert not User.objects.filter(username__startswith="demo-").exists()
    assert not is_seeded()


def test_it_is_refused_where_demo_data_are_not_allowed(demo: None, settings: Any) -> None:
    settings.DEMO_ALLOWED = False
    before = rows()
    with pytest.raises(CommandError, match="refused"):
        call_command("seed_demo", "--reset")
    assert rows() == before


def test_a_negative_scale_is_refused(demo: None) -> None:
    with pytest.raises(CommandError, match="whole number"):
        call_command("seed_demo", "--scale", "-1")
