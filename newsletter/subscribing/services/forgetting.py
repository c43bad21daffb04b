"""Forgetting a person: the row goes, counts stay."""

from django.db import transaction

from newsletter.models import Subscriber
from newsletter.vocabulary import SubscriberEventKind
from portal.core.audit import record
from portal.core.imports.services.forgetting import forget_record
from portal.users.models import User

from .rows import balance_of_leaving, locked, note

IMPORTS = "subscribers"
"""The kind of import by which readers are entered."""


@transaction.atomic
def forget(subscriber: Subscriber, *, source: str, actor: User | None = None) -> bool:
    """Delete everything that leads to the person; False when that was done before.

    Deliveries and events lose their subscriber and keep counting. Letters that wait to be posted hold the number of
    the row and no address, so that none is sent any more. The history at the desk knows a number only. What an imported
    list said of the person goes too, with the file.
    """
    held = locked(subscriber.pk)
    if held is None:
        return False
    note(held, SubscriberEventKind.FORGOTTEN, source=source, balance=balance_of_leaving(held), actor=actor)
    if actor is not None:
        record("subscriber.forget", held, actor=actor)
    forget_record(IMPORTS, held.email_key)
    held.delete()
    return True
