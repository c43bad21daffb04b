"""The contact form: stored once, mailed once, refused clearly, and never of use for sending spam."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from home.models import Inquiry
from portal.core.site_settings import PortalSettings
from tests.casestudies.helpers import words
from tests.factories.public_site import translated


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    def post(data, path="/contact/", **extra):
        with django_capture_on_commit_callbacks(execute=True):
            return Client().post(path, data, **extra)

    return post


def letters() -> list[dict]:
    """The letters that were queued: subject, body, addresses."""
    return [
        dict(zip(("subject", "body", "to"), row.args_kwargs["args"], strict=True)) for row in DBTaskResult.objects.all()
    ]


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


class TestTheForm:
    def test_it_asks_for_what_is_needed(self, clock):
        page = soup(Client().get("/contact/"))
        required = {field["name"] for field in page.select("main form [required]")}
        assert required == {"name", "email", "topic", "message"}
        assert page.select_one("[name=school]")
        assert "3開庁日以内" in words(page.main)

    def test_a_topic_may_be_chosen_beforehand(self):
        page = soup(Client().get("/contact/?topic=event"))
        assert page.select_one("[name=topic] [selected]")["value"] == "event"
        page = soup(Client().get("/contact/?topic=<script>"))
        assert page.select_one("[name=topic] [selected]")["value"] == ""

    def test_the_page_with_its_token_is_kept_by_nobody(self):
        for path in ("/contact/", "/contact/sent/"):
            assert "no-store" in Client().get(path)["Cache-Control"]

    def test_without_the_token_nothing_is_taken(self, typed):
        client = Client(enforce_csrf_checks=True)
        assert client.post("/contact/", typed).status_code == 403
        token = soup(client.get("/contact/")).select_one("[name=csrfmiddlewaretoken]")["value"]
        assert client.post("/contact/", {**typed, "csrfmiddlewaretoken": token}).status_code == 302

    def test_queries(self, django_assert_num_queries):
        Client().get("/contact/")
        with django_assert_num_queries(12):
            Client().get("/contact/")


class TestSending:
    def test_it_is_stored_and_told(self, send, typed):
        PortalSettings.objects.update_or_create(defaults={"email": "office@example.jp"})
        response = send(typed)
        assert response.status_code == 302
        assert response["Location"] == "/contact/sent/"
        inquiry = Inquiry.objects.get()
        assert {name: getattr(inquiry, name) for name in ("name", "email", "school", "topic", "message")} == {
            name: typed[name] for name in ("name", "email", "school", "topic", "message")
        }
        assert (inquiry.status, inquiry.language, inquiry.settled_at) == ("new", "ja", None)
        assert [letter["to"] for letter in letters()] == [["office@example.jp"], ["wakaba@example.jp"]]
        assert [entry.action for entry in ModelLogEntry.objects.for_instance(inquiry)] == ["inquiry.receive"]
        sent = soup(Client().get(response["Location"]))
        assert "3開庁日以内に、メールでお返事します。" in words(sent.main)

    def test_letters_repeat_nothing_of_what_was_typed(self, send, typed):
        send({**typed, "name": "BUY NOW", "message": "CHEAP PILLS https://spam.example", "school": "SPAM LTD"})
        office, receipt = letters()
        for letter in (office, receipt):
            text = letter["subject"] + letter["body"]
            assert not any(word in text for word in ("BUY", "PILLS", "spam.example", "SPAM"))
        assert "\n" not in receipt["subject"]
        assert "---" in receipt["body"], "in both languages"

    def test_the_language_is_that_of_the_page(self, send, typed, page):
        translated(page)
        assert send(typed, "/en/contact/")["Location"] == "/en/contact/sent/"
        assert Inquiry.objects.get().language == "en"

    def test_twice_sent_is_once_stored_and_once_mailed(self, send, typed):
        assert [send(typed)["Location"] for _time in range(3)] == ["/contact/sent/"] * 3
        assert Inquiry.objects.count() == 1
        assert len(letters()) == 2

    def test_a_word_more_is_another_inquiry(self, send, typed):
        send(typed)
        send({**typed, "message": typed["message"] + "よろしくお願いします。"})
        assert Inquiry.objects.count() == 2


class TestRefusals:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", ""),
            ("email", "no address"),
            ("email", "a@example.jp\nBcc: b@example.jp"),
            ("topic", "nonsense"),
            ("message", "   "),
            ("name", "若葉\r\nBcc: everybody@example.jp"),
            ("school", "学校\u2028改行"),
            ("name", "x" * 101),
            ("message", "nul \0"),
        ],
    )
    def test_what_is_wrong_is_told_beside_the_field_and_above(self, send, typed, field, value):
        response = send({**typed, field: value})
        assert response.status_code == 422
        page = soup(response)
        assert page.title.string.startswith("エラー：")
        assert page.select_one(".error-summary a")["href"] == f"#id_{field}"
        assert page.select_one(f"[name={field}]")["aria-invalid"] == "true"
        kept = {name for name in typed if name not in {field, "opened", "nickname"}}
        for name in kept - {"topic", "message"}:
            assert page.select_one(f"[name={name}]")["value"] == typed[name]
        assert not Inquiry.objects.exists()
        assert not letters()
        assert not mail.outbox

    def test_a_megabyte_is_refused_and_kept(self, send, typed):
        response = send({**typed, "message": "あ" * 350_000})
        assert response.status_code == 422
        assert len(words(soup(response).select_one("[name=message]"))) == 350_000
        assert not Inquiry.objects.exists()

    def test_more_than_the_server_reads_is_refused(self, send, typed):
        assert send({**typed, "message": "x" * 3_000_000}).status_code in {400, 413, 422}

    def test_scripts_are_text(self, send, typed):
        response = send({**typed, "message": "<script>alert(1)</script>", "email": "<script>alert(2)</script>"})
        assert response.status_code == 422
        assert b"<script>alert" not in response.content

    def test_faster_than_anybody_types(self, typed, send, clock):
        clock.shift(-8)
        response = send(typed)
        assert response.status_code == 422
        assert soup(response).select_one("[name=name]")["value"] == typed["name"]
        clock.shift(3)
        assert send(typed).status_code == 302

    @pytest.mark.parametrize("stamp", ["", "forged", "x" * 300])
    def test_without_a_stamp_of_ours_a_new_one_is_given(self, send, typed, clock, stamp):
        response = send({**typed, "opened": stamp})
        assert response.status_code == 422
        fresh = soup(response).select_one("[name=opened]")["value"]
        clock.shift(5)
        assert send({**typed, "opened": fresh}).status_code == 302

    def test_the_trap_answers_like_a_success_and_keeps_nothing(self, send, typed):
        assert send({**typed, "nickname": "bot"})["Location"] == "/contact/sent/"
        assert not Inquiry.objects.exists()
        assert not letters()


class TestTooMany:
    def test_two_hundred_a_minute_from_one_address(self, send, typed):
        answers = [
            send({**typed, "email": f"s{number}@example.jp", "message": f"第{number}便"}) for number in range(200)
        ]
        codes = [answer.status_code for answer in answers]
        assert codes == [302] * 20 + [429] * 180
        assert Inquiry.objects.count() == 20
        assert len(letters()) == 40
        refused = soup(answers[-1])
        assert words(refused.select_one("[role=alert]"))
        assert refused.select_one("[name=email]")["value"] == "s199@example.jp"
        assert int(answers[-1]["Retry-After"]) > 0

    def test_no_sender_gets_more_than_three_receipts_an_hour(self, send, typed, clock):
        def one(number):
            return send({**typed, "message": f"第{number}便"}, REMOTE_ADDR=f"192.0.2.{number}").status_code

        assert [one(number) for number in range(1, 6)] == [302, 302, 302, 429, 429]
        assert Inquiry.objects.count() == 3
        clock.shift(3600)
        assert one(9) == 302

    def test_a_repetition_is_no_new_one(self, send, typed):
        assert [send(typed).status_code for _time in range(10)] == [302] * 10

    def test_other_methods(self):
        assert Client().put("/contact/").status_code in {200, 405}
        assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE <= 2_621_440
