"""What is read out of mails that come back, and that nothing in them does harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.sending.bounces import parsing
from newsletter.sending.bounces.parsing import NothingToDo, Returned, parse
from newsletter.sending.bounces.return_addresses import delivery_of, return_address
from newsletter.vocabulary import BounceKind

from .mails import complaint, dsn, holiday

MESSAGE_ID = "<0123456789abcdef0123456789abcdef@example.jp>"


@pytest.fixture(autouse=True)
def _address(settings):
    settings.NEWSLETTER_BOUNCE_EMAIL = "bounce@example.jp"


class TestReturnAddress:
    def test_it_names_the_delivery_and_is_signed(self):
        address = return_address(123456)
        assert address.startswith("bounce+2n9c-")
        assert delivery_of(address) == 123456
        assert delivery_of(f'"Somebody" <{address.upper()}>') == 123456

    @pytest.mark.parametrize(
        "wrong", ["bounce@example.jp", "bounce+2n9c-aaaaaaaaaaaaaaaa@example.jp", "", "+-@", "a@b"]
    )
    def test_others_name_none(self, wrong):
        assert delivery_of(wrong) is None

    def test_a_signature_holds_for_one_delivery(self):
        signature = return_address(1).split("-")[1]
        assert delivery_of(f"bounce+2-{signature}") is None

    def test_without_an_address_for_returns_it_is_the_sender(self, settings):
        settings.NEWSLETTER_BOUNCE_EMAIL = ""
        settings.NEWSLETTER_FROM_EMAIL = "コンシェルジュ <news@example.jp>"
        assert return_address(1) == "news@example.jp"

    def test_the_local_part_is_short_enough(self):
        assert len(return_address(2**63 - 1).partition("@")[0]) <= 64

    @given(st.integers(min_value=0, max_value=2**63))
    def test_it_names_its_delivery(self, number):
        assert delivery_of(return_address(number)) == number


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("5.1.1", BounceKind.HARD),
        ("5.4.4", BounceKind.HARD),
        ("5.0.0", BounceKind.HARD),
        ("5.2.1", BounceKind.HARD),
        ("5.2.2", BounceKind.SOFT),
        ("5.7.1", BounceKind.SOFT),
        ("5.3.4", BounceKind.SOFT),
        ("4.2.2", BounceKind.SOFT),
        ("4.4.7", BounceKind.SOFT),
    ],
)
def test_reports_are_hard_or_soft_by_their_status(status, kind):
    found = parse(dsn(to=return_address(7), status=status))
    assert isinstance(found, Returned)
    assert (found.kind, found.delivery) == (kind, 7)
    assert found.reason == f"{status} smtp; 550 5.1.1 <…>: user unknown"


def test_a_status_may_stand_in_the_diagnostic_only():
    found = parse(dsn(to=return_address(7), status="", diagnostic="smtp; 550-5.1.1 no such user"))
    assert found.kind == BounceKind.HARD


@pytest.mark.parametrize("headers_only", [False, True])
def test_without_the_return_address_the_message_id_tells(headers_only):
    found = parse(dsn(message_id=MESSAGE_ID, headers_only=headers_only))
    assert (found.delivery, found.message_id) == (None, MESSAGE_ID)


def test_a_report_that_names_no_mail_of_ours_is_not_understood():
    assert parse(dsn()) is None
    assert parse(dsn(message_id="<somebody@else.example.com>")) is None


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_warnings_and_receipts_are_no_returns(action):
    assert parse(dsn(to=return_address(7), action=action, status="4.4.1")) == NothingToDo()


def test_an_automatic_reply_is_none_either():
    assert parse(holiday(return_address(7))) == NothingToDo()


@pytest.mark.parametrize("how", ["to", "mail_from", "message_id"])
def test_complaints_name_their_mail_in_one_of_three_places(how):
    value = MESSAGE_ID if how == "message_id" else return_address(9)
    found = parse(complaint(**{how: value}))
    assert found.kind == BounceKind.COMPLAINT
    assert MESSAGE_ID in (found.message_id, MESSAGE_ID if found.delivery == 9 else None)


def test_whoever_takes_a_complaint_back_has_not_complained():
    assert parse(complaint(to=return_address(9), kind="not-spam")) == NothingToDo()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"From: a@example.com\r\n\r\nhello",
        b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n--b--",
        b"Content-Type: multipart/report\r\n\r\n--b",
        b"Content-Type: message/delivery-status; charset=\xff\r\n\r\nAction: failed\r\n",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * 3_000,
        b"To: " + b"+a-" * 300_000,
        b"Subject: " + b"=?utf-8?b?/////?=" * 10_000,
    ],
)
def test_mails_of_strangers_do_no_harm(raw):
    assert parse(raw) is None


@given(st.binary(max_size=400))
def test_no_bytes_raise(raw):
    parse(raw)


@given(st.data())
def test_no_change_of_a_real_report_raises(data):
    whole = dsn(message_id=MESSAGE_ID)
    place = data.draw(st.integers(0, len(whole)))
    parse(whole[:place] + data.draw(st.binary(max_size=20)) + whole[place + data.draw(st.integers(0, 40)) :])


def test_only_the_beginning_of_a_huge_mail_is_read():
    assert parsing.LARGEST == 1_000_000
    huge = dsn(to=return_address(7)).replace(b"Sorry.", b"x" * 2_000_000)
    assert parse(huge) is None
