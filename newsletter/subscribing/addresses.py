"""Mail addresses as people type them, as they are stored, and as they are compared."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _

MOST = 254
# The full stops that Japanese keyboards give; NFKC leaves the first as it is.
_DOTS = re.compile("[。．｡]")
_BROKEN = {"Cc", "Cf", "Zl", "Zp"}


def clean_address(text: str) -> str:
    """The address that was meant: full-width signs folded, no space around it, the domain in lower-case ASCII.

    Raises `ValidationError` with a sentence that says what is wrong.
    """
    if any(unicodedata.category(sign) in _BROKEN for sign in text.strip()):
        raise ValidationError(_("The address holds signs that cannot be seen. Type it again by hand."), code="signs")
    found = unicodedata.normalize("NFKC", text).strip()
    name, at, domain = found.rpartition("@")
    if not at or not name or not domain:
        raise ValidationError(_("An e-mail address looks like this: name@example.jp"), code="form")
    if not name.isascii():
        message = _("Before the @ only letters of the Latin alphabet, digits and signs such as . - _ are possible.")
        raise ValidationError(message, code="name")
    address = f"{name}@{_ascii_domain(domain)}"
    if len(address) > MOST:
        raise ValidationError(_("The address is too long."), code="long")
    validate_email(address)
    return address


def email_key(address: str) -> str:
    """An address as it is compared: whoever types it in capitals is the same person."""
    return address.casefold()


def _ascii_domain(domain: str) -> str:
    plain = _DOTS.sub(".", domain).lower()
    if plain.isascii():
        return plain
    try:
        return str(punycode(plain)).lower()
    except UnicodeError as error:
        raise ValidationError(
            _("What stands after the @ cannot be the name of a mail server."), code="domain"
        ) from error
