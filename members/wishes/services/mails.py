"""Mails about new candidates, turned on and off by the school."""

from django.db import transaction

from members.wishes.models import ExchangeWish
from portal.core import audit
from portal.users.models import User


@transaction.atomic
def want_mails(wish: ExchangeWish, *, wanted: bool, actor: User) -> None:
    """Let the school get mails about this wish, or none. The wish's version stays: no answer changes."""
    changed = ExchangeWish.objects.filter(pk=wish.pk).exclude(mails_wanted=wanted).update(mails_wanted=wanted)
    if changed:
        audit.record("wish.mails", wish, actor=actor, data={"wanted": wanted})
