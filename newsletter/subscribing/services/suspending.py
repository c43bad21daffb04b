"""Suspending an address that mail does not reach, or that somebody complained from; and the desk's way back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from newsletter.models import Subscriber
from newsletter.subscribing.states import step
from newsletter.vocabulary import SubscriberEventKind, SubscriberStatus, SuspensionReason
from portal.core.audit import record
from portal.users.models import User

from .confirming import begin
from .rows import balance_of_leaving, locked, note


@transaction.atomic
def suspend(
    subscriber: Subscriber,
    reason: SuspensionReason,
    *,
    mailing_pk: int | None = None,
    actor: User | None = None,
) -> bool:
    """Send nothing to this address for now; False where nothing was sent anyway. `actor` None: a bounce, a complaint.

    The audit log has the desk's own suspensions only; the events have all.
    """
    held = locked(subscriber.pk)
    if held is None or step("suspend", held.status) is None:
        return False
    sources = {SuspensionReason.DESK: "desk", SuspensionReason.COMPLAINT: "complaint"}
    source = "desk" if actor else sources.get(reason, "bounce")
    note(
        held,
        SubscriberEventKind.SUSPENDED,
        source=source,
        balance=balance_of_leaving(held),
        mailing_pk=mailing_pk,
        actor=actor,
    )
    held.status, held.suspension = SubscriberStatus.SUSPENDED, reason
    held.ended_at = timezone.now()
    held.save(update_fields=["status", "suspension", "ended_at"])
    if actor is not None:
        record("subscriber.suspend", held, actor=actor, data={"reason": str(reason)})
    return True


@transaction.atomic
def resume(subscriber: Subscriber, reason: str, *, actor: User) -> bool:
    """Send to a suspended address again, for a reason in words, which becomes the note of the consent.

    False for an address that is not suspended. Raises `ValidationError` without a reason, and where the address was
    never confirmed. The audit log tells that there was a reason, not its words.
    """
    words = reason.strip()
    if not words:
        raise ValidationError({"reason": _("Write why mail may be sent to this address again.")})
    held = locked(subscriber.pk)
    if held is None or step("resume", held.status) is None:
        return False
    if held.confirmed_at is None:
        raise ValidationError(_("This address was never confirmed. Send the confirmation instead."))
    first_confirmed = held.confirmed_at
    held.consent_note = words[:300]
    begin(held, consented_at=held.consented_at)
    Subscriber.objects.filter(pk=held.pk).update(confirmed_at=first_confirmed)
    note(held, SubscriberEventKind.RESUMED, source="desk", balance=1, actor=actor)
    record("subscriber.resume", held, actor=actor)
    return True
