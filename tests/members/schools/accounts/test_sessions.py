"""Sessions: they end by themselves, their owner sees them and ends them."""

import pytest
import time_machine
from axes.models import AccessFailureLog
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from members.schools.logins import browser_of
from members.schools.models import LoginRecord
from tests.factories.schools import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Safari/537.36 Edg/140"
IPAD = (
    "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1"
)


def log_in(username="midori-1", **more):
    client = Client(**more)
    client.post("/members/login/", {"username": username, "password": PASSWORD})
    return client


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-20 09:00+09:00", tick=False) as clock:
        yield clock


class TestIdle:
    def test_it_ends_after_an_hour_without_a_click(self, membership, clock):
        client = log_in()
        client.get("/members/")
        clock.shift(59 * 60)
        assert client.get("/members/").status_code == 200
        clock.shift(61 * 60)
        ended = client.get("/members/school/?x=1")

        assert ended["Location"] == "/members/login/?next=%2Fmembers%2Fschool%2F%3Fx%3D1"
        assert SESSION_KEY not in client.session
        assert "60分間操作がなかったため" in client.get(ended["Location"]).content.decode()

    def test_the_desk_as_well(self, clock):
        UserFactory(username="coordinator", group="Coordinator")
        client = log_in("coordinator")
        client.get("/cms/")
        clock.shift(61 * 60)

        assert client.get("/cms/")["Location"].startswith("/members/login/")

    def test_looking_at_the_time_is_no_click(self, membership, clock):
        client = log_in()
        client.get("/members/")
        for _minute in range(50):
            clock.shift(60)
            client.get("/members/account/stay/")
        assert client.get("/members/account/stay/").json() == {"seconds": 600}
        clock.shift(601)
        assert client.get("/members/account/stay/").status_code == 302

    def test_the_editor_that_asks_by_itself_is_no_click(self, clock):
        UserFactory(username="coordinator", group="Coordinator")
        client = log_in("coordinator")
        client.get("/cms/")
        for _turn in range(7):
            clock.shift(600)
            response = client.post("/cms/editing-sessions/ping/core/portalimage/1/")
        assert response["Location"].startswith("/members/login/")

    def test_a_script_that_saves_by_itself_is_no_click(self, membership, clock):
        client = log_in()
        client.get("/members/")
        clock.shift(59 * 60)
        client.post("/members/wishes/new/", {"action": "save"}, headers={"X-By-Itself": "1"})
        clock.shift(2 * 60)
        assert client.get("/members/")["Location"].startswith("/members/login/")

    def test_the_button_stays(self, membership, clock):
        client = log_in()
        client.get("/members/")
        clock.shift(59 * 60)
        assert client.post("/members/account/stay/").json() == {"seconds": 3600}
        clock.shift(59 * 60)
        assert client.get("/members/").status_code == 200

    def test_public_pages_do_not_look(self, membership, home, clock):
        client = log_in()
        clock.shift(2 * 60 * 60)
        assert client.get("/").status_code == 200
        assert SESSION_KEY in client.session

    def test_pages_behind_the_login_carry_the_warning(self, member, client):
        page = member.get("/members/").content.decode()
        assert 'data-seconds="3600" data-warn="300"' in page
        assert "js/idle.js" in page
        assert "js/idle.js" not in client.get("/members/login/").content.decode()


class TestOwnLogins:
    def test_a_login_is_shown_with_browser_and_address(self, membership):
        client = log_in(REMOTE_ADDR="192.0.2.7", headers={"user-agent": FIREFOX})
        page = client.get("/members/account/logins/").content.decode()

        assert "Firefox, Windows" in page
        assert "192.0.2.7" in page
        assert "この端末" in page

    @pytest.mark.parametrize(
        ("agent", "label"),
        [(FIREFOX, "Firefox, Windows"), (EDGE, "Edge, Windows"), (IPAD, "Safari, iPad"), ("", ""), ("<b>", "")],
    )
    def test_browsers_have_names(self, agent, label):
        assert browser_of(agent) == label

    def test_another_session_is_ended(self, membership):
        here, there = log_in(), log_in()
        record = LoginRecord.objects.get(session_key=there.session.session_key)
        here.post(f"/members/account/logins/{record.pk}/end/")

        assert there.get("/members/").status_code == 302
        assert here.get("/members/").status_code == 200

    def test_nobody_ends_anothers_session(self, membership, other_membership):
        here, there = log_in(), log_in("other-1")
        record = LoginRecord.objects.get(session_key=there.session.session_key)

        assert here.post(f"/members/account/logins/{record.pk}/end/").status_code == 404
        assert there.get("/members/").status_code == 200

    def test_logging_out_ends_the_record(self, membership):
        client = log_in()
        client.post("/members/logout/")

        record = LoginRecord.objects.get()
        assert record.ended_at
        assert record.session_key == ""

    def test_a_new_password_ends_the_other_sessions_in_the_list_too(self, membership):
        here, there = log_in(), log_in()
        new = "quiet-harbour-lantern"
        here.post(
            reverse("members:password-change"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
        )

        rows = here.get("/members/account/logins/").context["rows"]
        assert [(row.is_alive, row.is_this) for row in rows] == [(False, False), (True, True)]
        assert there.get("/members/").status_code == 302

    def test_failed_attempts_are_shown_to_the_owner_only(self, membership, other_membership):
        Client(REMOTE_ADDR="192.0.2.99").post("/members/login/", {"username": "midori-1", "password": "wrong"})
        assert AccessFailureLog.objects.count() == 1

        assert "192.0.2.99" in log_in().get("/members/account/logins/").content.decode()
        assert "192.0.2.99" not in log_in("other-1").get("/members/account/logins/").content.decode()

    def test_the_page_asks_the_same_queries_for_1_and_5_rows(self, membership, django_assert_num_queries):
        client = log_in()
        client.get("/members/account/logins/")
        with django_assert_num_queries(7):
            client.get("/members/account/logins/")
        for _number in range(4):
            log_in()
        with django_assert_num_queries(7):
            client.get("/members/account/logins/")
