import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from members.schools import services
from members.schools.models import Role
from portal.core.dates import fiscal_year_of
from portal.users.models import User
from tests.factories.schools import SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("username", ["TAKEN-1", "ｔａｋｅｎ-1", "has space", "あ" * 200])
def test_an_id_is_refused_with_its_field(username):
    UserFactory(username="taken-1")
    with pytest.raises(ValidationError) as refused:
        services.issue_account(SchoolFactory(), username, "concierge-demo")

    assert set(refused.value.message_dict) == {"username"}
    assert User.objects.count() == 1


def test_the_seed_may_give_a_password_that_need_not_be_changed():
    school = SchoolFactory()
    membership = services.issue_account(
        school, "ＤＥＭＯ-1", "concierge-demo", must_change=False, is_school_account=True
    )
    school.refresh_from_db()

    assert (membership.user.username, membership.role) == ("demo-1", Role.MANAGER)
    assert membership.user.check_password("concierge-demo")
    assert not membership.user.must_change_password
    assert school.renewed_for == fiscal_year_of(membership.starts_on)
    entry = ModelLogEntry.objects.get(action="schools.account_issued")
    assert entry.data == {"username": "demo-1", "role": "manager"}


def test_an_account_without_a_password_has_a_new_id_and_opens_by_no_password():
    first, second = (services.issue_account(SchoolFactory()).user for _number in range(2))

    assert first.username != second.username
    assert first.username.startswith("tic")
    assert not first.has_usable_password()
    assert not first.must_change_password
