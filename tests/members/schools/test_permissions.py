import pytest
from django.contrib.auth.models import AnonymousUser

from members.schools.models import Role
from members.schools.permissions import may_write_for
from tests.factories.schools import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "may"), [(Role.MANAGER, True), (Role.STAFF, True), (Role.READER, False)])
def test_the_role_decides_who_writes(role, may, other_membership):
    membership = MembershipFactory(role=role)

    assert may_write_for(membership.user, membership.school) is may
    assert not may_write_for(membership.user, other_membership.school)
    assert not may_write_for(AnonymousUser(), membership.school)
