"""Which state follows which: of a mailing, and of one mail to one subscriber. Pure data; services apply them."""

from newsletter.vocabulary import DeliveryState as D
from newsletter.vocabulary import MailingState as M

MAILING_STEPS: dict[M, frozenset[M]] = {
    M.DRAFT: frozenset({M.WAITING, M.SCHEDULED}),
    M.WAITING: frozenset({M.DRAFT, M.SCHEDULED}),
    M.SCHEDULED: frozenset({M.DRAFT, M.SENDING}),
    M.SENDING: frozenset({M.PAUSED, M.DONE, M.CANCELLED}),
    M.PAUSED: frozenset({M.SENDING, M.CANCELLED}),
    # Mails whose fate was unknown may be sent after all.
    M.DONE: frozenset({M.SENDING}),
    M.CANCELLED: frozenset(),
}

DELIVERY_STEPS: dict[D, frozenset[D]] = {
    D.QUEUED: frozenset({D.CLAIMED, D.CANCELLED, D.SKIPPED}),
    # Back to the queue: the lease ended, or the server refused for now.
    D.CLAIMED: frozenset({D.QUEUED, D.TRANSMITTING, D.FAILED, D.SKIPPED, D.CANCELLED}),
    # Back to the queue only where the server has answered that it did not take the mail.
    D.TRANSMITTING: frozenset({D.SENT, D.QUEUED, D.FAILED, D.UNKNOWN}),
    # The desk decides: once more, or counted as sent.
    D.UNKNOWN: frozenset({D.QUEUED, D.SENT}),
    D.SENT: frozenset(),
    D.FAILED: frozenset({D.QUEUED}),
    D.SKIPPED: frozenset(),
    D.CANCELLED: frozenset(),
}

OPEN_DELIVERIES = (D.QUEUED, D.CLAIMED, D.TRANSMITTING)
"""States in which a mail still has to end; a mailing with none of them is done."""
