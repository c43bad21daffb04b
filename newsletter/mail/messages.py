"""The message for each recipient, as the bytes a mail server takes (RFC 5322).

What is the same for all recipients is written once by Python's own `email` package; the rest, the few headers of one
recipient and the two parts with that recipient's links, is put together here, since a hundred thousand messages built
by the package would take longer than their sending.
"""

import binascii
import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape
from typing import Any

from django.conf import settings
from django.core.mail.message import sanitize_address
from django.utils import translation

from newsletter.mail.placeholders import MANAGE, UNSUBSCRIBE
from newsletter.mail.recipients import Recipient
from newsletter.models import Mailing, MailingEdition
from portal.core.site_settings import PortalSettings

_LINE_END = "\r\n"
_BASE64_LINE = 76  # RFC 2045
_PART_HEADS = {
    kind: (
        f'Content-Type: text/{kind}; charset="utf-8"{_LINE_END}Content-Transfer-Encoding: base64{_LINE_END}{_LINE_END}'
    ).encode("ascii")
    for kind in ("plain", "html")
}


class Letter:
    """The messages of one edition of a mailing.

    `message` gives one: `multipart/alternative` of plain text and HTML, both UTF-8 in base64, with the address at which
    a mail program unsubscribes its reader by one POST (RFC 2369, RFC 8058).
    """

    def __init__(self, edition: MailingEdition, mailing: Mailing) -> None:
        self._html, self._text = edition.html, edition.text
        boundary = _boundary(edition)
        self._begin = f"--{boundary}{_LINE_END}".encode("ascii")
        self._end = f"--{boundary}--{_LINE_END}".encode("ascii")
        self._head = _common_headers(edition, mailing) + (
            f'Content-Type: multipart/alternative;{_LINE_END} boundary="{boundary}"{_LINE_END}'
        )

    def message(self, recipient: Recipient) -> bytes:
        """The whole message, lines ended by CRLF. Raises `ValueError` for an address that no header can hold."""
        text = self._text.replace(UNSUBSCRIBE, recipient.unsubscribe_url).replace(MANAGE, recipient.manage_url)
        html = self._html.replace(UNSUBSCRIBE, escape(recipient.unsubscribe_url)).replace(
            MANAGE, escape(recipient.manage_url)
        )
        head = f"{self._head}{_own_headers(recipient)}{_LINE_END}".encode("ascii")
        return b"".join((head, self._begin, *_part("plain", text), self._begin, *_part("html", html), self._end))


def _common_headers(edition: MailingEdition, mailing: Mailing) -> str:
    """From, Subject, Reply-To, List-Id and the marks of a bulk mail, folded at 78 characters and encoded."""
    message = EmailMessage(policy=SMTP)
    with translation.override(edition.language):
        office = PortalSettings.load()
        name, address = parseaddr(settings.NEWSLETTER_FROM_EMAIL)
        message["From"] = _address(name or office.site_name, address)
        if office.email and office.email != address:
            message["Reply-To"] = _address(office.office, office.email)
    message["Subject"] = edition.subject
    message["List-Id"] = f"<newsletter.{mailing.message_domain}>"
    message["Content-Language"] = edition.language
    message["Precedence"] = "bulk"
    message["Auto-Submitted"] = "auto-generated"
    message["MIME-Version"] = "1.0"
    return _lines(message)


def _own_headers(recipient: Recipient) -> str:
    # Django would encode a local part in Japanese, which no mailbox has; it refuses line ends itself.
    if not recipient.email.rpartition("@")[0].isascii():
        raise ValueError("an address whose local part is not ASCII")
    address = sanitize_address(recipient.email, "utf-8")
    return _LINE_END.join(
        (
            f"To: {address}",
            f"Date: {format_datetime(recipient.date)}",
            f"Message-ID: {recipient.message_id}",
            # An address may not be cut, so it has a line of its own.
            f"List-Unsubscribe:{_LINE_END} <{recipient.unsubscribe_url}>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "",
        )
    )


def _part(kind: str, content: str) -> tuple[bytes, ...]:
    """A part in pieces. In lines of base64 by hand: Python's own function takes twice as long over each line."""
    encoded = binascii.b2a_base64(content.replace("\n", _LINE_END).encode(), newline=False)
    lines = [encoded[start : start + _BASE64_LINE] for start in range(0, len(encoded), _BASE64_LINE)]
    return _PART_HEADS[kind], b"\r\n".join(lines), b"\r\n"


def _boundary(edition: MailingEdition) -> str:
    """A line that base64 cannot contain, the same for all messages of an edition."""
    digest = hashlib.sha256(f"{edition.pk}{edition.subject}".encode()).hexdigest()
    return f"=_{digest[:32]}"


def _address(name: str, address: str) -> Address:
    return Address(display_name=name, addr_spec=address)


def _lines(message: Any) -> str:
    return str(message.as_bytes().decode("ascii")).removesuffix(_LINE_END)
