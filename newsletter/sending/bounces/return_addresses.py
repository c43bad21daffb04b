"""The address to which a mail comes back: it names the delivery, signed, so that nobody can suspend others.

    bounce+1a2b-mfrggzdfmztwq2lk@example.jp

Letters and digits of one case only: some servers change the case of what stands left of the "@".
"""

import base64
import re
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

_SALT = "newsletter.sending.bounces"
_SIGNATURE = 16
_NAMED = re.compile(r"\+([0-9a-z]{1,13})-([a-z2-7]{16})@", re.IGNORECASE)


def return_address(delivery: int) -> str:
    """The envelope's sender for a delivery; the sender of the newsletter where there is no address for returns."""
    if not settings.NEWSLETTER_BOUNCE_EMAIL:
        return parseaddr(settings.NEWSLETTER_FROM_EMAIL)[1]
    local, _at, domain = settings.NEWSLETTER_BOUNCE_EMAIL.rpartition("@")
    key = int_to_base36(delivery)
    return f"{local}+{key}-{_sign(key)}@{domain}"


def delivery_of(address: str) -> int | None:
    """The key of the delivery whose mail came back to this address; None for any other address or a false signature."""
    found = _NAMED.search(address)
    if found is None:
        return None
    key = found[1].lower()
    return base36_to_int(key) if constant_time_compare(_sign(key), found[2].lower()) else None


def _sign(key: str) -> str:
    digest = salted_hmac(_SALT, key, algorithm="sha256").digest()
    return base64.b32encode(digest).decode("ascii")[:_SIGNATURE].lower()
