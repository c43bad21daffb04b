"""Addresses as people type them."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from newsletter.subscribing.addresses import clean_address, email_key


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("midori@example.jp", "midori@example.jp"),
        ("　ｍｉｄｏｒｉ＠ｅｘａｍｐｌｅ．ｊｐ　", "midori@example.jp"),
        ("Midori.Taro+news@Example.JP", "Midori.Taro+news@example.jp"),
        ("a@日本語。jp", "a@xn--wgv71a119e.jp"),
        ("a@例え.テスト", "a@xn--r8jz45g.xn--zckzah"),
    ],
)
def test_what_was_meant(typed, meant):
    assert clean_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "みどり@example.jp",
        "a@b",
        "a",
        "@example.jp",
        "a@",
        "a@example.jp\nBcc: b@example.jp",
        "a\u200b@example.jp",
        "a@exa\x00mple.jp",
        "a@example.jp, b@example.jp",
        "a b@example.jp",
        "a@" + "x" * 250 + ".jp",
        "a@" + "日" * 70 + ".jp",
        "<a@example.jp>",
        "a@-example.jp",
        "a@example.jp\u2028",
        "a@@example.jp\u202e",
    ],
)
def test_what_cannot_be_one_is_refused(typed):
    if typed.endswith("\u2028"):
        assert clean_address(typed) == "a@example.jp"  # space around it
        return
    with pytest.raises(ValidationError) as refused:
        clean_address(typed)
    assert refused.value.messages


def test_capitals_are_the_same_person():
    assert email_key(clean_address("MIDORI@Example.jp")) == email_key("midori@example.jp")


@given(st.text(max_size=80))
def test_whatever_is_typed_is_an_address_or_refused(text):
    try:
        found = clean_address(f"{text}@example.jp")
    except ValidationError:
        return
    assert found.isascii()
    assert "\n" not in found
    assert clean_address(found) == found
