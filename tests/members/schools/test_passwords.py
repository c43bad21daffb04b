import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from tests.factories.schools import PASSWORD, MembershipFactory

CHANGE = "/members/account/password/"
NEW = "quiet-harbour-lantern"


@pytest.fixture
def issued(db):
    """A client logged in with an issued password."""
    membership = MembershipFactory(
        user__username="new-1", user__must_change_password=True, school__email="s@example.jp"
    )
    client = Client()
    client.post("/members/login/", {"username": "new-1", "password": PASSWORD})
    client.user = membership.user
    return client


def choose(client, new=NEW, again=None, old=None, path=CHANGE):
    data = {"new_password1": new, "new_password2": new if again is None else again}
    return client.post(path, data if old is None else {**data, "old_password": old})


@pytest.mark.parametrize("path", ["/members/", "/members/school/", "/members/partners/", "/en/members/", "/cms/"])
def test_an_issued_password_opens_nothing_but_the_change(issued, path):
    response = issued.get(path)

    assert response.status_code == 302
    assert response["Location"].split("?")[0].endswith(CHANGE)


def test_public_pages_stay_open(issued, home):
    assert issued.get("/").status_code == 200


def test_the_issued_password_is_not_asked_for_again(issued):
    assert list(issued.get(CHANGE).context["form"].fields) == ["new_password1", "new_password2"]


def test_choosing_a_password_opens_the_portal_and_keeps_the_session(issued):
    response = choose(issued)
    issued.user.refresh_from_db()

    assert response["Location"] == "/members/"
    assert issued.get("/members/").status_code == 200
    assert not issued.user.must_change_password
    assert issued.user.check_password(NEW)
    assert issued.user.password_changed_at is not None


def test_after_a_forced_change_one_gets_where_one_wanted(issued):
    to_change = issued.get("/members/partners/?country=AU")["Location"]

    assert choose(issued, path=to_change)["Location"] == "/members/partners/?country=AU"


def test_after_a_forced_change_nobody_is_sent_elsewhere(issued):
    assert choose(issued, path=f"{CHANGE}?next=https://evil.example/")["Location"] == "/members/"


@pytest.mark.parametrize(
    ("new", "again", "field"),
    [
        ("short-pass", None, "new_password1"),
        ("password1234", None, "new_password1"),
        (NEW, "something-else-1", "new_password2"),
        (PASSWORD, None, "new_password1"),
        ("", "", "new_password1"),
    ],
)
def test_a_bad_password_is_refused_beside_the_field(issued, new, again, field):
    response = choose(issued, new, again)
    issued.user.refresh_from_db()

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "<title>エラー：" in response.content.decode()
    assert issued.user.must_change_password


@pytest.mark.django_db
def test_an_own_password_is_changed_with_the_present_one_only(member, membership):
    assert list(member.get(CHANGE).context["form"].fields) == ["old_password", "new_password1", "new_password2"]
    assert choose(member, old="wrong").status_code == 422
    assert choose(member).status_code == 422
    assert choose(member, old=PASSWORD)["Location"] == "/members/account/"
    assert SESSION_KEY in member.session


@pytest.mark.django_db
def test_other_sessions_end(member, membership):
    elsewhere = Client()
    elsewhere.post("/members/login/", {"username": "midori-1", "password": PASSWORD})

    choose(member, old=PASSWORD)

    assert member.get("/members/").status_code == 200
    assert elsewhere.get("/members/").status_code == 302


def test_the_change_is_logged_and_told_by_letter(issued, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        choose(issued)

    entry = ModelLogEntry.objects.get(action="schools.password_changed")
    assert (entry.object_id, entry.user) == (str(issued.user.pk), issued.user)
    subject, body, to = DBTaskResult.objects.get().args_kwargs["args"]
    assert to == ["s@example.jp"]
    assert "パスワード" in subject
    assert "new-1" in body
    assert "The password of the account “new-1”" in body
    assert NEW not in subject + body + str(entry.data)


def test_a_letter_that_cannot_be_queued_does_not_undo_the_change(
    issued, django_capture_on_commit_callbacks, monkeypatch, caplog
):
    def fail(*args, **kwargs):
        raise OSError("no queue")

    monkeypatch.setattr("portal.core.mail.letters.letter_text", fail)
    with django_capture_on_commit_callbacks(execute=True):
        assert choose(issued).status_code == 302

    issued.user.refresh_from_db()
    assert issued.user.check_password(NEW)
    assert "could not be queued" in caplog.text


@pytest.mark.django_db
def test_anonymous_visitors_log_in_first(client):
    assert client.get(CHANGE)["Location"] == "/members/login/?next=/members/account/password/"
