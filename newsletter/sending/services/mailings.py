"""A mailing from its draft to its end."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsletter.models import IssuePage, Mailing
from newsletter.sending.audience import clean_audience, count, editions_of
from newsletter.sending.errors import NotPossibleError
from newsletter.sending.tidying import call_off
from newsletter.vocabulary import MailingState
from portal.core import audit
from portal.users.models import User

from .stepping import locked, must_be, step

_CHANGEABLE = ("audience", "scheduled_at", "per_minute")
_HAS_ONE = gettext_lazy("There is a mailing of this issue already that has not ended.")


@transaction.atomic
def create(issue: IssuePage, *, by: User, **values: Any) -> Mailing:
    """A draft for an issue, in whatever language it is given; `values` as `change` takes them.

    Raises `NotPossibleError` while another mailing of the issue is not ended, `ValidationError` for wrong values.
    """
    key = issue.translation_key
    if open_mailing(key) is not None:
        raise NotPossibleError(_HAS_ONE)
    made = Mailing(issue_key=key, number=issue.number, created_by=by)
    _give(made, {"audience": {}, **values})
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:  # of two at once, the database refuses the second
        raise NotPossibleError(_HAS_ONE) from error
    audit.record("mailing.create", made, actor=by, data={"number": issue.number})
    return made


def open_mailing(issue_key: Any) -> Mailing | None:
    """The mailing of an issue that has not ended: there is one at most."""
    ended = (MailingState.DONE, MailingState.CANCELLED)
    return Mailing.objects.filter(issue_key=issue_key).exclude(state__in=ended).first()


@transaction.atomic
def change(mailing: Mailing, *, by: User, **values: Any) -> Mailing:
    """Give a draft another `audience`, `scheduled_at` (aware, or None for at once) or `per_minute`.

    Raises `NotPossibleError` when it is no draft any more, `ValidationError` for wrong values.
    """
    held = locked(mailing)
    _must_be_draft(held)
    _give(held, values)
    held.save(update_fields=list(_CHANGEABLE))
    audit.record("mailing.change", held, actor=by, data={"fields": sorted(values)})
    return held


@transaction.atomic
def discard(mailing: Mailing, *, by: User) -> None:
    """Throw a draft away. Raises `NotPossibleError` when it is none any more."""
    held = locked(mailing)
    _must_be_draft(held)
    audit.record("mailing.discard", held, actor=by, data={"number": held.number})
    held.delete()


@transaction.atomic
def submit(mailing: Mailing, *, by: User) -> Mailing:
    """Release a draft: it is scheduled, or waits for a second person where the setting asks for one.

    Raises `NotPossibleError` when the issue is not published, nobody would get it, or its time has gone by.
    """
    held = locked(mailing)
    must_be(held, MailingState.DRAFT)
    _refuse_unready(held)
    waits = settings.NEWSLETTER_SECOND_PERSON
    to = MailingState.WAITING if waits else MailingState.SCHEDULED
    values: dict[str, Any] = {
        "submitted_by": by,
        "submitted_at": timezone.now(),
        "approved_by": None,
        "approved_at": None,
    }
    return step(held, to, "mailing.submit", by=by, data={"audience": held.audience}, trouble="", **values)


@transaction.atomic
def approve(mailing: Mailing, *, by: User) -> Mailing:
    """The second person lets it go; where its time has gone by meanwhile, it goes at once.

    Who released it cannot approve it, but for administrators, as with pages. Raises `NotPossibleError`.
    """
    held = locked(mailing)
    # A draft was released by nobody: else who begins a mailing could approve it without a second person.
    must_be(held, MailingState.WAITING)
    if held.submitted_by_id == by.pk and not by.is_superuser:
        raise NotPossibleError(_("Somebody else than who released the mailing must approve it."))
    _refuse_unready(held, past=True)
    values: dict[str, Any] = {"approved_by": by, "approved_at": timezone.now()}
    return step(held, MailingState.SCHEDULED, "mailing.approve", by=by, **values)


@transaction.atomic
def send_back(mailing: Mailing, *, by: User, reason: str = "") -> Mailing:
    """The second person does not approve: it is a draft again, with the reason in the history."""
    held = locked(mailing)
    must_be(held, MailingState.WAITING)
    return step(held, MailingState.DRAFT, "mailing.send_back", by=by, data={"reason": reason[:300]})


@transaction.atomic
def recall(mailing: Mailing, *, by: User) -> Mailing:
    """Take a released mailing back before its time: it is a draft again."""
    return step(locked(mailing), MailingState.DRAFT, "mailing.recall", by=by)


@transaction.atomic
def pause(mailing: Mailing, *, by: User | None, trouble: str = "") -> Mailing:
    """Stop for now: no further mail is begun. `by` None and a `trouble` where the sending stops by itself."""
    return step(locked(mailing), MailingState.PAUSED, "mailing.pause", by=by, data={"why": trouble}, trouble=trouble)


@transaction.atomic
def resume(mailing: Mailing, *, by: User) -> Mailing:
    """Go on where it stopped."""
    held = locked(mailing)
    must_be(held, MailingState.PAUSED)
    return step(held, MailingState.SENDING, "mailing.resume", by=by, trouble="")


def cancel(mailing: Mailing, *, by: User) -> Mailing:
    """End it for good: mails that were not begun are called off; whoever has not had the issue may get it later.

    A mail that is being handed over at this moment still ends as the server answers.
    """
    with transaction.atomic():
        held = step(
            locked(mailing), MailingState.CANCELLED, "mailing.cancel", by=by, trouble="", finished_at=timezone.now()
        )
    # In steps of their own. If this process is killed here, the next worker goes on.
    call_off()
    return held


def _must_be_draft(held: Mailing) -> None:
    if held.state != MailingState.DRAFT:
        raise NotPossibleError(_("Only a draft can be changed. Take the mailing back first."))


def _give(mailing: Mailing, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(_CHANGEABLE)
    if unknown:
        raise TypeError(f"not to be changed: {sorted(unknown)}")
    for name, value in values.items():
        setattr(mailing, name, clean_audience(value) if name == "audience" else value)
    mailing.clean_fields(exclude={field.name for field in Mailing._meta.fields} - {"scheduled_at", "per_minute"})


def _refuse_unready(held: Mailing, *, past: bool = False) -> None:
    if not past and _is_past(held.scheduled_at):
        raise NotPossibleError(_("The time to send it has gone by. Choose another, or none to send it at once."))
    editions = editions_of(held.issue_key)
    if not editions:
        raise NotPossibleError(_("The issue is not published, so there is nothing to send."))
    if not count(held.audience, held.issue_key, editions).total:
        raise NotPossibleError(_("Nobody would get this mailing. Choose another audience."))


def _is_past(moment: datetime.datetime | None) -> bool:
    return moment is not None and moment < timezone.now()
