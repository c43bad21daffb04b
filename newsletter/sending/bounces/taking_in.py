"""What follows from a mail that came back. The same report twice changes nothing more."""

import enum
from typing import Any

from django.db import transaction
from django.utils import timezone

from newsletter.models import Delivery, Subscriber
from newsletter.subscribing.services.suspending import suspend
from newsletter.vocabulary import BounceKind, DeliveryState, SuspensionReason

from .parsing import NothingToDo, Returned, parse

MOST_SOFT = 5
"""So many mails in a row that cannot be delivered for now: the address is given up."""
_SUSPENDS = {
    BounceKind.HARD: SuspensionReason.HARD_BOUNCE,
    BounceKind.COMPLAINT: SuspensionReason.COMPLAINT,
}
# A worse report about the same mail takes the place of a milder one.
_WEIGHT = {"": 0, BounceKind.SOFT: 1, BounceKind.HARD: 2, BounceKind.COMPLAINT: 3}


class Taken(enum.Enum):
    """What became of a mail of the mailbox."""

    NOTED = "noted"
    NOTHING_TO_DO = "nothing to do"
    NOT_UNDERSTOOD = "not understood"


def take_in(raw: bytes) -> Taken:
    """Read a mail of the return mailbox and do what follows from it."""
    found = parse(raw)
    if isinstance(found, NothingToDo):
        return Taken.NOTHING_TO_DO
    return Taken.NOTED if found is not None and note_return(found) else Taken.NOT_UNDERSTOOD


@transaction.atomic
def note_return(returned: Returned) -> bool:
    """Note that a mail came back, and suspend its subscriber where that follows; False for a mail that is not ours.

    Hard returns and complaints suspend at once. Soft ones count when they follow one another: the count begins anew
    when the mail before this one did not come back. Also for services that report by other ways than mail.
    """
    found = _delivery(returned)
    if found is None:
        return False
    if found.subscriber_id is not None:
        # The person first, as whoever leaves does: nobody waits in a circle.
        Subscriber.objects.select_for_update(no_key=True).filter(pk=found.subscriber_id).first()
    held = Delivery.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
    if _WEIGHT[returned.kind] <= _WEIGHT[held.bounce]:
        return True
    is_first = held.bounce == ""
    values: dict[str, Any] = {"bounce": returned.kind, "bounce_reason": returned.reason, "bounced_at": timezone.now()}
    if held.state == DeliveryState.UNKNOWN:
        # What comes back has been taken.
        values["state"] = DeliveryState.SENT
    Delivery.objects.filter(pk=held.pk).update(**values)
    if held.subscriber_id is None:
        return True
    if returned.kind in _SUSPENDS:
        person = Subscriber(pk=held.subscriber_id)
        suspend(person, _SUSPENDS[returned.kind], mailing_pk=held.mailing_id)
    elif is_first:
        _count_soft(held, held.subscriber_id)
    return True


def _delivery(returned: Returned) -> Delivery | None:
    if returned.delivery is not None:
        return Delivery.objects.filter(pk=returned.delivery).first()
    return Delivery.objects.filter(message_id=returned.message_id).first()


def _count_soft(delivery: Delivery, subscriber: int) -> None:
    before = Delivery.objects.filter(subscriber=subscriber, state=DeliveryState.SENT, pk__lt=delivery.pk)
    previous = before.order_by("-pk").values_list("bounce", flat=True).first()
    held = Subscriber.objects.select_for_update(no_key=True).get(pk=subscriber)
    held.soft_bounces = held.soft_bounces + 1 if previous == BounceKind.SOFT else 1
    held.save(update_fields=["soft_bounces"])
    if held.soft_bounces >= MOST_SOFT:
        suspend(held, SuspensionReason.SOFT_BOUNCES, mailing_pk=delivery.mailing_id)
