"""The bytes for the mail server: headers encoded and folded, two parts of equal standing, links of the recipient."""

import datetime
import email
import re
from email.policy import SMTP, default

import pytest

from newsletter.mail.messages import Letter
from newsletter.mail.placeholders import MANAGE, UNSUBSCRIBE
from newsletter.mail.recipients import Recipient
from newsletter.models import Mailing, MailingEdition
from portal.core.site_settings import PortalSettings

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TOKYO = datetime.timezone(datetime.timedelta(hours=9))
SUBJECT = "【コンシェルジュ通信】第63号　冬休み明けに届く、海の向こうからの年賀状をいっしょに準備しませんか"
HTML = f'<html><body><p>海の向こう</p><a href="{UNSUBSCRIBE}">停止</a> <a href="{MANAGE}">変更</a></body></html>'
TEXT = f"海の向こう\n{UNSUBSCRIBE}\n{MANAGE}\n"


def recipient(**fields):
    values = {
        "email": "reader@example.jp",
        "message_id": "<0123456789abcdef0123456789abcdef@concierge.example.jp>",
        "unsubscribe_url": "https://concierge.example.jp/newsletter/unsubscribe/" + "k" * 90 + "/",
        "manage_url": "https://concierge.example.jp/newsletter/manage/a~b&c/",
        "envelope_from": "bounce@example.jp",
        "date": datetime.datetime(2026, 11, 29, 9, 0, tzinfo=TOKYO),
        **fields,
    }
    return Recipient(**values)


@pytest.fixture
def letter(settings):
    settings.NEWSLETTER_FROM_EMAIL = "concierge@example.jp"
    office = PortalSettings.load()
    office.email = "office@example.jp"
    office.save()
    mailing = Mailing(pk=7, number=63, message_domain="concierge.example.jp")
    return Letter(MailingEdition(pk=1, language="ja", subject=SUBJECT, html=HTML, text=TEXT), mailing)


@pytest.fixture
def parsed(letter):
    return email.message_from_bytes(letter.message(recipient()), policy=default)


def test_a_parser_of_the_standard_finds_no_fault(letter, parsed):
    assert [part.defects for part in parsed.walk()] == [[], [], []]
    for name, value in parsed.items():
        assert not getattr(value, "defects", ()), name


def test_lines_end_by_crlf_are_ascii_and_short(letter):
    content = letter.message(recipient())
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")
    long = [line for line in lines if len(line) > 78]
    # An address cannot be folded, so it stands alone in its line.
    assert all(line.startswith(b" <https://") and len(line) < 998 for line in long)
    assert len(long) == 1


def test_headers_say_who_writes_what_and_how_to_stop(parsed):
    assert parsed["Subject"] == SUBJECT
    assert str(parsed["From"]) == "東京都国際交流コンシェルジュ <concierge@example.jp>"
    assert parsed["Reply-To"].addresses[0].addr_spec == "office@example.jp"
    assert parsed["To"].addresses[0].addr_spec == "reader@example.jp"
    assert parsed["Message-ID"] == recipient().message_id
    assert parsed["Date"].datetime == recipient().date
    assert parsed["List-Id"] == "<newsletter.concierge.example.jp>"
    assert parsed["List-Unsubscribe"].strip() == f"<{recipient().unsubscribe_url}>"
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert parsed["Content-Language"] == "ja"
    assert len(parsed.keys()) == len(set(parsed.keys()))


def test_the_parts_are_the_editions_with_the_links_of_the_recipient(parsed):
    assert parsed.get_content_type() == "multipart/alternative"
    text, html = parsed.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert html.get_content_type() == "text/html"
    one = recipient()
    assert text.get_content().splitlines() == ["海の向こう", one.unsubscribe_url, one.manage_url]
    assert f'<a href="{one.unsubscribe_url}">' in html.get_content()
    assert 'a~b&amp;c/">変更' in html.get_content()
    assert "portal.invalid" not in text.get_content() + html.get_content()


def test_it_is_what_the_email_package_would_have_written(letter, parsed):
    assert email.message_from_bytes(parsed.as_bytes(policy=SMTP), policy=default)["Subject"] == SUBJECT


def test_two_recipients_share_all_but_their_own(letter):
    first = letter.message(recipient(unsubscribe_url="https://a.example/1"))
    second = letter.message(recipient(email="other@example.jp", unsubscribe_url="https://a.example/2"))
    assert b"other@example.jp" not in first
    assert b"https://a.example/1" not in second
    boundary = re.compile(rb'boundary="([^"]+)"')
    assert boundary.search(first)[1] == boundary.search(second)[1]


@pytest.mark.parametrize("address", ["a@example.jp\r\nBcc: b@example.jp", "a\n@example.jp", "テスト@example.jp"])
def test_an_address_that_no_header_can_hold_is_refused(letter, address):
    with pytest.raises(ValueError, match="address"):
        letter.message(recipient(email=address))


def test_a_domain_in_japanese_is_written_in_ascii(letter):
    content = letter.message(recipient(email="reader@例え.jp"))
    assert b"To: reader@xn--r8jz45g.jp" in content
