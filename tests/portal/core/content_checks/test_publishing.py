"""What has errors stays a draft, whichever way it is to be published; hints are told and stop nothing."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Task, Workflow, WorkflowPage, WorkflowTask
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import StandardPage
from portal.core.content_checks.gate import UnfitToPublishError, refuse_errors
from portal.core.content_checks.models import PageFinding
from portal.users.models import User
from tests.casestudies.helpers import words
from tests.desk_forms import empty_formset
from tests.factories.media import make_image
from tests.factories.public_site import japanese_home

from .pages import make_page, text_block

pytestmark = pytest.mark.django_db

VAGUE = '<p><a href="https://example.jp/">こちら</a></p>'
GOOD = '<p><a href="https://example.jp/">東京都の案内</a></p>'
FORBIDDEN_DATE = "<p>2026/4/1まで</p>"


def sent(html: str, **fields: Any) -> dict[str, Any]:
    """What the browser sends for a page whose second block holds this text."""
    body = streamfield(
        [
            ("text", {"heading": "一", "text": rich_text("<p>本文</p>")}),
            ("text", {"heading": "二", "text": rich_text(html)}),
        ]
    )
    values = {"title": "ご案内", "slug": "guide", "summary": "", "body": body, **fields}
    return nested_form_data({**values, **empty_formset("comments")})


def edit(client: Client, page: Page, html: str, **fields: Any) -> Any:
    return client.post(f"/cms/pages/{page.pk}/edit/", sent(html, **fields), follow=True)


def told(response: Any) -> str:
    return words(BeautifulSoup(response.content, "html.parser").select_one(".messages"))


class TestForm:
    def test_an_error_is_named_with_its_place_and_nothing_is_published(self, editor):
        page = make_page(text_block())
        response = edit(editor, page, VAGUE, **{"action-publish": "1"})
        assert "このページはまだ公開できません" in told(response)
        assert "本文 › 2 文章 › 文章" in told(response)
        assert "「こちら」" in told(response)
        page.refresh_from_db()
        assert len(page.body) == 1
        assert page.live
        assert not page.has_unpublished_changes

    def test_the_very_block_has_the_error(self, editor):
        form = edit(editor, make_page(text_block()), VAGUE, **{"action-publish": "1"}).context["form"]
        (error,) = form.errors.as_data()["body"]
        assert list(error.block_errors) == [1]
        assert list(error.block_errors[1].block_errors) == ["text"]

    def test_a_draft_keeps_what_is_not_ready(self, editor):
        page = make_page(text_block())
        assert "更新" in told(edit(editor, page, VAGUE))
        page.refresh_from_db()
        assert page.has_unpublished_changes
        assert "こちら" in str(page.get_latest_revision_as_object().body[1].value["text"])

    def test_a_new_page_is_refused_alike(self, editor):
        address = f"/cms/pages/add/home/standardpage/{japanese_home().pk}/"
        response = editor.post(address, sent(VAGUE, **{"action-publish": "1"}), follow=True)
        assert "まだ公開できません" in told(response)
        assert not StandardPage.objects.filter(slug="guide").exists()
        editor.post(address, sent(GOOD, **{"action-publish": "1"}))
        assert StandardPage.objects.get(slug="guide").live

    def test_a_schedule_is_a_publication(self, editor):
        page = make_page(text_block(), live=False)
        later = {"go_live_at": "2099-01-01 09:00", "action-publish": "1"}
        assert "まだ公開できません" in told(edit(editor, page, VAGUE, **later))
        assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()

    def test_hints_are_told_after_publishing(self, editor):
        page = make_page(text_block())
        response = edit(editor, page, FORBIDDEN_DATE, **{"action-publish": "1"})
        assert "令和8（2026）年4月1日" in told(response)
        page.refresh_from_db()
        assert len(page.body) == 2

    def test_a_picture_of_the_page_itself(self, editor):
        page = make_page(text_block())
        response = edit(editor, page, GOOD, cover=str(make_image(title="手").pk), **{"action-publish": "1"})
        assert "cover" in response.context["form"].errors

    def test_the_editor_shows_what_was_found(self, editor):
        page = make_page(text_block(FORBIDDEN_DATE))
        panel = BeautifulSoup(editor.get(f"/cms/pages/{page.pk}/edit/").content, "html.parser").select_one(".findings")
        assert "令和8（2026）年4月1日" in words(panel)


class TestOtherWays:
    def draft(self) -> StandardPage:
        page = make_page(text_block(), live=False)
        page.body = [("text", {"heading": "一", "text": RichText(VAGUE)})]
        page.save_revision()
        return StandardPage.objects.get(pk=page.pk)

    def test_bulk_publishing_publishes_all_or_none(self, editor):
        draft, good = self.draft(), make_page(text_block(), slug="good", live=False)
        address = f"/cms/bulk/wagtailcore/page/publish/?id={draft.pk}&id={good.pk}&next=/cms/pages/"
        assert "「ご案内」はまだ公開できません" in told(editor.post(address, follow=True))
        assert not Page.objects.filter(pk__in=[draft.pk, good.pk], live=True).exists()
        editor.post(address.replace(f"id={draft.pk}&", ""))
        assert Page.objects.get(pk=good.pk).live

    def test_drafts_below_are_looked_at_when_they_go_along(self, editor):
        parent = make_page(text_block(), slug="parent")
        self.draft().move(parent, pos="last-child")
        address = f"/cms/bulk/wagtailcore/page/publish/?id={parent.pk}&next=/cms/pages/"
        editor.post(address, {"include_descendants": "on"})
        assert not Page.objects.get(slug="guide", locale__language_code="ja").live

    def start(self, page: Page, editor: Client) -> Any:
        workflow = Workflow.objects.create(name="確認")
        task = GroupApprovalTask.objects.create(name="編集担当")
        task.groups.set(_user(editor).groups.all())
        WorkflowTask.objects.create(workflow=workflow, task=Task.objects.get(pk=task.pk), sort_order=0)
        WorkflowPage.objects.create(workflow=workflow, page=page)
        workflow.start(page, _user(editor))
        return page.current_workflow_task_state

    def test_an_approval_is_taken_back(self, editor):
        page = self.draft()
        state = self.start(page, editor)
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        response = editor.post(address, follow=True)
        assert response.redirect_chain[-1][0] == f"/cms/pages/{page.pk}/edit/"
        assert "まだ公開できません" in told(response)
        page.refresh_from_db()
        assert not page.live
        assert page.workflow_in_progress
        answer = editor.post(address, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.json()["redirect"].endswith("/edit/")

    def test_an_approval_of_what_is_in_order_publishes(self, editor):
        page = make_page(text_block(), live=False)
        page.save_revision()
        state = self.start(page, editor)
        editor.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
        page.refresh_from_db()
        assert page.live

    def test_who_sends_back_is_not_asked_to_put_it_right(self, editor):
        page = self.draft()
        self.start(page, editor)
        action = {"action-workflow-action": "true", "workflow-action-name": "reject"}
        edit(editor, page, VAGUE, **action, **{"workflow-action-extra-data": '{"comment": ""}'})
        page.refresh_from_db()
        assert page.current_workflow_state.status == "needs_changes"

    def test_what_is_published_unasked_is_reported(self):
        """The clock and wagtail-localize publish by the revision; nobody is there to be told."""
        draft = self.draft()
        draft.get_latest_revision().publish()
        assert [row.problem for row in PageFinding.objects.filter(page=draft)] == ["vague_link"]

    def test_the_gate_names_pages_and_errors(self):
        draft = self.draft().get_latest_revision_as_object()
        with pytest.raises(UnfitToPublishError) as refusal:
            refuse_errors([draft, make_page(slug="other"), Page.objects.get(depth=1)])
        ((page, (finding,)),) = refusal.value.refused
        assert (page, finding.problem) == (draft, "vague_link")


def _user(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])
