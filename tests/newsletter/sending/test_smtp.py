"""What each answer, silence and broken line of a mail server means for a mail."""

import gc

import pytest
from django.core.mail.backends.smtp import EmailBackend

from newsletter.sending.transports import Kind, SmtpTransport, make_transport

from .scripted_server import DROP, HANG, STAGES, ScriptedServer

MAIL = b"Subject: a\r\n\r\n.a line with a dot\r\n"
BEFORE, AFTER = ("MAIL", "RCPT"), ("DATA", "end")
TIMEOUT = 0.15


class Talk:
    """A server, a line to it, and whether DATA was begun."""

    def __init__(self, at=None, **options):
        self.server = ScriptedServer(at, **options)
        self.transport = SmtpTransport(EmailBackend(host="127.0.0.1", port=self.server.port, timeout=TIMEOUT))
        self.begun = 0
        self.may_begin = True

    def begin(self):
        self.begun += 1
        return self.may_begin

    def send(self, to="reader@example.jp", sender="bounce@example.jp"):
        return self.transport.deliver(sender, to, MAIL, self.begin)


@pytest.fixture
def talk():
    talks = []

    def make(at=None, **options):
        talks.append(Talk(at, **options))
        return talks[-1]

    yield make
    for one in talks:
        one.transport.close()
        one.server.close()


@pytest.fixture(autouse=True, scope="module")
def _no_line_is_left_open():
    """It would be a warning, which is an error."""
    yield
    gc.collect()


def test_many_mails_go_over_one_line(talk):
    one = talk()
    outcomes = [one.send(f"reader{number}@example.jp") for number in range(3)]
    assert {outcome.kind for outcome in outcomes} == {Kind.SENT}
    assert (one.server.lines, one.begun) == (1, 3)
    assert one.server.taken == [b"Subject: a\r\n\r\n..a line with a dot\r\n"] * 3
    assert one.server.recipients[0] == "rcpt TO:<reader0@example.jp>"


@pytest.mark.parametrize("stage", [*BEFORE, *AFTER])
@pytest.mark.parametrize(("line", "kind"), [("451 4.7.1 later", Kind.TEMPORARY), ("550 5.1.1 no", Kind.PERMANENT)])
def test_a_refusal_is_an_answer_at_each_stage(talk, stage, line, kind):
    one = talk({stage: line})
    outcome = one.send()
    assert (outcome.kind, outcome.code) == (kind, int(line[:3]))
    assert line[4:] in outcome.reason
    assert one.begun == (stage in AFTER)
    assert one.server.taken == []
    # The line is good for the next one.
    one.server.at.clear()
    assert one.send("other@example.jp").kind is Kind.SENT
    assert one.server.lines == 1


@pytest.mark.parametrize("stage", [*BEFORE, *AFTER])
@pytest.mark.parametrize("trouble", [HANG, DROP])
def test_silence_and_a_broken_line_before_and_after_data(talk, stage, trouble):
    one = talk({stage: trouble})
    outcome = one.send()
    assert outcome.kind is (Kind.UNKNOWN if stage in AFTER else Kind.LOST)
    assert one.begun == (stage in AFTER)
    one.server.at.clear()
    assert one.send().kind is Kind.SENT
    assert one.server.lines == 2


@pytest.mark.parametrize("stage", ["greeting", "EHLO"])
@pytest.mark.parametrize("trouble", [HANG, DROP, "554 go away", "421 too busy"])
def test_without_a_conversation_nothing_is_said_of_the_mail(talk, stage, trouble):
    one = talk({stage: trouble, "HELO": "554 go away"})
    assert one.send().kind is Kind.DOWN
    assert one.begun == 0
    one.server.at.clear()
    assert one.send().kind is Kind.SENT


@pytest.mark.parametrize("stage", [*BEFORE, *AFTER])
def test_a_server_that_closes_the_line_with_421(talk, stage):
    one = talk({stage: "421 closing"})
    outcome = one.send()
    # After DATA it is an answer: the mail was not taken.
    assert outcome.kind is (Kind.TEMPORARY if stage in AFTER else Kind.LOST)
    assert "421" in outcome.reason
    one.server.at.clear()
    assert one.send().kind is Kind.SENT


# Before DATA the beginning of an answer that never ends is a silence, which is another test.
STRANGE = [(stage, line) for stage in (*BEFORE, *AFTER) for line in ("what?", "999 a", "050 b")]


@pytest.mark.parametrize(("stage", "line"), [*STRANGE, *((stage, "250-") for stage in AFTER)])
def test_an_answer_out_of_any_rule(talk, stage, line):
    one = talk({stage: line})
    outcome = one.send()
    expected = {"DATA": (Kind.TEMPORARY, Kind.UNKNOWN), "end": (Kind.UNKNOWN,)}
    assert outcome.kind in expected.get(stage, (Kind.LOST,))
    assert outcome.code >= 0


def test_a_line_that_has_lived_long_enough_is_opened_anew(talk):
    one = talk(mails_a_line=2)
    assert [one.send().kind for _number in range(5)] == [Kind.SENT] * 5
    assert one.server.lines == 3
    assert len(one.server.taken) == 5


def test_a_server_that_nobody_answers_for(talk):
    one = talk()
    one.server.close()
    outcome = one.send()
    assert outcome.kind is Kind.DOWN
    assert outcome.reason.startswith("greeting")


def test_a_wrong_password_is_told(talk):
    one = talk({"EHLO": "250-hello\r\n250 AUTH PLAIN", "AUTH": "535 5.7.8 wrong password for a@example.jp"})
    one.transport = SmtpTransport(
        EmailBackend(host="127.0.0.1", port=one.server.port, username="a", password="b", timeout=TIMEOUT)
    )
    outcome = one.send()
    assert (outcome.kind, outcome.code) == (Kind.DOWN, 535)
    assert outcome.reason == "login: 535 5.7.8 wrong password for <…>"


def test_when_the_mark_is_refused_nothing_is_sent(talk):
    one = talk()
    one.may_begin = False
    assert one.send().kind is Kind.DROPPED
    assert [command for command in one.server.commands if command == "data"] == []
    one.may_begin = True
    assert one.send().kind is Kind.SENT
    assert len(one.server.taken) == 1


def test_when_the_mark_fails_nothing_is_sent_and_the_fault_is_told(talk):
    one = talk()

    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        one.transport.deliver("a@example.jp", "b@example.jp", MAIL, fail)
    assert one.server.taken == []
    assert one.send().kind is Kind.SENT


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "読者@example.jp",
        "a@example.jp\r\nRCPT TO:<b@example.jp>",
        "a@example.jp>, <b@example.jp",
        "a b@example.jp",
        "a@b@example.jp",
        "a@" + "x" * 300,
        "a@例" + "え" * 80 + ".jp",
        "\ud800@example.jp",
        "\x00@example.jp",
    ],
)
def test_hostile_addresses_are_refused_before_anything_is_said(talk, address):
    one = talk()
    outcome = one.send(address)
    assert outcome.kind is Kind.PERMANENT
    assert (one.begun, one.server.lines) == (0, 0)


def test_a_domain_in_japanese_is_written_in_letters(talk):
    one = talk()
    assert one.send("reader@例え.example.jp").kind is Kind.SENT
    assert one.server.recipients == ["rcpt TO:<reader@xn--r8jz45g.example.jp>"]


def test_reasons_hold_no_address_and_no_control_characters(talk):
    one = talk({"RCPT": "550 5.1.1 <reader@example.jp>: \x07user unknown " + "x" * 400})
    reason = one.send().reason
    assert reason.startswith("RCPT: 550 5.1.1 <…>:  user unknown")
    assert len(reason) <= 300


def test_the_transport_follows_the_settings(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert isinstance(make_transport(), SmtpTransport)
    assert settings.EMAIL_TIMEOUT == 30


def test_every_stage_is_looked_at():
    assert set(STAGES) == {"greeting", "EHLO", *BEFORE, *AFTER}
