"""Mailings in each state, and a mail server that answers as it is told."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone

from newsletter.models import Delivery, Mailing, MailingEdition
from newsletter.sending.transports import Kind, Outcome
from newsletter.vocabulary import DeliveryState, MailingState
from tests.factories.subscribers import SubscriberFactory


def make_mailing(readers: int = 0, **fields: Any) -> Mailing:
    """A mailing that is being sent, entered, with a Japanese edition and so many queued mails."""
    values: dict[str, Any] = {
        "issue_key": uuid.uuid4(),
        "number": 7,
        "state": MailingState.SENDING,
        "message_domain": "example.jp",
        "started_at": timezone.now(),
        "entered_at": timezone.now(),
        **fields,
    }
    mailing = Mailing.objects.create(**values)
    MailingEdition.objects.create(mailing=mailing, language="ja", subject="件名", html="<p>本文</p>", text="本文")
    for _number in range(readers):
        make_delivery(mailing)
    return mailing


def make_delivery(mailing: Mailing, **fields: Any) -> Delivery:
    """A queued mail to a new subscriber, unless said otherwise."""
    now = timezone.now()
    values: dict[str, Any] = {"subscriber": None, "language": "ja", "due_at": now, **fields}
    if "subscriber" not in fields:
        values["subscriber"] = SubscriberFactory()
    state = values.setdefault("state", DeliveryState.QUEUED)
    if state == DeliveryState.TRANSMITTING:
        values.setdefault("data_begun_at", now)
    elif state not in (DeliveryState.QUEUED, DeliveryState.CLAIMED):
        values.setdefault("ended_at", now)
    message_id = f"<{uuid.uuid4().hex}@example.jp>"
    return Delivery.objects.create(mailing=mailing, issue_key=mailing.issue_key, **{"message_id": message_id, **values})


def states(mailing: Mailing) -> list[str]:
    """The states of the mails of a mailing, in their order."""
    return list(mailing.deliveries.order_by("pk").values_list("state", flat=True))


class Script:
    """A transport that answers from a list, and then always yes. `taken` are the addresses that had their mail.

    Answers are outcomes, or functions that are called when the server would be asked and give one.
    """

    def __init__(self, *answers: Outcome | Callable[[], Outcome]) -> None:
        self.answers: Iterable[Any] = iter(answers)
        self.taken: list[str] = []
        self.messages: list[bytes] = []
        self.senders: list[str] = []
        self.closed = 0

    def deliver(self, envelope_from: str, to: str, message: bytes, begin: Callable[[], bool]) -> Outcome:
        answer = next(self.answers, Outcome(Kind.SENT, 250, "", "DATA"))
        answer = answer() if callable(answer) else answer
        if answer.kind in (Kind.DOWN, Kind.LOST) or answer.stage == "RCPT":
            return answer
        if not begin():
            return Outcome(Kind.DROPPED)
        if answer.kind is Kind.SENT:
            self.taken.append(to)
            self.messages.append(message)
            self.senders.append(envelope_from)
        return answer

    def close(self) -> None:
        self.closed += 1


REFUSED_FOR_NOW = Outcome(Kind.TEMPORARY, 451, "RCPT: 451 later", "RCPT")
REFUSED = Outcome(Kind.PERMANENT, 554, "end of DATA: 554 no", "DATA")
NO_ANSWER = Outcome(Kind.UNKNOWN, 0, "after DATA: the line broke", "DATA")
AWAY = Outcome(Kind.DOWN, 0, "greeting: refused", "greeting")
CUT = Outcome(Kind.LOST, 0, "RCPT: the line broke", "RCPT")
