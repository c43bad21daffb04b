"""The second factor: optional for schools, demanded of the desk in production."""

import pytest
import time_machine
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from tests.factories.schools import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
PAGE, ASK = "/members/account/second-factor/", "/members/account/second-factor/ask/"


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-20 09:00+09:00", tick=False) as clock:
        yield clock


def log_in(username="midori-1"):
    client = Client()
    client.post("/members/login/", {"username": username, "password": PASSWORD})
    return client


def token(device):
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = __import__("time").time()
    return f"{totp.token():06d}"


def switch_on(client):
    client.get(PAGE)
    return client.post(PAGE, {"token": token(TOTPDevice.objects.get())}).context["codes"]


@pytest.fixture
def codes(membership, clock):
    """The recovery codes of `membership`, whose second factor is on; the clock stands a minute later."""
    found = switch_on(log_in())
    clock.shift(60)
    return found


class TestSwitchingOn:
    def test_the_first_code_switches_it_on_and_shows_recovery_codes_once(self, membership, clock):
        client = log_in()
        page = client.get(PAGE).content.decode()
        assert "<svg" in page
        codes = switch_on(client)

        assert len(set(codes)) == 10
        assert TOTPDevice.objects.get().confirmed
        assert client.get("/members/").status_code == 200, "this session has shown it"
        assert not any(code in client.get(PAGE).content.decode() for code in codes)
        assert ModelLogEntry.objects.filter(action="schools.second_factor_on").count() == 1

    def test_a_wrong_code_leaves_it_off(self, membership, clock):
        client = log_in()
        client.get(PAGE)
        response = client.post(PAGE, {"token": "000000"})

        assert response.status_code == 422
        assert not TOTPDevice.objects.get().confirmed
        assert log_in().get("/members/").status_code == 200

    def test_two_tabs_show_one_key(self, membership, clock):
        client = log_in()
        assert client.get(PAGE).context["key"] == client.get(PAGE).context["key"]

    def test_other_sessions_end(self, membership, clock):
        elsewhere = log_in()
        switch_on(log_in())
        assert elsewhere.get("/members/").status_code == 302


class TestAsking:
    def test_the_password_alone_opens_nothing(self, codes):
        client = log_in()
        for path in ("/members/", "/members/school/", "/members/account/", "/members/account/password/", PAGE, "/cms/"):
            assert client.get(path)["Location"].startswith(ASK)
        assert client.post("/members/account/password/", {})["Location"] == ASK

    def test_a_code_of_the_app_opens_and_leads_on(self, codes, clock):
        client = log_in()
        to_ask = client.get("/members/school/")["Location"]
        assert client.get(to_ask).status_code == 200
        opened = client.post(ASK, {"token": token(TOTPDevice.objects.get()), "next": "/members/school/"})

        assert opened["Location"] == "/members/school/"
        assert client.get("/members/school/").status_code == 200

    def test_it_never_leads_elsewhere(self, codes, clock):
        client = log_in()
        answer = client.post(ASK, {"token": token(TOTPDevice.objects.get()), "next": "https://evil.example/"})
        assert answer["Location"] == "/members/account/"

    def test_a_code_works_once(self, codes, clock):
        now = token(TOTPDevice.objects.get())
        assert log_in().post(ASK, {"token": now}).status_code == 302
        assert log_in().post(ASK, {"token": now}).status_code == 422

    def test_guessing_is_slowed(self, codes, clock):
        client = log_in()
        for _number in range(3):
            assert client.post(ASK, {"token": "000000"}).status_code == 422
        assert client.post(ASK, {"token": token(TOTPDevice.objects.get())}).status_code == 422, "right, but too soon"

    def test_a_recovery_code_opens_once_and_is_told(self, codes, letters, membership):
        membership.school.email = "school@example.jp"
        membership.school.save()
        client = log_in()
        mails = letters(lambda: client.post(ASK, {"token": codes[0].upper()}))

        assert client.get("/members/").status_code == 200
        assert "残りの回復コードは9個です" in mails[0].body
        assert StaticToken.objects.count() == 9
        assert log_in().post(ASK, {"token": codes[0]}).status_code == 422

    def test_the_way_out_stays_open(self, codes):
        assert log_in().post("/members/logout/").status_code == 302

    @pytest.mark.parametrize("typed", ["", " ", "x" * 500, "０００００００", "\x00"])
    def test_no_input_breaks_it(self, codes, typed):
        assert log_in().post(ASK, {"token": typed}).status_code == 422


class TestSwitchingOff:
    def verified(self):
        client = log_in()
        client.post(ASK, {"token": token(TOTPDevice.objects.get())})
        return client

    def test_a_school_switches_it_off(self, codes, clock):
        client = self.verified()
        client.post("/members/account/second-factor/off/")

        assert not TOTPDevice.objects.exists()
        assert not StaticToken.objects.exists()
        assert log_in().get("/members/").status_code == 200

    def test_it_needs_a_fresh_proof(self, codes, clock):
        client = self.verified()
        clock.shift(31 * 60)
        answer = client.post("/members/account/second-factor/off/")

        assert answer["Location"].startswith("/members/account/confirm/")
        assert TOTPDevice.objects.exists()

    def test_new_recovery_codes_replace_the_old(self, codes, clock):
        new = self.verified().post("/members/account/second-factor/codes/").context["codes"]

        assert not set(new) & set(codes)
        assert log_in().post(ASK, {"token": codes[0]}).status_code == 422

    def test_the_desk_helps_who_has_lost_the_telephone(self, codes, coordinator, membership):
        path = f"/cms/memberships/{membership.pk}/second-factor/"
        assert coordinator.get(path).status_code == 200
        assert TOTPDevice.objects.exists()
        coordinator.post(path)

        assert log_in().get("/members/").status_code == 200
        entry = ModelLogEntry.objects.get(action="schools.second_factor_off")
        assert entry.user.username == "coordinator"


class TestTheDesk:
    @pytest.fixture(autouse=True)
    def _in_production(self, settings):
        settings.STAFF_SECOND_FACTOR = True

    @pytest.mark.parametrize("group", ["Editor", "Coordinator"])
    def test_must_begin_before_anything_opens(self, clock, group):
        UserFactory(username="desk-1", group=group)
        client = log_in("desk-1")
        assert client.get("/cms/")["Location"] == f"{PAGE}?next=%2Fcms%2F"
        switch_on(client)
        assert client.get("/cms/").status_code == 200

    def test_administrators_as_well(self, clock):
        UserFactory(username="root-1", is_superuser=True)
        assert log_in("root-1").get("/cms/users/")["Location"].startswith(PAGE)

    def test_it_cannot_be_switched_off(self, clock):
        UserFactory(username="desk-1", group="Editor")
        client = log_in("desk-1")
        switch_on(client)
        client.post("/members/account/second-factor/off/")

        assert TOTPDevice.objects.exists()
        assert "停止する" not in client.get(PAGE).content.decode()

    def test_schools_need_none(self, membership):
        assert log_in().get("/members/school/").status_code == 200
