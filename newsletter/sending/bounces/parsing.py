"""What a returned mail says: reports on deliveries (RFC 3464) and complaints (RFC 5965).

Such mails come from anywhere, and some are made to do harm: nothing in them raises, and nothing in them is believed
beyond the delivery that its signed return address or its Message-ID names.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from newsletter.sending.transports.outcomes import plain
from newsletter.vocabulary import BounceKind

from .return_addresses import delivery_of

LARGEST = 1_000_000
"""Bytes of a mail that are looked at."""
_OURS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_MESSAGE_ID = re.compile(r"<[0-9a-f]{32}@[^\s<>\x00-\x1f\x7f]{1,100}>", re.IGNORECASE)
# The mailbox is full, the mail too large, the content or the sender not liked: the address itself is good.
_SOFT = re.compile(r"5\.(?:2\.[2-4]|3\.\d+|7\.\d+)")


@dataclass(frozen=True)
class Returned:
    """A mail that came back; which one it was is told by `delivery` (from the return address) or by `message_id`."""

    kind: BounceKind
    delivery: int | None
    message_id: str | None
    reason: str


@dataclass(frozen=True)
class NothingToDo:
    """An automatic reply, a warning that a mail is late, a note that it arrived."""


def parse(raw: bytes) -> Returned | NothingToDo | None:
    """Read a mail of the return mailbox; None when it is not understood and somebody should look at it."""
    try:
        return _parse(message_from_bytes(raw[:LARGEST]))
    except Exception:  # whatever strangers send
        return None


def _parse(mail: Message) -> Returned | NothingToDo | None:
    parts = list(_parts(mail))
    for part in parts:
        kind = part.get_content_type()
        if kind == "message/feedback-report":
            return _complaint(mail, part, parts)
        if kind == "message/delivery-status":
            return _status(mail, part, parts)
    automatic = _first(mail, "Auto-Submitted").lower()
    is_reply = automatic.startswith(("auto-replied", "auto-generated")) or bool(
        _first(mail, "X-Autoreply") or _first(mail, "X-Autorespond") or "auto_reply" in _first(mail, "Precedence")
    )
    return NothingToDo() if is_reply and mail.get_content_type() != "multipart/report" else None


def _parts(mail: Message, depth: int = 0) -> Iterator[Message]:
    """The parts of the mail itself, not those of the mail that came back with it."""
    payload = mail.get_payload()
    if depth > 4 or not isinstance(payload, list) or mail.get_content_maintype() != "multipart":
        return
    for part in payload:
        if isinstance(part, Message):
            yield part
            yield from _parts(part, depth + 1)


def _status(mail: Message, part: Message, parts: list[Message]) -> Returned | NothingToDo | None:
    """A report names each recipient in a block of its own; ours had one. The worst block counts."""
    blocks = _blocks(part)
    failed = [block for block in blocks if _first(block, "Action").lower() == "failed"]
    if not failed:
        return NothingToDo() if any(_first(block, "Action") for block in blocks) else None
    block = failed[0]
    diagnostic = _first(block, "Diagnostic-Code")
    status = _STATUS.search(_first(block, "Status")) or _STATUS.search(diagnostic)
    if status is None:
        return None
    is_hard = status[1] == "5" and not _SOFT.fullmatch(status[0])
    reason = plain(f"{status[0]} {plain(diagnostic)}")
    return _named(mail, parts, BounceKind.HARD if is_hard else BounceKind.SOFT, reason, blocks)


def _complaint(mail: Message, part: Message, parts: list[Message]) -> Returned | NothingToDo | None:
    blocks = _blocks(part)
    kinds = [_first(block, "Feedback-Type").lower() for block in blocks]
    kind = next((one for one in kinds if one), "")
    if kind == "not-spam":
        return NothingToDo()
    return _named(mail, parts, BounceKind.COMPLAINT, plain(kind), blocks) if kind else None


def _named(
    mail: Message, parts: list[Message], kind: BounceKind, reason: str, blocks: list[Message]
) -> Returned | None:
    originals = [original for part in parts for original in _originals(part)]
    addresses = [value for name in _OURS for value in _all(mail, name)]
    addresses += [value for block in blocks for value in _all(block, "Original-Mail-From")]
    addresses += [value for original in originals for value in _all(original, "Return-Path")]
    delivery = next((found for found in map(delivery_of, addresses) if found is not None), None)
    identifiers = (_MESSAGE_ID.search(_first(original, "Message-ID")) for original in originals)
    message_id = next((found[0] for found in identifiers if found), None)
    return Returned(kind, delivery, message_id, reason) if delivery or message_id else None


def _originals(part: Message) -> Iterable[Message]:
    """The mail that came back, or only its headers."""
    kind, payload = part.get_content_type(), part.get_payload()
    if kind == "message/rfc822" and isinstance(payload, list):
        return [one for one in payload[:1] if isinstance(one, Message)]
    if kind == "text/rfc822-headers":
        body = part.get_payload(decode=True)
        return [message_from_bytes(body)] if isinstance(body, bytes) else []
    return []


def _blocks(part: Message) -> list[Message]:
    """The groups of fields of a report; Python's parser reads each as the headers of a message."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return [block for block in payload if isinstance(block, Message)]
    body = part.get_payload(decode=True)
    return [message_from_bytes(block) for block in re.split(rb"\r?\n\r?\n", body)] if isinstance(body, bytes) else []


def _first(mail: Message, name: str) -> str:
    values = _all(mail, name)
    return values[0] if values else ""


def _all(mail: Message, name: str) -> list[str]:
    return [str(value).strip() for value in mail.get_all(name, [])]
