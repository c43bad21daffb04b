"""A mailing goes from one state to another: by the table only, under its lock."""

from typing import Any

from django.utils.translation import gettext as _

from newsletter.models import Mailing
from newsletter.sending.errors import NotPossibleError
from newsletter.states import MAILING_STEPS
from newsletter.vocabulary import MailingState
from portal.core import audit
from portal.users.models import User


def locked(mailing: Mailing) -> Mailing:
    """The mailing as it is stored, held until the transaction ends. Deliveries may refer to it meanwhile."""
    return Mailing.objects.select_for_update(no_key=True).get(pk=mailing.pk)


def must_be(held: Mailing, state: MailingState) -> None:
    """Raises `NotPossibleError` where a held mailing is in another state: somebody else was quicker."""
    if held.state != state:
        raise _not_now(held)


def step(
    held: Mailing,
    to: MailingState,
    action: str,
    *,
    by: User | None,
    data: dict[str, Any] | None = None,
    **values: Any,
) -> Mailing:
    """Take a held mailing to a state, with these values of its fields, and write it down.

    Raises `NotPossibleError` where the table knows no such step: somebody else was quicker.
    """
    present = MailingState(held.state)
    if to not in MAILING_STEPS[present]:
        raise _not_now(held)
    held.state = to
    for name, value in values.items():
        setattr(held, name, value)
    held.save(update_fields=["state", *values])
    audit.record(action, held, actor=by, data={"from": present.value, "to": to.value, **(data or {})})
    return held


def _not_now(held: Mailing) -> NotPossibleError:
    state = MailingState(held.state).label
    return NotPossibleError(_("This is not possible now: the mailing is “%(state)s”.") % {"state": state})
