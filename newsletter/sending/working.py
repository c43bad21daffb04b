"""One claim, mail by mail."""

import enum
import logging
import time
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from newsletter.models import Mailing

from . import marks
from .bounces.refused import suspend_if_gone
from .claiming import Hand, Row, give_back, renew
from .letters import Letters
from .pacing import hold, server_answers
from .transports import Kind, Outcome, Transport
from .transports.addresses import envelope_address

logger = logging.getLogger("portal.newsletter")

MOST_REFUSED = 25
"""So many final refusals in a row are no accident of addresses: the mailing pauses itself."""
refused_in_a_row: dict[int, int] = {}
"""By mailing, in this process: a worker of the clock makes a new line for each slice, and the count goes on."""
_PATIENCE = (0.2, 1.0, 5.0)
"""Seconds between the attempts to write down what the server has answered."""


class End(enum.Enum):
    """How a claim came to its end."""

    WHOLE = "whole"
    STOPPED = "stopped"
    SERVER_AWAY = "server away"
    ALL_REFUSED = "all refused"


class Worker:
    """Sends the rows of claims over one transport. `stopped` is asked before each mail."""

    def __init__(self, transport: Transport, stopped: Callable[[], bool]) -> None:
        self.sent = 0
        self.taken_up = 0
        self.trouble = ""
        self._transport = transport
        self._stopped = stopped
        self._letters: tuple[int, Letters] | None = None
        self._was_troubled = True

    def send(self, mailing: Mailing, hand: Hand) -> End:
        """Send what was claimed; what is left when it ends early goes back to the queue at once."""
        end = End.STOPPED
        try:
            end = self._send(mailing, hand)
        finally:
            if end is not End.WHOLE:
                give_back(hand.token)
        return end

    def _send(self, mailing: Mailing, hand: Hand) -> End:
        renewed = time.monotonic()
        for row in hand.rows:
            if self._stopped():
                return End.STOPPED
            if time.monotonic() - renewed > settings.NEWSLETTER_LEASE_SECONDS / 3:
                renew(hand.token)
                renewed = time.monotonic()
            self.taken_up += 1
            end = self._send_one(mailing, row, hand.token)
            if end is not None:
                return end
        return End.WHOLE

    def _send_one(self, mailing: Mailing, row: Row, token: str) -> End | None:
        if row.email is None:
            marks.why_not(row, token)
            return None
        if envelope_address(row.email) is None:
            return self._note(mailing, row, token, Outcome(Kind.PERMANENT, 0, "the address cannot be used"))
        try:
            sender, message = self._letters_of(mailing).write(row)
        except DatabaseError:
            raise
        except Exception:  # one mail that cannot be written must not keep the others
            logger.exception("delivery %s cannot be written", row.pk)
            outcome = Outcome(Kind.PERMANENT, 0, "the mail could not be made")
        else:
            outcome = self._transport.deliver(sender, row.email, message, partial(marks.begin, row, token))
        return self._note(mailing, row, token, outcome)

    def _letters_of(self, mailing: Mailing) -> Letters:
        if self._letters is None or self._letters[0] != mailing.pk:
            self._letters = (mailing.pk, Letters(mailing))
        return self._letters[1]

    def _note(self, mailing: Mailing, row: Row, token: str, outcome: Outcome) -> End | None:
        """Write down how a mail ended; gives the end of the claim where it concerns the others too."""
        kind = outcome.kind
        if kind is Kind.DROPPED:
            return End.STOPPED if marks.why_not(row, token) is marks.Refusal.STOPPED else None
        if kind is not Kind.DOWN:
            _surely(partial(_write, row, token, outcome))
        if kind in (Kind.DOWN, Kind.LOST):
            self.trouble, self._was_troubled = outcome.reason, True
            logger.warning("the mail server cannot be used: %s", outcome.reason)
            hold(outcome.reason)
            return End.SERVER_AWAY
        if kind is Kind.UNKNOWN:
            logger.warning("delivery %s is unknown: %s", row.pk, outcome.reason)
        elif self._was_troubled:
            server_answers()
            self._was_troubled = False
        return self._count(mailing, row, outcome)

    def _count(self, mailing: Mailing, row: Row, outcome: Outcome) -> End | None:
        refused = refused_in_a_row
        if outcome.kind is Kind.SENT:
            self.sent += 1
            refused.pop(mailing.pk, None)
        elif outcome.kind is Kind.PERMANENT:
            suspend_if_gone(row.subscriber_id, mailing.pk, outcome)
            refused[mailing.pk] = refused.get(mailing.pk, 0) + 1
            if refused[mailing.pk] >= MOST_REFUSED:
                del refused[mailing.pk]
                self.trouble = outcome.reason
                return End.ALL_REFUSED
        return None


def _write(row: Row, token: str, outcome: Outcome) -> None:
    if outcome.kind is Kind.SENT:
        marks.sent(row, token, outcome.code)
    elif outcome.kind is Kind.PERMANENT:
        marks.refused(row, token, outcome.code, outcome.reason)
    elif outcome.kind is Kind.UNKNOWN:
        marks.unknown(row, token, outcome.reason)
    else:
        marks.refused_for_now(row, token, outcome.code, outcome.reason)


def _surely(write: Callable[[], None]) -> None:
    """An answer of the server is known only here: a database that is away for a moment must not make it unknown."""
    for seconds in _PATIENCE:
        try:
            return write()
        except (DatabaseError, InterfaceError):
            if connection.in_atomic_block:
                raise
            logger.warning("the database does not take an answer; once more in %s s", seconds)
            time.sleep(seconds)
            connection.close()
    return write()
