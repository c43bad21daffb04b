"""The editor of a case at the desk: templates to begin with, what is missing, and what cannot be published."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page, Workflow

from casestudies.approval import NAME
from casestudies.models import CaseStudyPage
from casestudies.rules import PROMPT_MARKS, prompted_fields
from casestudies.starting_points import starting_points
from tests import desk_forms
from tests.factories.public_site import make_case, section, translated
from tests.factories.schools import UserFactory

from .helpers import words

pytestmark = pytest.mark.django_db
SCHOOL = "江東区立しおかぜ小学校"


@pytest.fixture
def editor() -> Client:
    client = Client()
    user = UserFactory(username="editor", group="Editor")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def new_page(editor: Client, query: str = "", archive: Any = None) -> BeautifulSoup:
    parent = archive or section("casestudies")
    return soup(editor.get(f"/cms/pages/add/casestudies/casestudypage/{parent.pk}/{query}"))


def form_of(editor: Client, case: CaseStudyPage, **changes: Any) -> dict[str, Any]:
    """What the editor's form would send, read from the page itself."""
    response = editor.get(f"/cms/pages/{case.pk}/edit/")
    return {**desk_forms.form_of(response, *CaseStudyPage.story_streams), **changes}


def with_a_name_left(**fields: Any) -> CaseStudyPage:
    """A draft that says the name it should keep to itself."""
    case = make_case(live=False, school_name=SCHOOL, school_unnamed=True, **fields)
    case.summary = "しおかぜ小の5年生が話しました。"
    case.kept_as_draft = True
    case.save_revision()
    return CaseStudyPage.objects.get(pk=case.pk)


class TestTemplates:
    def test_each_common_type_has_one(self):
        types = {kind for point in starting_points().values() for kind in point.table["exchange_types"]}
        assert {"live_online", "letter_card", "video_mail", "joint_project", "embassy"} <= types

    @pytest.mark.parametrize("code", starting_points())
    @pytest.mark.parametrize("language", ["ja", "en"])
    def test_it_fills_facts_and_asks_questions_that_must_be_answered(self, code, language):
        case = CaseStudyPage(title="新しい事例")
        starting_points()[code].fill(case, language)
        assert case.exchange_types == starting_points()[code].table["exchange_types"]
        assert {"background", "challenges", "timetable", "voices"} <= set(prompted_fields(case))
        mark = PROMPT_MARKS[0 if language == "ja" else 1]
        assert mark in case.background
        assert PROMPT_MARKS[1 if language == "ja" else 0] not in case.background

    def test_the_form_offers_them_and_opens_with_the_chosen_one(self, editor):
        empty = new_page(editor)
        offered = [link["href"] for link in empty.select(".starting-points a")]
        assert offered == [f"?template={code}" for code in starting_points()] + ["?"]
        page = new_page(editor, "?template=letter_card")
        assert words(page.select_one(".starting-points [aria-current=true]")) == "手紙・カード交換"
        assert "【記入】" in json.loads(page.select_one("[name=background]")["value"])["blocks"][0]["text"]
        assert page.select_one("[name=exchange_types][value=letter_card]").has_attr("checked")

    def test_an_unknown_one_opens_the_empty_form(self, editor):
        page = new_page(editor, "?template=%3Cscript%3E")
        assert words(page.select_one(".starting-points [aria-current=true]")) == "空白"
        assert "【記入】" not in str(page.select_one("[name=background]"))

    def test_an_english_page_is_asked_in_english(self, editor):
        english = translated(section("casestudies"))
        page = new_page(editor, "?template=live_online", english)
        assert "[Fill in]" in page.select_one("[name=background]")["value"]


class TestPublishing:
    def publish(self, editor: Client, case: CaseStudyPage, **changes: Any) -> Any:
        form = form_of(editor, case, **{"action-publish": "1", **changes})
        return editor.post(f"/cms/pages/{case.pk}/edit/", form)

    def test_what_is_in_order_is_published_with_a_reminder_of_the_approval(self, editor):
        case = make_case(live=False)
        case.save_revision()
        response = self.publish(editor, case, title="書き直した事例")
        assert response.status_code == 302
        case.refresh_from_db()
        assert (case.live, case.title) == (True, "書き直した事例")
        listed = soup(editor.get(response["Location"])).text
        assert "学校の承認の記録がないまま公開しました" in listed

    def test_a_name_that_stays_at_the_desk_is_refused_beside_the_field_and_what_was_typed_is_kept(self, editor):
        case = with_a_name_left()
        page = soup(self.publish(editor, case))
        assert "「しおかぜ小」" in words(page.select_one("#panel-child-lead-summary-errors, [id$=summary-errors]"))
        assert page.select_one("[name=summary]").text.strip() == "しおかぜ小の5年生が話しました。"
        case.refresh_from_db()
        assert not case.live

    def test_the_same_draft_may_be_saved(self, editor):
        case = with_a_name_left()
        response = editor.post(f"/cms/pages/{case.pk}/edit/", form_of(editor, case, title="まだ途中"))
        assert response.status_code == 302
        case.refresh_from_db()
        assert case.get_latest_revision_as_object().title == "まだ途中"

    def test_contradictions_are_refused_in_drafts_too(self, editor):
        case = make_case(live=False)
        case.save_revision()
        form = form_of(editor, case, date_from="2025-11-12", date_until="2025-11-11")
        page = soup(editor.post(f"/cms/pages/{case.pk}/edit/", form))
        assert "初日" in words(page.select_one("[id$=date_until-errors]"))

    def test_publishing_several_at_once_names_those_that_cannot_be(self, editor):
        good, bad = make_case(live=False), with_a_name_left(title="名前の残る事例")
        good.save_revision()
        address = f"/cms/bulk/wagtailcore/page/publish/?next=/cms/&id={good.pk}&id={bad.pk}"
        response = editor.post(address, {"include_descendants": ""}, follow=True)
        assert "名前の残る事例" in response.content.decode()
        assert not Page.objects.filter(pk__in=[good.pk, bad.pk], live=True).exists()
        editor.post(f"/cms/bulk/wagtailcore/page/publish/?next=/cms/&id={good.pk}", {"include_descendants": ""})
        assert Page.objects.get(pk=good.pk).live

    def test_the_last_approval_is_refused_as_well(self, editor):
        case = with_a_name_left()
        workflow = Workflow.objects.get(name=NAME)
        state = workflow.start(case, None)
        state.current_task_state.approve()
        state.refresh_from_db()
        address = f"/cms/pages/workflow/action/{case.pk}/approve/{state.current_task_state.pk}/"
        response = editor.post(address, follow=True)
        assert "しおかぜ小" in response.content.decode()
        case.refresh_from_db()
        assert not case.live
        state.refresh_from_db()
        assert state.status == state.STATUS_IN_PROGRESS


class TestProgress:
    def test_it_names_what_is_missing_and_leads_to_the_field(self, editor):
        case = make_case(summary="", voices=[])
        page = soup(editor.get(f"/cms/pages/{case.pk}/edit/"))
        shown = page.select_one(".progress-of-case")
        links = {link["href"].removeprefix("#") for link in shown.select("a")}
        identifiers = {element["id"] for element in page.select("[id]")}
        assert links
        assert links <= identifiers
        assert "リード" in words(shown)

    def test_what_keeps_it_from_the_public_comes_first(self, editor):
        case = with_a_name_left()
        page = soup(editor.get(f"/cms/pages/{case.pk}/edit/"))
        first = page.select_one(".progress-of-case li")
        assert words(first).startswith("公開前に必要")

    def test_a_new_archive_has_the_workflow(self):
        archive = section("casestudies")
        assert archive.get_workflow().name == NAME
