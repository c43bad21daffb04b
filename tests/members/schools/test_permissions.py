import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from members.schools.models import Role
from members.schools.permissions import may_change_school
from members.schools.selectors import get_school_or_404
from tests.factories.schools import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_school_is_there_for_its_own_people_only(membership, other_membership):
    school = membership.school

    assert get_school_or_404(membership.user, school.pk) == school
    for stranger in (other_membership.user, UserFactory(), UserFactory(is_superuser=True), AnonymousUser()):
        with pytest.raises(Http404):
            get_school_or_404(stranger, school.pk)


@pytest.mark.parametrize(("role", "may"), [(Role.MANAGER, True), (Role.STAFF, True), (Role.READER, False)])
def test_the_role_decides_who_writes(role, may, other_membership):
    membership = MembershipFactory(role=role)

    assert may_change_school(membership.user, membership.school) is may
    assert not may_change_school(membership.user, other_membership.school)
    assert not may_change_school(AnonymousUser(), membership.school)
