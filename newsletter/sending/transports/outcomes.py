"""How a delivery can end, in the words of this package."""

import enum
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

_LONGEST = 300
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


class Kind(enum.Enum):
    """What is known after an attempt.

    SENT, TEMPORARY, PERMANENT: the server has answered. UNKNOWN: DATA had begun and no answer came. LOST: the line
    broke, or the server closed it, before DATA. DOWN: no conversation came about, so it says nothing of this mail.
    DROPPED: the mark was refused, so nothing was sent.
    """

    SENT = "sent"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    UNKNOWN = "unknown"
    LOST = "lost"
    DOWN = "down"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code` is the server's answer, 0 without one; `stage` the command that was answered; `reason` without addresses,
    since it is kept for longer than they are."""

    kind: Kind
    code: int = 0
    reason: str = ""
    stage: str = ""


class Transport(Protocol):
    """Hands mails over, one at a time. Nothing that a server or an address does raises."""

    def deliver(self, envelope_from: str, to: str, message: bytes, begin: Callable[[], bool]) -> Outcome:
        """Send the bytes of a message (CRLF) to one address.

        `begin` is called once, right before the server could take the mail; when it gives False nothing is sent. What
        `begin` raises is passed on, and nothing was sent.
        """

    def close(self) -> None:
        """End the conversation."""


def plain(text: bytes | str) -> str:
    """The words of a server for a reason: in one line, not too long, without addresses."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return _ADDRESS.sub("<…>", _CONTROL.sub(" ", words)).strip()[:_LONGEST]


def judge(stage: str, code: int, text: bytes | str) -> Outcome:
    """What an answer other than yes means. 421 closes the line, and a code out of range is no answer at all."""
    reason = plain(f"{stage}: {code} {plain(text)}")
    if code == 421 or not 400 <= code <= 599:
        return Outcome(Kind.LOST, max(code, 0), reason, stage)
    return Outcome(Kind.TEMPORARY if code < 500 else Kind.PERMANENT, code, reason, stage)
