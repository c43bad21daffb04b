import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from members.schools import services
from members.schools.models import Role, School
from portal.users.models import User
from tests.factories.schools import SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db
FIELDS = {"code": "T100", "name": "青梅市立きり小学校", "school_type": "elementary", "municipality": "13205"}


def test_registering_a_school_makes_its_account_and_timetable(client):
    registered = services.register_school("ＫＩＲＩ-1", **FIELDS, phone="０４２８００００００")
    user = registered.membership.user

    assert registered.school.phone == "0428000000"
    assert registered.school.periods.count() == 29
    assert (user.username, registered.membership.role) == ("kiri-1", Role.MANAGER)
    assert user.check_password(registered.password)
    assert user.must_change_password
    answer = client.post("/members/login/", {"username": "kiri-1", "password": registered.password})
    assert answer.status_code == 302


def test_nothing_is_stored_when_a_part_is_wrong():
    UserFactory(username="taken-1")
    for username, wrong in (("taken-1", {}), ("free-1", {"municipality": "99999"}), ("free-1", {"code": "あ"})):
        with pytest.raises(ValidationError):
            services.register_school(username, **{**FIELDS, **wrong})

    assert not School.objects.exists()
    assert not User.objects.filter(username="free-1").exists()


@pytest.mark.parametrize("username", ["TAKEN-1", "ｔａｋｅｎ-1", "", "has space", "あ" * 200])
def test_an_id_is_refused_with_its_field(username):
    UserFactory(username="taken-1")
    with pytest.raises(ValidationError) as refused:
        services.issue_account(SchoolFactory(), username, "concierge-demo")

    assert set(refused.value.message_dict) == {"username"}


def test_the_seed_may_give_a_password_that_need_not_be_changed():
    membership = services.issue_account(SchoolFactory(), "demo-1", "concierge-demo", must_change=False)

    assert membership.user.check_password("concierge-demo")
    assert not membership.user.must_change_password
    entry = ModelLogEntry.objects.get(action="schools.account_issued")
    assert entry.data == {"username": "demo-1", "role": "manager"}


def test_issued_passwords_have_no_signs_that_look_alike():
    signs = set("".join(services.issued_password() for _number in range(50)))

    assert not signs & set("01ilo")
