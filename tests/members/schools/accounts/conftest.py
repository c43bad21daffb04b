"""A school with an ID letter in hand, and people around it."""

import pytest
from django.test import Client

from members.schools import services
from members.schools.models import Membership, OneTimeCode, Role
from tests.factories.schools import MembershipFactory, SchoolFactory


@pytest.fixture
def letter(db):
    """The open one-time code of a school that has never logged in."""
    school = SchoolFactory(name="江東区立みどり小学校", email="school@example.jp")
    batch = services.issue_credentials([school])
    return OneTimeCode.objects.select_related("user").get(batch=batch)


@pytest.fixture
def manager_membership(membership):
    """The manager of the school of `membership`: its own account."""
    membership.school.renewed_for = 2026
    membership.school.save()
    return MembershipFactory(
        user__username="midori-0", school=membership.school, role=Role.MANAGER, is_school_account=True
    )


@pytest.fixture
def manager(manager_membership):
    client = Client()
    client.force_login(manager_membership.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def letters(django_capture_on_commit_callbacks, immediate_letters, mailoutbox):
    """Run what waits for the commit: `letters(function)` returns the mails that the function sent."""

    def run(function):
        before = len(mailoutbox)
        with django_capture_on_commit_callbacks(execute=True):
            function()
        return mailoutbox[before:]

    return run


def account_of(school):
    return Membership.objects.get(school=school, is_school_account=True).user
