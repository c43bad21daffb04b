"""What a mail needs to know of the one person to whom it goes."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address with what is its own in the mail. `message_id` has its angle brackets; `date` is aware.

    `envelope_from` is the address to which the mail comes back, which is not the one in the header From.
    """

    email: str
    message_id: str
    unsubscribe_url: str
    manage_url: str
    envelope_from: str
    date: datetime.datetime
