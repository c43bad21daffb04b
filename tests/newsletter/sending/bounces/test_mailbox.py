"""The mailbox of returned mails, read over IMAP."""

import imaplib
from urllib.parse import quote

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsletter.models import Subscriber
from newsletter.sending.bounces import mailbox
from newsletter.sending.bounces.mailbox import read_mailbox
from newsletter.sending.bounces.return_addresses import return_address
from newsletter.sending.bounces.taking_in import Taken
from newsletter.sending.jobs import take_in_returns
from tests.newsletter.sending.builders import make_delivery, make_mailing

from .imap_server import ImapServer
from .mails import dsn, holiday

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    settings.NEWSLETTER_BOUNCE_EMAIL = "bounce@example.jp"
    made = []

    def make(*mails):
        made.append(ImapServer(*mails))
        settings.NEWSLETTER_BOUNCE_MAILBOX = f"imap://box:{quote('s3cret@x', safe='')}@127.0.0.1:{made[-1].port}/INBOX"
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_unread_mails_are_taken_in_once(server):
    sent = make_delivery(make_mailing(), state="sent")
    address = return_address(sent.pk)
    box = server(dsn(to=address), holiday(address), b"Subject: hello\r\n\r\nWho are you?\r\n")
    assert read_mailbox() == {Taken.NOTED: 1, Taken.NOTHING_TO_DO: 1, Taken.NOT_UNDERSTOOD: 1}
    assert Subscriber.objects.get().status == "suspended"
    assert box.flags == {"1": {"\\Seen"}, "2": {"\\Seen"}, "3": {"\\Seen", "\\Flagged"}}
    assert read_mailbox() == {}
    take_in_returns()


def test_a_mail_is_marked_only_when_all_is_done(server, monkeypatch):
    box = server(b"Subject: a\r\n\r\nb")

    def fail(raw):
        raise ZeroDivisionError

    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(mailbox, "take_in", fail)
        read_mailbox()
    assert box.flags == {"1": set()}
    assert box.heard[-1].endswith("LOGOUT")
    assert read_mailbox() == {Taken.NOT_UNDERSTOOD: 1}


def test_so_many_at_once(server, monkeypatch):
    monkeypatch.setattr(mailbox, "MOST", 2)
    server(*[b"Subject: a\r\n\r\nb"] * 3)
    assert [read_mailbox().total() for _number in range(3)] == [2, 1, 0]


def test_without_a_mailbox_nobody_looks(settings):
    settings.NEWSLETTER_BOUNCE_MAILBOX = ""
    assert read_mailbox() == {}


@pytest.mark.parametrize("url", ["https://a:b@example.jp/", "imaps://example.jp/INBOX", "imaps:///INBOX", "box"])
def test_a_wrong_address_is_told_without_its_password(url):
    with pytest.raises(ImproperlyConfigured, match="NEWSLETTER_BOUNCE_MAILBOX") as fault:
        read_mailbox(url)
    assert "a:b" not in str(fault.value)


def test_a_wrong_password_or_folder_is_an_error(server):
    box = server()
    for url in (f"imap://box:wrong@127.0.0.1:{box.port}/INBOX", f"imap://box:s3cret%40x@127.0.0.1:{box.port}/Spam"):
        with pytest.raises(imaplib.IMAP4.error):
            read_mailbox(url)
