"""When a public form was opened, signed: a form that comes back within a moment was filled in by a program.

Each stamp is unique, so that it also tells whether the same form was sent twice.
"""

from django.core import signing
from django.utils import timezone
from django.utils.crypto import get_random_string

LEAST_SECONDS = 3
"""Faster nobody fills in a form."""
MOST_SECONDS = 24 * 60 * 60


def opened_now(salt: str) -> str:
    """A stamp of this moment for the form named by `salt`."""
    return signing.dumps([timezone.now().timestamp(), get_random_string(12)], salt=salt)


def seconds_since(stamp: str, salt: str) -> float | None:
    """The seconds since the form was opened; None for a stamp that is none of ours, of another form or too old."""
    try:
        began = signing.loads(stamp, salt=salt, max_age=MOST_SECONDS)[0]
    except signing.BadSignature:
        return None
    return float(timezone.now().timestamp() - began)
