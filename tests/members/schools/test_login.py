import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from tests.factories.schools import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/members/login/"
WRONG = "学校IDまたはパスワードが違います"


def log_in(client, username="midori-1", password=PASSWORD, path=LOGIN, **more):
    return client.post(path, {"username": username, "password": password, **more})


def test_a_school_logs_in_and_sees_its_name(client, membership):
    response = client.post(LOGIN, {"username": "midori-1", "password": PASSWORD}, follow=True)

    assert response.redirect_chain == [("/members/", 302)]
    assert "江東区立みどり小学校" in response.content.decode()


@pytest.mark.parametrize("typed", ["ＭＩＤＯＲＩ－１", "Midori-1", "  midori-1 "])
def test_the_id_may_be_typed_in_any_width_and_case(client, membership, typed):
    assert log_in(client, typed).status_code == 302


def test_a_wrong_password_and_an_unknown_id_get_the_same_answer(client, membership):
    wrong, unknown = log_in(client, password="not-this-one"), log_in(client, "nobody-1", "not-this-one")
    closed = UserFactory(username="closed-1", is_active=False)

    for response, username in (
        (wrong, "midori-1"),
        (unknown, "nobody-1"),
        (log_in(client, closed.username), "closed-1"),
    ):
        page = response.content.decode()
        assert response.status_code == 422
        assert WRONG in page
        assert f'value="{username}"' in page
        assert "<title>エラー：" in page
        assert 'aria-invalid="true"' in page
        assert "not-this-one" not in page
        assert response.context["form"].errors.as_data().keys() == {"username"}


def test_empty_fields_are_named(client, db):
    response = log_in(client, "", "")

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"username", "password"}


@pytest.mark.parametrize("junk", ["%", '"', "\x00", "😀" * 50, "a" * 5000, "' OR 1=1 --"])
def test_no_input_breaks_the_login(client, db, junk):
    assert log_in(client, junk, junk).status_code == 422


def test_the_session_key_changes_at_the_login(client, membership):
    client.get(LOGIN)
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key

    log_in(client)

    assert client.session.session_key != before
    assert client.session[SESSION_KEY] == str(membership.user.pk)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_member_page_leads_to_the_login_and_back(client, membership, prefix):
    target = f"{prefix}/members/partners/?country=AU&q=海"
    response = client.get(target, follow=True)
    login_path, status = response.redirect_chain[-1]

    assert (status, login_path.split("?")[0]) == (302, f"{prefix}{LOGIN}")
    answer = log_in(client, path=login_path, next=response.context["next"])
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{prefix}/members/partners/?country=AU&q=")


def test_the_way_back_is_in_the_language_of_the_login(client, membership):
    answer = log_in(client, path="/en/members/login/", next="/members/school/")

    assert answer["Location"] == "/en/members/school/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:///evil.example"],
)
def test_the_way_back_never_leads_elsewhere(client, membership, elsewhere):
    assert log_in(client, next=elsewhere)["Location"] == "/members/"


@pytest.mark.parametrize(
    "door", ["/members/login/", "/en/members/login/", "/members/logout/?x=1", "/en/members/logout/"]
)
def test_the_way_back_never_leads_to_the_doors(client, membership, door):
    assert log_in(client, next=door)["Location"] == "/members/"
    # Somebody who is logged in already is led on, not round in a circle.
    assert client.get("/members/login/", {"next": door})["Location"] == "/members/"


def test_the_way_back_survives_a_wrong_password(client, membership):
    response = log_in(client, password="wrong", next="/members/school/")

    assert 'name="next" value="/members/school/"' in response.content.decode()


def test_five_wrong_passwords_lock_the_pair_of_id_and_address(client, membership, settings):
    for _attempt in range(4):
        assert log_in(client, password="wrong").status_code == 422
    locked = log_in(client, "ＭＩＤＯＲＩ-1", password="wrong", next="/members/school/")
    page = locked.content.decode()

    assert locked.status_code == 429
    assert "30分" in page
    assert "東京都国際交流コンシェルジュ事務局" in page
    assert 'value="ＭＩＤＯＲＩ-1"' in page
    assert 'name="next" value="/members/school/"' in page
    assert log_in(client).status_code == 429, "the right password does not open it either"


def test_the_lock_holds_for_this_id_and_this_address_only(client, membership, other_membership):
    for _attempt in range(5):
        log_in(client, password="wrong")

    assert log_in(client, "other-1").status_code == 302
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert log_in(elsewhere).status_code == 302


def test_the_lock_ends_after_half_an_hour(client, membership):
    with time_machine.travel("2026-11-20 09:00+09:00") as clock:
        for _attempt in range(5):
            log_in(client, password="wrong")
        assert log_in(client).status_code == 429
        clock.shift(31 * 60)
        assert log_in(client).status_code == 302


def test_the_locked_page_is_in_english_under_en(client, membership):
    for _attempt in range(5):
        response = log_in(client, password="wrong", path="/en/members/login/")

    assert response.status_code == 429
    assert "Wait 30 minutes" in response.content.decode()


def test_logging_out_needs_a_post(member):
    assert member.get("/members/logout/").status_code == 405
    assert SESSION_KEY in member.session
    assert member.post("/members/logout/")["Location"] == reverse("members:login")
    assert SESSION_KEY not in member.session


def test_who_is_logged_in_is_not_asked_again(member):
    assert member.get(LOGIN)["Location"] == "/members/"


def test_the_login_page_in_both_languages(client, db):
    for path, title in ((LOGIN, "学校ログイン"), ("/en/members/login/", "School login")):
        response = client.get(path)
        assert response.status_code == 200
        assert f"<title>{title}" in response.content.decode()


@pytest.mark.parametrize("path", ["/members/", "/members/account/", "/members/account/password/", "/members/school/"])
def test_members_pages_are_never_cached(member, path):
    assert "no-store" in member.get(path)["Cache-Control"]


def test_a_membership_that_has_ended_opens_nothing(client, db):
    ended = MembershipFactory(user__username="former-1", ends_on="2021-03-31")
    log_in(client, "former-1")

    first_page = client.get("/members/")
    assert first_page.status_code == 200
    assert ended.school.name not in first_page.content.decode()
    assert client.get("/members/school/").status_code == 403
