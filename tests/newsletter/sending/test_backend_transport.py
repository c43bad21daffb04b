"""Mails that go over another of Django's backends."""

import smtplib
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.core.mail import get_connection

from newsletter.sending.transports import BackendTransport, Kind, make_transport

RAW = (
    b"From: =?utf-8?b?44Kz44Oz44K344Kn44Or44K444Ol?= <news@example.jp>\r\nTo: reader@example.jp\r\n"
    b"Subject: =?utf-8?b?56ys77yX5Y+3?=\r\nMessage-ID: <1@example.jp>\r\nList-Id: <newsletter.example.jp>\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n"
    b"--x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n5pys5paH\r\n"
    b"--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    b"PHA+5pys5paHPC9wPg==\r\n"
    b"--x--\r\n"
)


class Backend:
    """A backend of a provider that raises what it is given."""

    def __init__(self, fault=None, *, opening=None, taken=1):
        self.fault, self.opening, self.taken, self.closed = fault, opening, taken, 0

    def open(self):
        if self.opening:
            raise self.opening

    def close(self):
        self.closed += 1

    def send_messages(self, messages):
        if self.fault:
            raise self.fault
        return self.taken


def deliver(transport, to="reader@example.jp", begin=lambda: True):
    return transport.deliver("bounce@example.jp", to, RAW, begin)


def test_the_bytes_reach_the_backend_and_providers_find_what_they_read():
    assert deliver(make_transport()).kind is Kind.SENT
    (sent,) = mail.outbox
    assert sent.message().as_bytes(policy=policy.SMTP) == message_from_bytes(RAW).as_bytes(policy=policy.SMTP)
    assert (sent.subject, sent.to, sent.body) == ("第７号", ["reader@example.jp"], "本文")
    assert sent.from_email == "コンシェルジュ <news@example.jp>"
    assert sent.alternatives[0].content == "<p>本文</p>"
    assert sent.extra_headers == {"Message-ID": "<1@example.jp>", "List-Id": "<newsletter.example.jp>"}


def test_mails_become_files(tmp_path):
    transport = BackendTransport(get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=tmp_path))
    assert {deliver(transport).kind for _number in range(2)} == {Kind.SENT}
    transport.close()
    (file,) = tmp_path.iterdir()
    assert file.read_bytes().count(b"Message-ID: <1@example.jp>") == 2


def test_mails_are_shown_on_the_console(capsys):
    transport = BackendTransport(get_connection("django.core.mail.backends.console.EmailBackend"))
    assert deliver(transport).kind is Kind.SENT
    assert "Message-ID: <1@example.jp>" in capsys.readouterr().out


def test_when_the_mark_is_refused_nothing_is_sent():
    assert deliver(make_transport(), begin=lambda: False).kind is Kind.DROPPED
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (smtplib.SMTPDataError(451, b"later"), Kind.TEMPORARY),
        (smtplib.SMTPDataError(554, b"no"), Kind.PERMANENT),
        (smtplib.SMTPDataError(421, b"closing"), Kind.TEMPORARY),
        (smtplib.SMTPDataError(-1, b"?"), Kind.UNKNOWN),
        (smtplib.SMTPRecipientsRefused({"reader@example.jp": (550, b"no")}), Kind.PERMANENT),
        (smtplib.SMTPServerDisconnected("gone"), Kind.UNKNOWN),
        (TimeoutError("slow"), Kind.UNKNOWN),
        (RuntimeError("the provider says reader@example.jp is odd"), Kind.UNKNOWN),
    ],
)
def test_what_a_backend_raises(fault, kind):
    backend = Backend(fault)
    outcome = deliver(BackendTransport(backend))
    assert outcome.kind is kind
    assert "example.jp" not in outcome.reason
    assert backend.closed == 1


def test_a_backend_that_cannot_be_opened_says_nothing_of_the_mail():
    assert deliver(BackendTransport(Backend(opening=OSError("away")))).kind is Kind.DOWN


def test_a_backend_that_takes_nothing():
    assert deliver(BackendTransport(Backend(taken=0))).kind is Kind.UNKNOWN
    assert deliver(BackendTransport(Backend(taken=None))).kind is Kind.SENT


def test_hostile_addresses_are_refused():
    assert deliver(make_transport(), to="a@example.jp\nBcc: b@example.jp").kind is Kind.PERMANENT
    assert mail.outbox == []
