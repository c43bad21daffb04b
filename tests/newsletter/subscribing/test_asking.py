"""The form: one answer for every address, clear refusals, a limit, and nothing for programs."""

import pytest
from django.test import Client
from django.utils import translation

from newsletter.models import Subscriber
from tests.casestudies.helpers import words
from tests.factories.public_site import section
from tests.factories.subscribers import STATES, SubscriberFactory

from .conftest import link_in, soup

pytestmark = pytest.mark.django_db
FORM, SENT = "/newsletter/subscribe/", "/newsletter/subscribe/sent/"


def send(data, path=FORM, **more):
    return Client(**more).post(path, data)


class TestTheForm:
    @pytest.mark.parametrize("prefix", ["", "/en"])
    def test_it_asks_for_one_address_and_the_consent(self, prefix):
        page = soup(Client().get(prefix + FORM))
        required = {field["name"] for field in page.select("main form [required]")}
        assert required == {"email", "language", "consent"}
        assert len(page.select("main form [type=email]")) == 1
        assert page.select_one("[name=language][checked]")["value"] == (prefix[1:] or "ja")
        assert not page.select("[name=consent][checked], [name=topics][checked]")

    def test_it_is_kept_by_nobody(self):
        assert "no-store" in Client().get(FORM)["Cache-Control"]

    def test_without_the_token_nothing_is_taken(self, typed):
        assert send(typed(), enforce_csrf_checks=True).status_code == 403
        assert not Subscriber.objects.exists()

    def test_queries(self, django_assert_num_queries):
        Client().get(FORM)
        with django_assert_num_queries(2):
            Client().get(FORM)


class TestTheBox:
    """The box on other pages: without a token, since these may come from a cache."""

    def test_it_leads_to_the_form_with_the_address(self, anonymous):
        section("newsletter")
        box = soup(anonymous.get("/newsletter/")).select_one("form[action='/newsletter/subscribe/start/']")
        assert [field["name"] for field in box.select("input")] == ["email"]
        answer = Client(enforce_csrf_checks=True).post(box["action"], {"email": "a@example.jp"})
        assert soup(answer).select_one("main [name=email]")["value"] == "a@example.jp"
        assert not Subscriber.objects.exists()

    @pytest.mark.parametrize("email", ['"><script>', "x" * 10_000, "", "\x00"])
    def test_whatever_is_typed(self, email):
        answer = Client().post("/newsletter/subscribe/start/", {"email": email})
        assert answer.status_code == 200
        assert len(soup(answer).select_one("main [name=email]").get("value", "")) <= 254

    def test_opened_by_itself_it_leads_to_the_form(self):
        answer = Client().get("/en/newsletter/subscribe/start/?email=a@example.jp")
        assert (answer.status_code, answer["Location"]) == (303, "/en/newsletter/subscribe/")


class TestSending:
    def test_the_address_gets_a_link(self, typed, posted):
        data = typed("ｎｅｗ＠Example.jp", school_types=["high"], topics=["cases", "events"])
        (letter,) = posted(lambda: send(data))
        row = Subscriber.objects.get()
        assert (row.email, row.status, row.source) == ("new@example.jp", "pending", "form")
        assert (row.school_types, row.topics) == (["high"], ["cases", "events"])
        assert "同意します" in row.consent_note
        assert letter.to == ["new@example.jp"]
        assert link_in(letter).startswith(f"/newsletter/confirm/{row.key}")
        assert "Confirm" not in letter.subject

    def test_the_letter_is_in_the_language_that_was_chosen(self, typed, posted):
        (letter,) = posted(lambda: send(typed(language="en"), "/newsletter/subscribe/"))
        assert letter.subject == "Confirm that you want to receive our newsletter"
        assert link_in(letter).startswith("/en/newsletter/confirm/")
        with translation.override("ja"):
            assert Subscriber.objects.get().consent_note.startswith("I agree")

    @pytest.mark.parametrize("state", [None, *STATES])
    def test_the_answer_does_not_tell_who_is_known(self, typed, posted, state):
        """Status, headers, body and the number of letters are the same, whatever the portal knows."""
        fresh = send(typed("fresh@example.jp"))
        if state:
            SubscriberFactory(email="known@example.jp", status=state)
        data = typed("known@example.jp")
        answers = []
        letters = posted(lambda: answers.append(send(data)))
        (known,) = answers
        assert (known.status_code, known.content) == (fresh.status_code, fresh.content) == (303, b"")
        assert comparable(known) == comparable(fresh)
        assert len(letters) == 1
        pages = [Client().get(answer["Location"]).content for answer in (fresh, known)]
        assert pages[0] == pages[1]

    def test_twice_the_same_form_asks_once(self, typed, posted):
        data = typed()
        assert len(posted(lambda: [send(data), send(data)])) == 1

    def test_a_program_gets_the_same_answer_and_nothing_happens(self, typed, posted):
        data = typed() | {"nickname": "x"}
        assert posted(lambda: send(data)) == []
        assert send(data)["Location"] == SENT


def comparable(answer):
    return {name: value for name, value in answer.headers.items() if name not in {"Expires"}}


class TestRefusals:
    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"email": ""}, "email"),
            ({"email": "みどり@example.jp"}, "email"),
            ({"email": "a@example.jp\r\nBcc: x@example.jp"}, "email"),
            ({"consent": ""}, "consent"),
            ({"language": "xx"}, "language"),
            ({"topics": ["nothing"]}, "topics"),
            ({"school_types": ["<script>"]}, "school_types"),
        ],
    )
    def test_beside_the_field_and_nothing_is_lost(self, typed, changes, field):
        answer = send(typed() | changes)
        page = soup(answer)
        assert answer.status_code == 422
        assert page.select_one(f".error-summary a[href^='#id_{field}']")
        assert page.select_one(".field--error")
        assert not Subscriber.objects.exists()
        if field != "email":
            assert page.select_one("[name=email]")["value"] == "new@example.jp"

    def test_too_fast_and_too_late(self, typed, clock):
        data = typed()
        clock.shift(-9)
        assert send(data).status_code == 422
        clock.shift(25 * 3600)
        answer = send(data)
        assert answer.status_code == 422
        assert soup(answer).select_one("[name=opened]")["value"] != data["opened"]

    def test_a_form_without_a_stamp(self, typed):
        assert send(typed() | {"opened": "forged"}).status_code == 422

    def test_too_many_letters_for_one_address(self, typed, posted):
        assert len(posted(lambda: [send(typed("a@example.jp")) for _number in range(3)])) == 3
        answer = send(typed("A@example.jp"))
        assert answer.status_code == 429
        assert soup(answer).select_one("[name=email]")["value"] == "A@example.jp"
        assert "1時間" in words(soup(answer).select_one("[role=alert]"))
        assert answer["Retry-After"]

    def test_too_many_from_one_network(self, typed, monkeypatch):
        monkeypatch.setattr("newsletter.subscribing.views.asking.MOST_FROM", 2)
        codes = [send(typed(f"a{number}@example.jp")).status_code for number in range(3)]
        assert codes == [303, 303, 429]
        assert Subscriber.objects.count() == 2

    def test_too_many_tries_from_one_network(self, typed, monkeypatch):
        monkeypatch.setattr("newsletter.subscribing.views.asking.MOST_TRIES", 1)
        assert [send(typed("x")).status_code for _number in range(2)] == [422, 429]
