"""Addresses that the mail server refuses at once, because there is nobody: the same as a mail that comes back."""

import re

from newsletter.models import Subscriber
from newsletter.sending.transports import Outcome
from newsletter.subscribing.services.suspending import suspend
from newsletter.vocabulary import SuspensionReason

_NOBODY = re.compile(r"\b5\.1\.(?:1|2|3|6|10)\b")


def suspend_if_gone(subscriber: int | None, mailing: int, outcome: Outcome) -> bool:
    """Suspend a subscriber whose address the server says does not exist (RFC 3463 5.1.x as the answer to RCPT)."""
    if subscriber is None or outcome.stage != "RCPT" or not _NOBODY.search(outcome.reason):
        return False
    return suspend(Subscriber(pk=subscriber), SuspensionReason.HARD_BOUNCE, mailing_pk=mailing)
