"""Fixtures shared by the rooms of the members' area."""

import pytest
from django.test import Client

from members.schools.models import Role
from tests.factories.schools import MembershipFactory, UserFactory


def _client(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def membership(db):
    """A member of staff of a school."""
    return MembershipFactory(user__username="midori-1", school__name="江東区立みどり小学校")


@pytest.fixture
def member(membership):
    return _client(membership.user)


@pytest.fixture
def other_membership(db):
    return MembershipFactory(user__username="other-1", school__name="八王子市立つばさ小学校")


@pytest.fixture
def outsider(other_membership):
    """Somebody of another school."""
    return _client(other_membership.user)


@pytest.fixture
def reader(membership):
    """A reader of the same school."""
    return _client(MembershipFactory(school=membership.school, role=Role.READER).user)


@pytest.fixture
def coordinator_user(db):
    return UserFactory(username="coordinator", group="Coordinator")


@pytest.fixture
def coordinator(coordinator_user):
    return _client(coordinator_user)


@pytest.fixture
def editor(db):
    return _client(UserFactory(username="editor", group="Editor"))


@pytest.fixture
def immediate_letters(settings):
    """Letters are posted at once instead of by the worker: they appear in `mail.outbox`."""
    settings.TASKS = {name: {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"} for name in settings.TASKS}
