"""People at the desk, and cases with pictures."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission

from casestudies.models import CaseStudyPage
from portal.users.models import User
from tests.factories.public_site import japanese_home, make_case
from tests.factories.schools import MembershipFactory, UserFactory


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def editor_user(db: None) -> User:
    return UserFactory(username="editor", group="Editor")


@pytest.fixture
def editor(editor_user: User) -> Client:
    return logged_in(editor_user)


@pytest.fixture
def writer_user(db: None) -> User:
    """Somebody who writes Japanese pages and may publish none."""
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for code in ("add_page", "change_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=code)
        GroupPagePermission.objects.create(group=group, page=japanese_home(), permission=permission)
    return UserFactory(username="writer", group="Writers")


@pytest.fixture
def outsiders(db: None) -> list[tuple[Client, str]]:
    """Who has no business with pages, and where each is sent: nobody, a school, a coordinator."""
    return [
        (Client(), "/cms/login/"),
        (logged_in(MembershipFactory().user), "/cms/login/"),
        (logged_in(UserFactory(group="Coordinator")), "/cms/"),
    ]


def photographs(*images: Any) -> list[dict[str, Any]]:
    return [{"type": "photograph", "value": {"image": image.pk, "caption": ""}} for image in images]


def attachments(*documents: Any) -> list[dict[str, Any]]:
    return [{"type": "attachment", "value": {"kind": "worksheet", "document": one.pk}} for one in documents]


def saved(case: CaseStudyPage, **changes: Any) -> CaseStudyPage:
    """The case after an editor wrote a draft beside what is published."""
    draft = case.get_latest_revision_as_object() if case.latest_revision_id else CaseStudyPage.objects.get(pk=case.pk)
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision()
    return CaseStudyPage.objects.get(pk=case.pk)


def published(**fields: Any) -> CaseStudyPage:
    """A case published as an editor does it, with a revision."""
    case = make_case(**fields)
    case.save_revision().publish()
    return CaseStudyPage.objects.get(pk=case.pk)


Get = Callable[..., BeautifulSoup]


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def refused(outsiders: list[tuple[Client, str]], *addresses: str) -> None:
    """Each of these addresses sends the outsiders away, read and posted."""
    for client, target in outsiders:
        for address in addresses:
            for answer in (client.get(address), client.post(address)):
                assert (answer.status_code, answer["Location"].split("?")[0]) == (302, target), address
