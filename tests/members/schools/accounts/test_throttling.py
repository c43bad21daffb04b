"""Thirty wrong logins, from one address and from many; what the owner, the neighbours and the attacker meet."""

import re

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.schools import services
from members.schools.models import FailureCount
from members.schools.throttle import CODE, PASSWORD, count_failure, seconds_to_wait, wait_after
from tests.factories.schools import PASSWORD as RIGHT
from tests.factories.schools import MembershipFactory

pytestmark = pytest.mark.django_db
OWN, WARD = "198.51.100.9", "203.0.113.5"


def attempt(username="midori-1", password="wrong", address=WARD, path="/members/login/"):
    return Client(REMOTE_ADDR=address).post(path, {"username": username, "password": password})


def from_many(number, **more):
    return [attempt(address=f"192.0.2.{place + 1}", **more) for place in range(number)]


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-20 09:00+09:00", tick=False) as clock:
        yield clock


class TestFromOneAddress:
    def test_the_pair_is_locked_and_the_neighbours_are_not(self, membership, other_membership):
        answers = [attempt().status_code for _number in range(30)]

        assert answers == [422] * 4 + [429] * 26
        assert attempt(password=RIGHT).status_code == 429
        assert attempt("other-1", RIGHT).status_code == 302, "another school behind the same address"

    def test_the_id_is_not_slowed_by_one_address(self, membership):
        for _number in range(30):
            attempt()

        assert FailureCount.objects.get(kind=PASSWORD).failures == 5, "what the lock refused is not counted"
        assert attempt(password=RIGHT, address=OWN).status_code == 302


class TestFromManyAddresses:
    def test_the_id_is_slowed_for_everybody_new(self, membership, other_membership, clock):
        answers = [response.status_code for response in from_many(30)]

        assert answers == [422] * 10 + [429] * 20
        assert attempt(password=RIGHT, address="192.0.2.200").status_code == 429
        clock.shift(2)
        assert attempt(password=RIGHT, address="192.0.2.200").status_code == 302
        assert attempt("other-1", RIGHT, "192.0.2.1").status_code == 302

    def test_each_further_failure_doubles_the_wait(self):
        assert [wait_after(PASSWORD, number) for number in (0, 9, 10, 11, 12, 18, 19, 500)] == [
            0,
            0,
            1,
            2,
            4,
            256,
            300,
            300,
        ]

    def test_the_owner_is_told_once_by_the_worker(self, membership, letters, clock):
        membership.school.email = "school@example.jp"
        membership.school.save()
        from_many(30)

        mails = letters(services.tell_attacked)

        assert [mail.to for mail in mails] == [["school@example.jp"]]
        assert "誤ったパスワードが10回" in mails[0].body
        assert letters(services.tell_attacked) == []

    def test_nobody_is_told_of_an_id_that_does_not_exist(self, letters, clock):
        from_many(12, username="nobody-1")

        assert letters(services.tell_attacked) == []

    def test_the_owner_gets_in_by_a_one_time_code(self, membership, clock):
        from_many(30)
        code = services.desk_code(membership.user, actor=membership.user)
        client = Client(REMOTE_ADDR=OWN)

        entered = client.post("/members/code/", {"username": "midori-1", "code_text": code.secret})
        assert entered["Location"] == "/members/code/password/"
        new = {"new_password1": "quiet-harbour-lantern", "new_password2": "quiet-harbour-lantern"}
        client.post(entered["Location"], {**new, "name": "青井", "email": "aoi@example.jp"})
        assert client.get("/members/").status_code == 200

    def test_the_owners_own_address_is_not_slowed(self, membership, clock):
        attempt(password=RIGHT, address=OWN)
        from_many(30)

        assert attempt(password=RIGHT, address=OWN).status_code == 302

    def test_the_login_of_the_desk_is_slowed_as_well(self, coordinator, clock):
        from_many(10, username="coordinator", path="/cms/login/")
        response = attempt("coordinator", RIGHT, OWN, "/cms/login/")

        assert response.wsgi_request.user.is_anonymous
        assert "秒待つか" in response.content.decode()

    def test_a_slowed_page_keeps_what_was_typed_and_names_the_way_out(self, membership, clock):
        from_many(12)
        page = attempt("ＭＩＤＯＲＩ-1", RIGHT).content.decode()

        assert 'value="ＭＩＤＯＲＩ-1"' in page
        assert "ワンタイムコード" in page


class TestSameWork:
    """Nothing tells a known ID from an unknown one: the same page, the same queries, the same hashing."""

    def measure(self, monkeypatch, username, address):
        hashed = []
        encode = MD5PasswordHasher.encode
        monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *args: (hashed.append(1), encode(self, *args))[1])
        client = Client(REMOTE_ADDR=address)
        client.get("/members/login/")
        with CaptureQueriesContext(connection) as queries:
            response = client.post("/members/login/", {"username": username, "password": "wrong"})
        monkeypatch.undo()
        kinds = [re.sub(r"\d+", "0", " ".join(query["sql"].split()[:4]))[:60] for query in queries]
        page = response.content.decode().replace(username, "…")
        return len(hashed), kinds, response.status_code, page.split('name="csrfmiddlewaretoken"')[0]

    def test_at_the_first_wrong_password(self, membership, monkeypatch):
        known = self.measure(monkeypatch, "midori-1", "192.0.2.1")
        unknown = self.measure(monkeypatch, "nobody-1", "192.0.2.2")

        assert known == unknown
        assert known[0] == 1

    def test_when_the_id_is_slowed(self, membership, monkeypatch, clock):
        for username in ("midori-1", "nobody-1"):
            from_many(11, username=username)
        known = self.measure(monkeypatch, "midori-1", "192.0.2.100")
        unknown = self.measure(monkeypatch, "nobody-1", "192.0.2.101")

        assert known == unknown
        assert known[0] == 0
        assert known[2] == 429


class TestCounting:
    def test_failures_of_long_ago_are_forgotten(self, clock):
        for _number in range(15):
            count_failure(CODE, "midori-1|x")
        assert seconds_to_wait(CODE, "midori-1|x") == 32
        clock.shift(61 * 60)
        assert seconds_to_wait(CODE, "midori-1|x") == 0
        count_failure(CODE, "midori-1|x")
        assert FailureCount.objects.get().failures == 1

    def test_a_name_of_any_length_is_counted(self):
        count_failure(CODE, "あ" * 5000)
        assert seconds_to_wait(CODE, "あ" * 5000) == 0

    def test_someone_with_an_account_is_not_told_of_own_slips(self, letters, clock):
        MembershipFactory(user__username="aoi-1", school__email="aoi@example.jp")
        for _number in range(4):
            attempt("aoi-1", address=OWN)

        assert letters(services.tell_attacked) == []
