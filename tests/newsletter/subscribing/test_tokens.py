"""Signed links: for one purpose, of ours only, quick to make."""

import time

import pytest
import time_machine

from newsletter.models import Subscriber
from newsletter.subscribing import tokens
from tests.days import NOON

KEY = "k" * 24


def reader(language="ja"):
    return Subscriber(key=KEY, language=language, email="a@example.jp")


@pytest.mark.parametrize(("language", "prefix"), [("ja", ""), ("en", "/en")])
def test_addresses_are_absolute_and_in_the_readers_language(settings, language, prefix):
    base = settings.WAGTAILADMIN_BASE_URL + prefix
    one = reader(language)
    assert tokens.manage_url(one).startswith(f"{base}/newsletter/manage/{KEY}")
    assert tokens.confirm_url(one).startswith(f"{base}/newsletter/confirm/{KEY}")
    assert tokens.unsubscribe_url(one, 7).startswith(f"{base}/newsletter/unsubscribe/{KEY}.7")
    assert tokens.unsubscribe_url(one, 7) == tokens.unsubscribe_url_of(KEY, language, 7)


def test_what_is_signed_comes_back():
    assert tokens.key_to_manage(tokens.manage_token(KEY)) == KEY
    assert tokens.key_to_leave(tokens.unsubscribe_token(KEY, 12)) == (KEY, 12)
    assert tokens.key_to_leave(tokens.unsubscribe_token(KEY, None)) == (KEY, None)
    assert tokens.key_to_confirm(confirm_token()) == KEY


def confirm_token():
    return tokens.confirm_url(reader()).rstrip("/").rpartition("/")[2]


READERS = {
    "manage": tokens.key_to_manage,
    "unsubscribe": tokens.key_to_leave,
    "confirm": tokens.key_to_confirm,
}


@pytest.mark.parametrize("purpose", READERS)
def test_a_token_holds_for_one_purpose(purpose):
    made = {
        "manage": tokens.manage_token(KEY),
        "unsubscribe": tokens.unsubscribe_token(KEY, None),
        "confirm": confirm_token(),
    }
    others = [token for name, token in made.items() if name != purpose]
    assert [READERS[purpose](token) for token in others] == [None, None]


@pytest.mark.parametrize("purpose", READERS)
@pytest.mark.parametrize(
    "forged", ["", "~", KEY, f"{KEY}~", f"{KEY}~x", "日本語~日本語", "\x00", "a" * 5000, f"{KEY}.9~x"]
)
def test_a_forged_token_opens_nothing(purpose, forged):
    assert READERS[purpose](forged) is None


def test_a_mailing_cannot_be_put_into_a_token():
    token = tokens.unsubscribe_token(KEY, 12)
    assert tokens.key_to_leave(token.replace(".12~", ".13~")) is None


def test_a_confirmation_is_good_for_seven_days():
    with time_machine.travel(NOON, tick=False) as clock:
        token = confirm_token()
        clock.shift(7 * 24 * 3600)
        assert tokens.key_to_confirm(token) == KEY
        clock.shift(1)
        with pytest.raises(tokens.ExpiredLinkError):
            tokens.key_to_confirm(token)


def test_links_for_a_hundred_thousand_mails_cost_little():
    tokens.unsubscribe_url_of(KEY, "ja", 7)
    costs = []
    for _try in range(5):
        begin = time.process_time()
        for _number in range(1000):
            tokens.unsubscribe_url_of(KEY, "ja", 7)
        costs.append(time.process_time() - begin)
    assert min(costs) < 0.05, "fifty microseconds each"
