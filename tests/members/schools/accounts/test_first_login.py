"""From the letter to the school's first page, as somebody with the paper in hand does it."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from wagtail.models import ModelLogEntry

from members.schools import services
from members.schools.models import OneTimeCode
from tests.factories.schools import UserFactory

pytestmark = pytest.mark.django_db
NEW = "quiet-harbour-lantern"
CHOICE = {"name": "青井", "email": "aoi@example.jp", "new_password1": NEW, "new_password2": NEW}


def enter(client, username, code, prefix=""):
    return client.post(f"{prefix}/members/code/", {"username": username, "code_text": code})


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_whole_way(client, letter, letters, prefix):
    assert client.get(f"{prefix}/members/code/").status_code == 200
    to_password = enter(client, letter.user.username, letter.secret.upper(), prefix)
    assert to_password["Location"] == f"{prefix}/members/code/password/"
    page = client.get(to_password["Location"])
    school = letter.user.memberships.get().school
    assert (school.name_en if prefix else school.name) in page.content.decode()
    assert page.context["form"].initial["email"] == "school@example.jp"

    sent = letters(lambda: client.post(to_password["Location"], CHOICE))

    assert client.session[SESSION_KEY] == str(letter.user.pk)
    assert client.get("/members/school/").status_code == 200
    told = {mail.to[0]: mail.subject for mail in sent}
    assert set(told) == {"aoi@example.jp", "school@example.jp"}
    assert "メールアドレスを確認してください" in told["aoi@example.jp"]
    assert "準備ができました" in told["school@example.jp"]
    assert NEW not in str([mail.body for mail in sent])


def test_the_address_counts_once_its_link_was_opened(client, letter, letters):
    enter(client, letter.user.username, letter.secret)
    mails = letters(lambda: client.post("/members/code/password/", CHOICE))
    link = next(line for mail in mails for line in mail.body.splitlines() if "/account/mail/" in line)
    path = link[link.index("/members/") :]

    elsewhere = Client()
    assert elsewhere.get(path).status_code == 200
    letter.user.refresh_from_db()
    assert letter.user.email_confirmed_at is None, "a program that looks at links confirms nothing"
    elsewhere.post(path)
    letter.user.refresh_from_db()
    assert (letter.user.email, letter.user.email_confirmed_at is None) == ("aoi@example.jp", False)
    assert elsewhere.get(path).status_code == 410


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"new_password1": "short", "new_password2": "short"}, "new_password1"),
        ({"new_password1": "password1234", "new_password2": "password1234"}, "new_password1"),
        ({"new_password2": "another-long-one"}, "new_password2"),
        ({"email": "no address"}, "email"),
        ({"name": ""}, "name"),
    ],
)
def test_a_wrong_answer_spends_nothing_and_keeps_what_was_typed(client, letter, change, field):
    enter(client, letter.user.username, letter.secret)
    response = client.post("/members/code/password/", {**CHOICE, **change})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert OneTimeCode.objects.get().is_open()
    assert f'value="{CHOICE["name"]}"' in response.content.decode() or field == "name"


def test_a_wrong_code_is_told_beside_the_field(client, letter):
    response = enter(client, letter.user.username, "aaaa-bbbb-cccc")

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"code_text"}
    assert f'value="{letter.user.username}"' in response.content.decode()


def test_an_unknown_id_gets_the_same_page(client, letter):
    known = enter(client, letter.user.username, "aaaa-bbbb-cccc").content.decode()
    unknown = enter(client, "nobody-0", "aaaa-bbbb-cccc").content.decode()

    assert known.replace(letter.user.username, "nobody-0").split("csrf")[0] == unknown.split("csrf")[0]


def test_guessing_is_slowed_for_this_pair_only(client, letter):
    for _attempt in range(10):
        assert enter(client, letter.user.username, "aaaa-bbbb-cccc").status_code == 422
    slowed = enter(client, letter.user.username, letter.secret)

    assert slowed.status_code == 429
    assert "秒後にもう一度" in slowed.content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert enter(elsewhere, letter.user.username, letter.secret).status_code == 302
    other = UserFactory()
    code = services.desk_code(other, actor=other)
    assert enter(client, other.username, code.secret).status_code == 302, "another ID from the same address"


def test_the_password_page_needs_a_recognised_code(client, letter):
    assert client.get("/members/code/password/")["Location"] == "/members/code/"
    assert client.post("/members/code/password/", CHOICE)["Location"] == "/members/code/"


def test_a_code_that_is_withdrawn_meanwhile_opens_nothing(client, letter):
    enter(client, letter.user.username, letter.secret)
    services.withdraw_batch(letter.batch)

    assert client.post("/members/code/password/", CHOICE)["Location"] == "/members/code/"
    letter.user.refresh_from_db()
    assert not letter.user.has_usable_password()


def test_the_session_changes_its_key_when_the_code_is_recognised(client, letter):
    client.get("/members/login/")
    session = client.session
    session["before"] = 1
    session.save()

    enter(client, letter.user.username, letter.secret)

    assert client.session.session_key != session.session_key


def test_the_log_tells_who_came_in_and_holds_no_secret(client, letter):
    enter(client, letter.user.username, letter.secret)
    client.post("/members/code/password/", CHOICE)

    entries = ModelLogEntry.objects.filter(action="schools.account_activated")
    assert entries.get().user == letter.user
    everything = str([(entry.action, entry.label, entry.data) for entry in ModelLogEntry.objects.all()])
    assert letter.secret not in everything
    assert "aoi@example.jp" not in everything


def test_no_page_with_a_code_is_kept_by_a_browser(client, letter):
    for path in ("/members/code/", "/members/reset/"):
        assert "no-store" in client.get(path)["Cache-Control"]
