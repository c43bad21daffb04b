"""The links in the mails: a subscriber's key, signed with a salt that holds the purpose of the link.

Without our secret nobody makes one, not even from a copy of the database, and a signature made for one purpose does not
hold for another. All addresses are absolute and in the subscriber's language. Making one asks no database: a hundred
thousand mails hold two each.
"""

import datetime
import functools
from typing import NamedTuple

from django.core.signing import BadSignature, SignatureExpired, Signer, TimestampSigner
from django.urls import reverse
from django.utils import translation

from newsletter.models import Subscriber
from portal.core.printing.frame import public_address

CONFIRM_DAYS = 7
"""So long a link that confirms an address is good."""
_SEPARATOR = "~"
_SALT = "newsletter.subscribing."
_MAILING_FOLLOWS = "."


class ExpiredLinkError(Exception):
    """A link of ours that is over."""


class Leaving(NamedTuple):
    """Whose link to unsubscribe it is, and in which mailing it stood (None: in none)."""

    key: str
    mailing_pk: int | None


def manage_url(subscriber: Subscriber) -> str:
    return manage_url_of(subscriber.key, subscriber.language)


def manage_url_of(key: str, language: str) -> str:
    """The reader's own page, by key and language; good as long as there is such a subscriber."""
    return _address("manage", language, manage_token(key))


def unsubscribe_url(subscriber: Subscriber, mailing_pk: int | None) -> str:
    return unsubscribe_url_of(subscriber.key, subscriber.language, mailing_pk)


def unsubscribe_url_of(key: str, language: str, mailing_pk: int | None) -> str:
    """The page to leave on, by key and language; whoever leaves by it is counted for that mailing."""
    return _address("unsubscribe", language, unsubscribe_token(key, mailing_pk))


def confirm_url(subscriber: Subscriber) -> str:
    """The page that confirms the address, for `CONFIRM_DAYS` from now."""
    token = TimestampSigner(salt=f"{_SALT}confirm", sep=_SEPARATOR).sign(subscriber.key)
    return _address("confirm", subscriber.language, token)


def manage_token(key: str) -> str:
    return _signer("manage").sign(key)


def unsubscribe_token(key: str, mailing_pk: int | None) -> str:
    return _signer("unsubscribe").sign(key if mailing_pk is None else f"{key}{_MAILING_FOLLOWS}{mailing_pk}")


def key_to_manage(token: str) -> str | None:
    """The key in the token of a reader's own page; None for a token that is none of ours."""
    return _unsigned("manage", token)


def key_to_leave(token: str) -> Leaving | None:
    """What stands in the token of a link to unsubscribe; None for a token that is none of ours."""
    signed = _unsigned("unsubscribe", token)
    if signed is None:
        return None
    key, _sign, mailing = signed.partition(_MAILING_FOLLOWS)
    return Leaving(key, int(mailing) if mailing else None)


def key_to_confirm(token: str) -> str | None:
    """The key in a token that confirms; None for one that is none of ours. Raises `ExpiredLinkError`."""
    try:
        signer = TimestampSigner(salt=f"{_SALT}confirm", sep=_SEPARATOR)
        return signer.unsign(token, max_age=datetime.timedelta(days=CONFIRM_DAYS))
    except SignatureExpired as error:
        raise ExpiredLinkError from error
    except BadSignature:
        return None


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"{_SALT}{purpose}", sep=_SEPARATOR)


def _unsigned(purpose: str, token: str) -> str | None:
    try:
        return _signer(purpose).unsign(token)
    except BadSignature:
        return None


def _address(name: str, language: str, token: str) -> str:
    return public_address(_path(name, language).replace("TOKEN", token))


@functools.cache
def _path(name: str, language: str) -> str:
    with translation.override(language):
        return reverse(f"newsletter:{name}", args=["TOKEN"])
