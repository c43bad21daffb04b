"""A school's managers invite colleagues, change roles and take people out; nobody else does."""

import datetime

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from members.schools import services
from members.schools.models import Invitation, Membership, Role
from members.schools.services.people import MOST_PEOPLE
from tests.factories.schools import MembershipFactory

pytestmark = pytest.mark.django_db
NEW = "quiet-harbour-lantern"
INVITE = {"name": "若葉", "email": "wakaba@example.jp", "role": "staff"}
JOIN = {"name": "若葉", "new_password1": NEW, "new_password2": NEW}


@pytest.fixture
def invitation(membership, manager_membership):
    return services.invite(membership.school, actor=manager_membership.user, **INVITE)


def path_of(invitation):
    return f"/members/invitation/{invitation.pk}/{invitation.secret}/"


class TestInviting:
    def test_from_the_button_to_the_colleagues_first_page(self, manager, membership, letters):
        mails = letters(lambda: manager.post("/members/people/invite/", INVITE))
        assert [mail.to for mail in mails] == [["wakaba@example.jp"]]
        path = path_of(Invitation.objects.get())
        assert path in mails[0].body

        colleague = Client()
        assert membership.school.name in colleague.get(path).content.decode()
        told = letters(lambda: colleague.post(path, JOIN))
        joined = Membership.objects.get(user__name="若葉")
        assert (joined.school, joined.role) == (membership.school, Role.STAFF)
        assert joined.user.email_confirmed_at, "the link came to this address"
        assert joined.user.username in told[0].body
        assert colleague.session[SESSION_KEY] == str(joined.user.pk)
        assert colleague.get("/members/school/").status_code == 200

    def test_a_link_opens_once(self, client, invitation):
        assert client.post(path_of(invitation), JOIN).status_code == 302
        again = Client()
        assert again.get(path_of(invitation)).status_code == 410
        assert again.post(path_of(invitation), JOIN).status_code == 410
        assert Membership.objects.filter(user__name="若葉").count() == 1

    def test_two_who_open_it_at_once_make_one_account(self, invitation):
        assert services.accept_invitation(invitation.pk, password=NEW)
        assert services.accept_invitation(invitation.pk, password=NEW) is None

    def test_a_link_with_another_secret_opens_nothing(self, client, invitation):
        assert client.get(f"/members/invitation/{invitation.pk}/aaaa-bbbb-cccc/").status_code == 410

    def test_it_ends_after_two_weeks(self, client, invitation):
        Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
        assert client.post(path_of(invitation), JOIN).status_code == 410

    def test_a_second_invitation_replaces_the_first(self, membership, manager_membership, invitation):
        second = services.invite(membership.school, actor=manager_membership.user, **INVITE)

        assert Client().get(path_of(invitation)).status_code == 410
        assert Client().get(path_of(second)).status_code == 200

    def test_a_manager_withdraws_it(self, manager, invitation):
        manager.post(f"/members/people/invitations/{invitation.pk}/withdraw/")
        assert Client().get(path_of(invitation)).status_code == 410
        twice = manager.post(f"/members/people/invitations/{invitation.pk}/withdraw/", follow=True)
        assert "取り消されています" in twice.content.decode()

    def test_somebody_with_an_id_joins_with_it(self, outsider, other_membership, invitation):
        assert outsider.get(path_of(invitation)).context["form"] is None
        outsider.post(path_of(invitation))

        assert other_membership.user.memberships.count() == 2
        assert outsider.get("/members/school/").context["school"] == invitation.school, "the newest school counts"

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"new_password1": "short", "new_password2": "short"}, "new_password1"),
            ({"new_password2": "another-long-one"}, "new_password2"),
            ({"name": ""}, "name"),
        ],
    )
    def test_a_wrong_answer_spends_nothing(self, client, invitation, change, field):
        response = client.post(path_of(invitation), {**JOIN, **change})

        assert response.status_code == 422
        assert set(response.context["form"].errors) == {field}
        assert Invitation.objects.get().is_open()

    @pytest.mark.parametrize(
        ("change", "field"), [({"email": "x"}, "email"), ({"name": ""}, "name"), ({"role": "king"}, "role")]
    )
    def test_wrong_input_is_told_beside_the_field(self, manager, change, field):
        response = manager.post("/members/people/invite/", {**INVITE, **change})

        assert response.status_code == 422
        assert set(response.context["form"].errors) == {field}

    def test_a_school_cannot_have_the_server_write_to_everybody(self, manager, membership, manager_membership):
        for number in range(MOST_PEOPLE - 2):
            services.invite(
                membership.school,
                email=f"p{number}@example.jp",
                name="人",
                role=Role.READER,
                actor=manager_membership.user,
            )
        response = manager.post("/members/people/invite/", INVITE)

        assert response.status_code == 422
        assert f"{MOST_PEOPLE}人まで" in response.content.decode()


class TestRolesAndEnds:
    def test_another_role_is_told_and_logged(self, manager, membership, letters):
        membership.school.email = "school@example.jp"
        membership.school.save()
        mails = letters(lambda: manager.post(f"/members/people/{membership.pk}/", {"role": "reader"}))
        membership.refresh_from_db()

        assert membership.role == Role.READER
        assert [mail.to for mail in mails] == [["school@example.jp"]]
        entry = ModelLogEntry.objects.get(action="schools.role_changed")
        assert entry.data == {"username": "midori-1", "role": "reader"}

    def test_who_is_taken_out_is_out_at_once(self, manager, member, membership):
        path = f"/members/people/{membership.pk}/end/"
        assert manager.get(path).status_code == 200
        assert member.get("/members/school/").status_code == 200
        manager.post(path)

        assert member.get("/members/school/").status_code == 302, "the session is gone"
        member.force_login(membership.user, backend="django.contrib.auth.backends.ModelBackend")
        assert member.get("/members/school/").status_code == 403

    def test_the_schools_own_account_stays(self, manager, manager_membership):
        assert manager.get(f"/members/people/{manager_membership.pk}/").status_code == 404
        assert manager.post(f"/members/people/{manager_membership.pk}/end/").status_code == 404
        with pytest.raises(ValidationError):
            services.end_membership(manager_membership, actor=manager_membership.user)
        with pytest.raises(ValidationError):
            services.change_role(manager_membership, Role.READER, actor=manager_membership.user)

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_staff_and_readers_change_nobody(self, member, reader, membership, invitation, method):
        other = MembershipFactory(school=membership.school)
        for client in (member, reader):
            for path in ("invite/", f"{other.pk}/", f"{other.pk}/end/"):
                assert getattr(client, method)(f"/members/people/{path}").status_code == 403
            assert client.post(f"/members/people/invitations/{invitation.pk}/withdraw/").status_code == 403
        assert Invitation.objects.get().is_open()

    def test_another_schools_manager_finds_nobody(self, manager, other_membership):
        assert manager.get(f"/members/people/{other_membership.pk}/").status_code == 404
        assert manager.post(f"/members/people/{other_membership.pk}/end/").status_code == 404

    def test_everybody_of_the_school_sees_who_acts_for_it(self, reader, membership, django_assert_num_queries):
        assert "midori-1" in reader.get("/members/people/").content.decode()
        with django_assert_num_queries(7):
            reader.get("/members/people/")
        MembershipFactory.create_batch(5, school=membership.school)
        with django_assert_num_queries(7):
            reader.get("/members/people/")
