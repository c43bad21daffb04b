"""Publishing with a second person: who submits, who approves, who is refused, and what the letters say."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from portal.core.groups import EDITOR, PUBLISHER, ensure_groups
from portal.core.publishing import startdata
from portal.core.publishing.models import SecondPersonTask
from tests.factories.public_site import japanese_home, make_faq, make_news, translated
from tests.factories.schools import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(settings):
    """As after a migrate with SECOND_PERSON=on."""
    settings.SECOND_PERSON = True
    ensure_groups()
    startdata.take_back_publishing()


@pytest.fixture
def author():
    return UserFactory(group=EDITOR, name="作成者", email="author@example.jp")


@pytest.fixture
def colleague():
    return UserFactory(group=EDITOR, name="確認者", email="colleague@example.jp")


@pytest.fixture
def draft(author):
    page = make_news(title="お知らせ", live=False)
    page.save_revision(user=author)
    page.refresh_from_db()
    return page


@pytest.fixture
def submitted(draft, author):
    draft.get_workflow().start(draft, author)
    draft.refresh_from_db()
    return draft


def decide(page, user, action="approve", **more):
    state = TaskState.objects.get(workflow_state__object_id=str(page.pk), status="in_progress")
    state.task.specific.on_action(state, user, action, **more)
    page.refresh_from_db()


def names(page, user):
    return {name for name, _label, _form in page.current_workflow_task.get_actions(page, user)}


class TestStartData:
    def test_every_page_of_both_languages_is_reviewed(self):
        page = make_news()
        assert page.get_workflow().name == startdata.NAME
        assert translated(page).get_workflow() == page.get_workflow()
        assert set(SecondPersonTask.objects.get().groups.values_list("name", flat=True)) == {EDITOR, PUBLISHER}

    def test_the_step_may_run_again_and_leaves_what_the_desk_changed(self):
        WorkflowPage.objects.filter(page=japanese_home()).delete()
        startdata.ensure_workflow()
        assert Workflow.objects.filter(name=startdata.NAME).count() == 1
        workflow = make_news().get_workflow()
        assert workflow is None or workflow.name != startdata.NAME

    def test_a_publisher_may_what_an_editor_may(self):
        groups = {group.name: group for group in Group.objects.filter(name__in=(EDITOR, PUBLISHER))}
        permissions = [set(group.permissions.values_list("codename", flat=True)) for group in groups.values()]
        assert permissions[0] == permissions[1]


class TestWhoMayPublish:
    def test_off_an_editor_publishes(self, draft, author):
        assert draft.permissions_for_user(author).can_publish()

    def test_on_an_editor_submits_and_a_publisher_publishes(self, on, draft, author):
        assert not draft.permissions_for_user(author).can_publish()
        assert draft.permissions_for_user(author).can_submit_for_moderation()
        assert draft.permissions_for_user(UserFactory(group=PUBLISHER)).can_publish()

    def test_on_a_forged_publish_saves_a_draft(self, on, client, draft, author):
        client.force_login(author)
        data = {
            "title": "お知らせ",
            "slug": draft.slug,
            "date": "2026-11-02",
            "category": "call",
            "body-count": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "1",
        }
        client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data)
        draft.refresh_from_db()
        assert not draft.live

    def test_switched_off_again_editors_publish_again(self, on, settings, draft, author):
        settings.SECOND_PERSON = False
        ensure_groups()
        startdata.take_back_publishing()
        assert draft.permissions_for_user(author).can_publish()
        homes = Page.objects.filter(translation_key=japanese_home().translation_key)
        assert GroupPagePermission.objects.filter(group__name=EDITOR, page__in=homes).count() == 12


class TestApproval:
    def test_somebody_else_approves_and_the_page_is_published(self, on, submitted, colleague):
        assert names(submitted, colleague) == {"approve", "reject"}
        decide(submitted, colleague)
        assert submitted.live

    def test_other_workflows_ask_for_the_right_to_publish(self, on, draft, author, colleague):
        task = GroupApprovalTask.objects.create(name="x")
        task.groups.add(Group.objects.get(name=EDITOR))
        workflow = Workflow.objects.create(name="x")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        workflow.start(draft, author)
        with pytest.raises(PermissionDenied):
            decide(draft, colleague)

    def test_the_author_cannot(self, submitted, author):
        assert names(submitted, author) == set()
        with pytest.raises(PermissionDenied):
            decide(submitted, author)
        submitted.refresh_from_db()
        assert not submitted.live

    def test_nor_by_the_address_of_the_action(self, client, submitted, author):
        client.force_login(author)
        state = TaskState.objects.get()
        url = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "approve", state.pk])
        client.post(url)
        submitted.refresh_from_db()
        assert not submitted.live

    def test_an_administrator_may_approve_even_their_own(self, draft):
        admin = UserFactory(is_superuser=True)
        draft.save_revision(user=admin)
        draft.refresh_from_db()
        draft.get_workflow().start(draft, admin)
        decide(draft, admin)
        assert draft.live

    def test_who_corrects_it_becomes_its_last_writer(self, submitted, author, colleague):
        submitted.summary = "日付を直しました。"
        submitted.save_revision(user=colleague)
        submitted.refresh_from_db()
        with pytest.raises(PermissionDenied):
            decide(submitted, colleague)
        decide(submitted, author)
        assert submitted.live

    def test_who_only_saves_it_as_it_was_has_written_nothing(self, submitted, author, colleague):
        submitted.save_revision(user=colleague)
        submitted.refresh_from_db()
        assert names(submitted, colleague) == {"approve", "reject"}
        submitted.save_revision(user=author)
        submitted.refresh_from_db()
        assert names(submitted, author) == set()
        decide(submitted, colleague)
        assert submitted.live

    def test_an_outsider_of_the_groups_cannot(self, submitted):
        with pytest.raises(PermissionDenied):
            decide(submitted, UserFactory(group="Coordinator"))

    def test_only_what_others_wrote_waits_for_a_person(self, submitted, author, colleague):
        assert TaskState.objects.reviewable_by(colleague).count() == 1
        assert TaskState.objects.reviewable_by(author).count() == 0

    def test_the_author_can_take_it_back(self, submitted, author):
        assert submitted.current_workflow_state.user_can_cancel(author)


class TestQuestions:
    @pytest.fixture
    def question(self, author):
        entry = make_faq("費用はかかりますか。", live=False)
        entry.save_revision(user=author)
        entry.refresh_from_db()
        return entry

    def publishes(self, user):
        return user.has_perm("home.publish_faqentry")

    def test_somebody_else_approves_and_it_is_published(self, on, question, author, colleague):
        question.get_workflow().start(question, author)
        with pytest.raises(PermissionDenied):
            decide(question, author)
        decide(question, colleague)
        assert question.live

    def test_on_an_editor_submits_and_a_publisher_publishes(self, on, client, question, author):
        assert not self.publishes(author)
        assert self.publishes(UserFactory(group=PUBLISHER))
        client.force_login(author)
        address = reverse(question.snippet_viewset.get_url_name("edit"), args=[question.pk])
        page = client.get(address).content.decode()
        assert "action-submit" in page
        assert 'name="action-publish"' not in page

    def test_off_an_editor_publishes(self, author):
        assert self.publishes(author)


class TestLetters:
    def test_the_others_are_asked_and_the_author_is_not(
        self, draft, author, colleague, mailoutbox, django_capture_on_commit_callbacks
    ):
        UserFactory(is_superuser=True, email="admin@example.jp")
        with django_capture_on_commit_callbacks(execute=True):
            draft.get_workflow().start(draft, author)
        assert [mail.to for mail in mailoutbox] == [[colleague.email]]
        assert mailoutbox[0].subject == "【確認のお願い】お知らせ"
        assert mailoutbox[0].body.startswith("確認者 様\n\n「お知らせ」の公開前の確認をお願いします。")
        assert f"/cms/pages/{draft.pk}/edit/" in mailoutbox[0].body

    def test_the_author_hears_of_the_approval(self, submitted, colleague, mailoutbox):
        decide(submitted, colleague)
        assert [(mail.to, mail.subject) for mail in mailoutbox] == [(["author@example.jp"], "【承認】お知らせ")]
        assert submitted.full_url in mailoutbox[0].body

    def test_the_author_hears_what_to_change(self, submitted, colleague, mailoutbox):
        decide(submitted, colleague, "reject", comment="日付を確かめてください。<例>")
        assert mailoutbox[0].subject == "【修正の依頼】お知らせ"
        assert "コメント：\n日付を確かめてください。<例>" in mailoutbox[0].body

    def test_a_title_cannot_add_a_header(self, submitted, colleague, mailoutbox):
        submitted.title = "お知らせ\nBcc: x@example.jp"
        Page.objects.filter(pk=submitted.pk).update(title=submitted.title, draft_title=submitted.title)
        decide(submitted, colleague)
        assert all("\n" not in mail.subject for mail in mailoutbox)
