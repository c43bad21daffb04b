"""Another language, other interests."""

from django.db import transaction

from newsletter.models import Subscriber
from newsletter.vocabulary import SubscriberEventKind
from portal.core.audit import record
from portal.users.models import User

from .asking import Preferences
from .rows import locked_by_key, note

_FIELDS = ("language", "school_type_mask", "topic_mask")


@transaction.atomic
def change(key: str, wanted: Preferences, *, source: str, actor: User | None = None) -> Subscriber | None:
    """Set what a person wants to read; None when nobody has that key. What stays the same is no event."""
    held = locked_by_key(key)
    if held is None:
        return None
    before = [getattr(held, name) for name in _FIELDS]
    wanted.put_on(held)
    changed = [name for name, value in zip(_FIELDS, before, strict=True) if getattr(held, name) != value]
    if not changed:
        return held
    held.save(update_fields=changed)
    note(held, SubscriberEventKind.CHANGED, source=source, actor=actor)
    if actor is not None:
        record("subscriber.change", held, actor=actor, data={"fields": changed})
    return held
