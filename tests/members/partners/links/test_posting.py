"""Letters when the mail server is down, when a worker is killed, and when two post at once."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from members.partners.letters import posting
from members.partners.letters.posting import post, post_waiting, write_letter
from members.partners.link_models import PartnerLetter
from members.partners.links.tokens import token_of

pytestmark = pytest.mark.django_db
LATER = datetime.timedelta(minutes=6)


@pytest.fixture
def letter(partner, link):
    return write_letter("update", partner.contact_email, language="en", partner=partner, link=link)


@pytest.fixture
def down(monkeypatch):
    def refuse(self, *args, **kwargs):
        raise ConnectionRefusedError("jane@shade.example: no")

    monkeypatch.setattr(posting.EmailMessage, "send", refuse)


def test_a_posted_letter_keeps_no_address_and_is_not_posted_again(letter, link):
    assert post(letter.pk)
    assert post(letter.pk)
    letter.refresh_from_db()

    assert len(mail.outbox) == 1
    assert token_of(link) in mail.outbox[0].body
    assert (letter.address, letter.posted_at is None) == ("", False)


def test_the_letter_that_waits_holds_no_key(letter, link):
    assert token_of(link) not in str(PartnerLetter.objects.values().get())


def test_a_mail_server_that_is_down_is_tried_again_and_writes_once(letter, down, monkeypatch, caplog):
    assert not post(letter.pk)
    assert PartnerLetter.objects.get().failures == 1
    assert "shade.example" not in caplog.text
    monkeypatch.undo()
    now = timezone.now() + LATER
    assert post_waiting(now) == 1
    assert post_waiting(now) == 0
    assert len(mail.outbox) == 1


def test_a_letter_that_was_interrupted_is_not_posted_again(letter):
    PartnerLetter.objects.update(began_at=timezone.now())
    assert post_waiting(timezone.now() + LATER) == 0
    assert mail.outbox == []


def test_it_is_given_up_after_a_week(letter):
    assert post_waiting(timezone.now() + posting.TRIED_FOR + LATER) == 0


def test_a_server_that_is_down_is_not_asked_for_every_letter(partner, link, down):
    for _number in range(6):
        write_letter("update", partner.contact_email, language="en", partner=partner, link=link)
    assert post_waiting(timezone.now() + LATER) == posting.FAILURES_IN_A_ROW


def test_without_an_address_no_letter_is_written(partner):
    assert write_letter("update", "", language="en", partner=partner) is None
