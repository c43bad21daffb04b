"""Addresses as they can stand on the envelope."""

import re

# Whatever is in the database: one address, and no way out of the SMTP command.
_SAFE = re.compile(r"[^\s<>@,;:\\\"()\[\]\x00-\x1f\x7f]+@[^\s<>@,;:\\\"()\[\]\x00-\x1f\x7f]+")
_LONGEST = 254


def envelope_address(address: str) -> str | None:
    """The address in ASCII, its domain as punycode; None when it cannot stand on an envelope."""
    if len(address) > _LONGEST or not _SAFE.fullmatch(address):
        return None
    local, _at, domain = address.rpartition("@")
    try:
        encoded = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return f"{local}@{encoded}" if local.isascii() else None
