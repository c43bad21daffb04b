"""A lost password: by mail for a confirmed address, and nothing that tells who has an account."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from members.schools.services.resets import answer_reset
from tests.factories.schools import PASSWORD, MembershipFactory

pytestmark = pytest.mark.django_db
NEW = "quiet-harbour-lantern"


@pytest.fixture
def owner(db):
    membership = MembershipFactory(user__username="midori-1", user__email="own@example.jp")
    membership.user.email_confirmed_at = timezone.now()
    membership.user.save()
    return membership.user


def ask(client, username="midori-1", email="own@example.jp"):
    return client.post("/members/reset/", {"username": username, "email": email})


def link_in(mail):
    line = next(line for line in mail.body.splitlines() if "/members/code/" in line)
    return line[line.index("/members/") :]


def test_the_link_opens_the_choice_of_a_password_once(client, owner, letters):
    mails = letters(lambda: ask(client))
    assert [mail.to for mail in mails] == [["own@example.jp"]]
    path = link_in(mails[0])

    elsewhere = Client()
    assert Client().get(path).status_code == 302, "a program that looks at links spends nothing"
    assert elsewhere.get(path)["Location"] == "/members/code/password/"
    elsewhere.post("/members/code/password/", {"new_password1": NEW, "new_password2": NEW})
    owner.refresh_from_db()
    assert owner.check_password(NEW)
    assert elsewhere.get("/members/").status_code == 200
    assert Client().get(path).status_code == 410


@pytest.mark.parametrize(
    ("username", "email"),
    [
        ("midori-1", "other@example.jp"),
        ("nobody-1", "own@example.jp"),
        ("midori-1", "OWN@EXAMPLE.JP"),
        ("ＭＩＤＯＲＩ-1", "own@example.jp"),
    ],
)
def test_every_question_gets_the_same_answer(client, owner, letters, username, email):
    responses = []
    mails = letters(lambda: responses.append(ask(client, username, email)))

    assert responses[0]["Location"] == "/members/reset/asked/"
    is_right = email.casefold() == "own@example.jp" and username != "nobody-1"
    assert [mail.to for mail in mails] == ([["own@example.jp"]] if is_right else [])


def test_an_address_that_was_never_confirmed_gets_nothing(client, owner, letters):
    owner.email_confirmed_at = None
    owner.save()

    assert letters(lambda: ask(client)) == []


def test_known_and_unknown_cost_the_same_queries(owner, django_capture_on_commit_callbacks):
    """The page only queues the question; the worker looks."""
    found = []
    for username in ("midori-1", "nobody-1"):
        client = Client()
        client.get("/members/reset/")
        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            django_capture_on_commit_callbacks(execute=True),
        ):
            ask(client, username)
        found.append([re.sub(r"\d+", "0", query["sql"])[:40] for query in queries])

    assert found[0] == found[1]
    assert DBTaskResult.objects.count() == 2


def test_nobodys_mailbox_is_filled(client, owner, letters):
    for _question in range(3):
        assert ask(client).status_code == 302
    refused = ask(client)

    assert refused.status_code == 429
    assert 'value="own@example.jp"' in refused.content.decode()


def test_an_earlier_link_ends_when_a_new_one_is_asked_for(client, owner, letters):
    first = link_in(letters(lambda: ask(client))[0])
    second = link_in(letters(lambda: ask(client))[0])

    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 302


def test_the_old_password_works_until_the_link_is_used(client, owner, letters):
    letters(lambda: ask(client))

    assert Client().post("/members/login/", {"username": "midori-1", "password": PASSWORD}).status_code == 302


def test_a_closed_account_gets_no_link(owner, letters):
    owner.is_active = False
    owner.save()

    assert letters(lambda: answer_reset.call("midori-1", "own@example.jp")) == []


def test_wrong_input_is_told_beside_the_field(client, db):
    response = ask(client, "", "no address")

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"username", "email"}
