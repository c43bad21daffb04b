"""What the desk's two groups may do, tried at the desk's own pages."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page

from home.models import FaqEntry, NewsPage
from portal.core.groups import COORDINATOR, EDITOR, ensure_groups, permissions_of
from portal.users.models import User
from tests.factories.public_site import japanese_home, make_news, section, translated

pytestmark = pytest.mark.django_db


def member_of(group: str) -> Client:
    user = User.objects.create_user(username=group.lower(), password="not-used-here-1")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor() -> Client:
    return member_of(EDITOR)


@pytest.fixture
def coordinator() -> Client:
    return member_of(COORDINATOR)


NEWS = {
    "title": "お知らせ",
    "slug": "a-call",
    "summary": "",
    "cover": "",
    "date": "2026-11-02",
    "category": "call",
    "body-count": "0",
    "seo_title": "",
    "search_description": "",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


def create_news(client: Client, publish: bool = True):
    url = reverse("wagtailadmin_pages:add", args=("home", "newspage", section("news").pk))
    return client.post(url, {**NEWS, **({"action-publish": "1"} if publish else {})})


def test_an_editor_creates_and_publishes(editor):
    response = create_news(editor)
    assert response.status_code == 302
    assert NewsPage.objects.get(slug="a-call").live


def test_an_editor_submits_a_translation_and_the_english_page_is_theirs_too(editor, django_capture_on_commit_callbacks):
    translated(section("news"))
    page = make_news()
    english = Locale.objects.get(language_code="en")
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    with django_capture_on_commit_callbacks(execute=True):
        response = editor.post(url, {"locales": [english.pk]})
    assert response.status_code == 302
    copy = page.get_translation(english)
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[copy.pk])).status_code == 200
    user = User.objects.get(username="editor")
    assert copy.permissions_for_user(user).can_publish()


def test_an_editor_keeps_images_and_questions(editor):
    for url in (
        reverse("wagtailimages:add"),
        reverse("wagtaildocs:add"),
        reverse(FaqEntry.snippet_viewset.get_url_name("add")),
        reverse("wagtailsnippets_core_synonym:list"),
    ):
        assert editor.get(url).status_code == 200, url


def test_an_editor_is_no_administrator(editor):
    assert editor.get(reverse("wagtailusers_users:index")).status_code == 302


def test_a_coordinator_enters_the_desk_but_publishes_nothing(coordinator):
    assert coordinator.get(reverse("wagtailadmin_home")).status_code == 200
    response = create_news(coordinator)
    assert response.status_code == 302
    assert not NewsPage.objects.exists()
    page = make_news()
    permissions = page.permissions_for_user(User.objects.get(username="coordinator"))
    assert not permissions.can_publish()
    assert not permissions.can_edit()


def test_every_permission_named_exists():
    for group in (EDITOR, COORDINATOR):
        for code in permissions_of(group):
            label, codename = code.split(".")
            assert Permission.objects.filter(content_type__app_label=label, codename=codename).count() == 1, code


def test_the_step_may_run_again_and_takes_nothing_away():
    def state():
        return [
            (
                group.name,
                group.permissions.count(),
                group.page_permissions.count(),
                group.collection_permissions.count(),
            )
            for group in Group.objects.filter(name__in=(EDITOR, COORDINATOR)).order_by("name")
        ]

    before = state()
    assert before[1][2] == 12
    ensure_groups()
    assert state() == before
    Group.objects.get(name=COORDINATOR).permissions.add(Permission.objects.get(codename="add_faqentry"))
    ensure_groups()
    assert Group.objects.get(name=COORDINATOR).permissions.filter(codename="add_faqentry").exists()


def test_both_home_pages_are_the_editors():
    pages = set(GroupPagePermission.objects.filter(group__name=EDITOR).values_list("page_id", flat=True))
    homes = Page.objects.filter(translation_key=japanese_home().translation_key).values_list("pk", flat=True)
    assert pages == set(homes)
    assert len(pages) == 2


@pytest.mark.django_db(transaction=True)
def test_after_a_flush_the_groups_are_whole_again():
    call_command("flush", interactive=False, verbosity=0)
    editors = Group.objects.get(name=EDITOR)
    assert editors.page_permissions.count() == 12
    assert editors.permissions.filter(codename="submit_translation").exists()
    assert editors.collection_permissions.filter(permission__codename="add_image").exists()


@pytest.mark.parametrize("address", ["/cms/redirects/", "/cms/redirects/add/"])
def test_an_editor_keeps_redirects_and_a_coordinator_does_not(editor, coordinator, address):
    assert editor.get(address).status_code == 200
    assert coordinator.get(address).status_code == 302


def test_an_editor_changes_the_settings_of_the_site(editor, coordinator):
    address = reverse("wagtailsettings:edit", args=["core", "portalsettings"])

    assert editor.get(address, follow=True).status_code == 200
    assert editor.get(address, follow=True).redirect_chain[-1][0] != "/cms/"
    assert coordinator.get(address).status_code == 302
