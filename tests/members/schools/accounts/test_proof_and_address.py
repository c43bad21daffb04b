"""Before something sensitive the password is asked for again; an address is changed by a link, and the old one told."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from members.schools import services
from members.schools.models import AddressChange
from tests.factories.schools import PASSWORD

pytestmark = pytest.mark.django_db
CHANGE, CONFIRM = "/members/account/mail/", "/members/account/confirm/"


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-20 09:00+09:00", tick=False) as clock:
        yield clock


@pytest.fixture
def owner(membership, clock):
    client = Client()
    client.post("/members/login/", {"username": "midori-1", "password": PASSWORD})
    client.get("/members/")
    return client


class TestProof:
    def test_a_fresh_login_is_one(self, owner):
        assert owner.get(CHANGE).status_code == 200

    def test_after_a_quarter_of_an_hour_the_password_is_asked_for(self, owner, clock):
        clock.shift(16 * 60)
        asked = owner.get(f"{CHANGE}?x=1")["Location"]
        assert asked == f"{CONFIRM}?next=%2Fmembers%2Faccount%2Fmail%2F%3Fx%3D1"
        page = owner.get(asked)
        confirmed = owner.post(asked, {"password": PASSWORD, "next": page.context["next"]})
        assert confirmed["Location"] == f"{CHANGE}?x=1"
        assert owner.get(CHANGE).status_code == 200

    def test_a_form_that_was_open_may_still_be_sent(self, owner, clock):
        clock.shift(20 * 60)
        assert owner.post(CHANGE, {"email": "new@example.jp"})["Location"] == "/members/account/"

    def test_a_wrong_password_is_told_and_counted(self, owner, clock):
        answers = [owner.post(CONFIRM, {"password": "wrong"}).status_code for _number in range(5)]

        assert answers == [422, 422, 422, 422, 429]

    def test_it_never_leads_elsewhere(self, owner):
        answer = owner.post(CONFIRM, {"password": PASSWORD, "next": "https://evil.example/"})
        assert answer["Location"] == "/members/account/"


class TestAddress:
    def ask(self, owner, email="new@example.jp"):
        return owner.post(CHANGE, {"email": email})

    def path(self):
        change = AddressChange.objects.open().get()
        return f"/members/account/mail/{change.pk}/{change.secret}/"

    def test_the_old_address_counts_until_the_link_is_opened(self, owner, membership, letters):
        membership.user.email, membership.user.email_confirmed_at = "old@example.jp", timezone.now()
        membership.user.save()
        asked = letters(lambda: self.ask(owner))
        assert [mail.to for mail in asked] == [["new@example.jp"]]
        membership.user.refresh_from_db()
        assert membership.user.email == "old@example.jp"

        told = letters(lambda: Client().post(self.path()))
        membership.user.refresh_from_db()
        assert membership.user.email == "new@example.jp"
        assert [mail.to for mail in told] == [["old@example.jp"]]

    def test_a_second_address_ends_the_first_link(self, owner):
        self.ask(owner)
        first = self.path()
        self.ask(owner, "second@example.jp")

        assert Client().post(first).status_code == 410
        assert Client().get(self.path()).status_code == 200

    def test_a_link_ends_after_a_week(self, owner, clock):
        self.ask(owner)
        path = self.path()
        clock.shift(7 * 24 * 3600 + 1)
        assert Client().get(path).status_code == 410
        assert services.confirm_address(*path.split("/")[4:6]) is None

    def test_the_schools_empty_address_is_filled_by_its_own_account_only(self, owner, membership):
        self.ask(owner)
        Client().post(self.path())
        membership.school.refresh_from_db()
        assert membership.school.email == ""

    def test_wrong_input_is_told(self, owner):
        response = self.ask(owner, "no address")
        assert response.status_code == 422
        assert set(response.context["form"].errors) == {"email"}
