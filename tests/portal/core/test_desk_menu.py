"""The menu of the desk: a few groups by what they are about, each shown to whoever may use something in it."""

import pytest
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse
from wagtail.admin.menu import SubmenuMenuItem, admin_menu

from portal.core.groups import COORDINATOR, EDITOR
from portal.users.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OWN = ("サイトの内容", "通信", "お問合せ", "学校と相手校")


def menu_of(user: User) -> dict[str, list[str]]:
    """The project's own entries of somebody's menu, in order, each with what stands below it."""
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = user
    found = {}
    for item in admin_menu.menu_items_for_request(request):
        below = item.menu.menu_items_for_request(request) if isinstance(item, SubmenuMenuItem) else []
        found[str(item.label)] = [str(entry.label) for entry in below]
    return {label: below for label, below in found.items() if label in OWN}


def somebody(*groups: str) -> User:
    user = User.objects.create_user(username="somebody", password="not-used-here-1", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def test_an_editor_finds_contents_and_the_newsletter():
    menu = menu_of(somebody(EDITOR))
    assert list(menu) == ["サイトの内容", "通信"]
    assert {"お知らせ", "イベント", "事例"} <= set(menu["サイトの内容"])
    assert menu["通信"] == ["通信の配信", "配信メールの記録", "購読者"]


def test_a_coordinator_finds_inquiries_schools_and_partners():
    menu = menu_of(somebody(COORDINATOR))
    assert {"お問合せ", "学校と相手校"} <= set(menu)
    assert "購読者の取込み" in menu["通信"]
    assert "お知らせ" not in menu.get("サイトの内容", [])


def test_who_may_nothing_finds_nothing():
    assert menu_of(somebody()) == {}
