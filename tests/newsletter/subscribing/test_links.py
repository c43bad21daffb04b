"""The pages behind links: confirm, manage, leave, be forgotten; nothing by GET, nothing for strangers."""

import json
import logging

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from newsletter.models import Subscriber, SubscriberEvent
from newsletter.subscribing import tokens
from newsletter.subscribing.services.asking import Preferences, ask
from tests.casestudies.helpers import words
from tests.factories.subscribers import STATES, SubscriberFactory, make_delivery

from .conftest import link_in, soup

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def confirm_path(subscriber):
    return path_of(tokens.confirm_url(subscriber))


def manage_path(subscriber):
    return path_of(tokens.manage_url(subscriber))


def leave_path(subscriber, mailing=None):
    return path_of(tokens.unsubscribe_url(subscriber, mailing))


def state_of(subscriber):
    subscriber.refresh_from_db()
    return subscriber.status


class TestConfirming:
    def test_opening_changes_nothing_the_button_does(self, posted):
        subscriber = SubscriberFactory(status="pending")
        path = confirm_path(subscriber)
        page = Client().get(path)
        assert subscriber.email in words(soup(page).main)
        Client().head(path)
        assert state_of(subscriber) == "pending"
        answers = []
        letters = posted(lambda: answers.extend(Client().post(path) for _time in range(2)))
        assert [answer.status_code for answer in answers] == [303, 303]
        assert state_of(subscriber) == "confirmed"
        assert [letter.to for letter in letters] == [[subscriber.email]]
        assert link_in(letters[0]) == manage_path(subscriber)
        assert Client().get(answers[0]["Location"]).status_code == 200

    def test_it_is_over_after_seven_days(self, clock):
        subscriber = SubscriberFactory(status="pending")
        path = confirm_path(subscriber)
        clock.shift(7 * 24 * 3600 + 1)
        for answer in (Client().get(path), Client().post(path)):
            assert answer.status_code == 410
            assert soup(answer).select_one("main a[href='/newsletter/subscribe/']")
        assert state_of(subscriber) == "pending"

    def test_it_is_over_when_the_person_has_left_since(self, clock):
        subscriber = SubscriberFactory(status="pending")
        path = confirm_path(subscriber)
        clock.shift(5)
        Client().post(path)
        clock.shift(5)
        Client().post(leave_path(subscriber))
        assert Client().get(path).status_code == Client().post(path).status_code == 410
        assert state_of(subscriber) == "unsubscribed"

    def test_the_button_needs_its_token(self):
        path = confirm_path(SubscriberFactory(status="pending"))
        assert Client(enforce_csrf_checks=True).post(path).status_code == 403


class TestLeaving:
    def test_opening_changes_nothing_the_button_does(self, posted):
        subscriber = SubscriberFactory(language="en")
        delivery = make_delivery(subscriber)
        path = leave_path(subscriber, delivery.mailing_id)
        assert path.startswith("/en/")
        Client().get(path)
        Client().head(path)
        assert state_of(subscriber) == "confirmed"
        answers = []
        letters = posted(lambda: answers.extend(Client().post(path) for _time in range(2)))
        assert [answer.status_code for answer in answers] == [303, 303]
        assert [letter.subject for letter in letters] == ["You are unsubscribed from our newsletter"]
        assert "You are unsubscribed" in words(soup(Client().get(path)).h1)
        delivery.refresh_from_db()
        assert delivery.unsubscribed_at

    @pytest.mark.parametrize("state", STATES)
    def test_one_click_without_cookies_or_token(self, posted, state):
        subscriber = SubscriberFactory(status=state)
        path = leave_path(subscriber, 5)
        answers = []
        letters = posted(
            lambda: answers.extend(Client(enforce_csrf_checks=True).post(path, ONE_CLICK) for _time in range(2))
        )
        assert [(answer.status_code, len(answer.cookies)) for answer in answers] == [(200, 0), (200, 0)]
        assert letters == []
        assert state_of(subscriber) == "unsubscribed"

    def test_one_click_of_somebody_who_is_forgotten(self):
        subscriber = SubscriberFactory()
        path = leave_path(subscriber)
        subscriber.delete()
        assert Client().post(path, ONE_CLICK).status_code == 200
        assert Client().get(path).status_code == Client().post(path).status_code == 404

    def test_as_mail_programs_send_it(self):
        """RFC 8058 allows multipart/form-data and application/x-www-form-urlencoded."""
        for content_type in ("application/x-www-form-urlencoded", None):
            subscriber = SubscriberFactory()
            body = "List-Unsubscribe=One-Click"
            extra = {"content_type": content_type} if content_type else {}
            Client().post(leave_path(subscriber), body if content_type else ONE_CLICK, **extra)
            assert SubscriberEvent.objects.latest("pk").source == "one_click"


class TestManaging:
    def test_language_and_interests(self):
        subscriber = SubscriberFactory(topic_mask=1)
        path = manage_path(subscriber)
        page = soup(Client().get(path))
        assert [box["value"] for box in page.select("[name=topics][checked]")] == ["cases"]
        answer = Client().post(path, {"language": "en", "topics": ["events"], "school_types": ["high", "secondary"]})
        assert (answer.status_code, answer["Location"]) == (303, path)
        subscriber.refresh_from_db()
        assert (subscriber.language, subscriber.topics, subscriber.school_types) == (
            "en",
            ["events"],
            ["high", "secondary"],
        )
        assert Client().post(path, {"language": "xx"}).status_code == 422

    @pytest.mark.parametrize("state", STATES)
    def test_it_says_how_things_are(self, state):
        subscriber = SubscriberFactory(status=state)
        page = soup(Client().get(manage_path(subscriber)))
        assert bool(page.select("form [name=topics]")) == (state == "confirmed")
        assert bool(page.select("form[action$='/again/']")) == (state != "confirmed")

    def test_leaving_and_coming_back_by_a_fresh_letter(self, posted):
        subscriber = SubscriberFactory()
        path = manage_path(subscriber)
        assert len(posted(lambda: Client().post(f"{path}leave/"))) == 1
        assert state_of(subscriber) == "unsubscribed"
        (letter,) = posted(lambda: Client().post(f"{path}again/"))
        assert state_of(subscriber) == "unsubscribed", "a mail with this link may have been passed on"
        Client().post(link_in(letter))
        assert state_of(subscriber) == "confirmed"

    def test_too_many_letters(self, posted):
        path = manage_path(SubscriberFactory(status="unsubscribed"))
        codes = [Client().post(f"{path}again/").status_code for _number in range(4)]
        assert codes == [303, 303, 303, 429]

    def test_everything_that_is_stored_can_be_taken_along(self):
        subscriber = SubscriberFactory(consent_note="説明会の用紙")
        make_delivery(subscriber, 3)
        Client().post(manage_path(subscriber), {"language": "en"})
        answer = Client().get(f"{manage_path(subscriber)}data/")
        data = json.loads(answer.content)
        assert "attachment" in answer["Content-Disposition"]
        assert (data["email"], data["consent"]["note"], data["language"]) == (subscriber.email, "説明会の用紙", "en")
        assert [one["issue"] for one in data["deliveries"]] == [3]
        assert [one["event"] for one in data["events"]] == ["changed"]
        assert subscriber.key not in answer.content.decode()

    def test_forgetting_asks_once_more(self):
        subscriber = SubscriberFactory()
        path = f"{manage_path(subscriber)}forget/"
        assert subscriber.email in words(soup(Client().get(path)).main)
        assert Subscriber.objects.exists()
        answer = Client().post(path)
        assert answer["Location"] == "/newsletter/forgotten/"
        assert not Subscriber.objects.exists()
        assert Client().get(answer["Location"]).status_code == 200
        assert Client().get(manage_path(subscriber)).status_code == 404


PAGES = ["", "welcome/", "data/", "forget/"]


@pytest.mark.parametrize("page", PAGES)
def test_pages_whose_address_is_a_key_are_private(page):
    answer = Client().get(manage_path(SubscriberFactory()) + page)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "canonical" not in answer.content.decode()


@pytest.mark.parametrize(
    "route", ["confirm/{}/", "manage/{}/", "manage/{}/data/", "manage/{}/forget/", "unsubscribe/{}/"]
)
@pytest.mark.parametrize("token", ["x", "x~y", "%00", "日本語", "a" * 3000, "..%2f", "{{7*7}}"])
def test_hostile_tokens(route, token):
    for method in ("get", "post"):
        answer = getattr(Client(), method)("/newsletter/" + route.format(token))
        assert answer.status_code in ({404, 405} if method == "post" else {404})


def test_a_link_of_another_purpose_opens_nothing():
    subscriber = SubscriberFactory()
    other = leave_path(subscriber).rstrip("/").rpartition("/")[2]
    assert Client().get(f"/newsletter/manage/{other}/").status_code == 404
    assert Client().get(f"/newsletter/confirm/{other}/").status_code == 404


def test_no_address_and_no_link_stands_in_logs_or_tasks(caplog, django_capture_on_commit_callbacks):
    subscriber = SubscriberFactory()
    with caplog.at_level(logging.DEBUG), django_capture_on_commit_callbacks(execute=True):
        ask(subscriber.email, Preferences("ja"), source="form", consent_note="x")
        Client().get(manage_path(subscriber) + "nothing/")
        Client(enforce_csrf_checks=True).post(manage_path(subscriber), {})
    tasks = [json.dumps(row.args_kwargs) for row in DBTaskResult.objects.all()]
    assert len(tasks) == 1
    text = "".join(tasks)
    assert subscriber.email not in text + caplog.text
    assert subscriber.key not in text
