"""Keeping musts and months that were tried."""

from typing import Any

from django.db import transaction

from members.wishes.models import ExchangeWish
from members.wishes.services import revise_wish
from members.wishes.services.answers import locked
from portal.users.models import User


@transaction.atomic
def keep_conditions(
    wish: ExchangeWish, answers: dict[str, Any], *, version: int | None, actor: User | None
) -> ExchangeWish:
    """Save these answers (`musts`, `months`), which were tried on a version of the wish (None: on any).

    The suggestions follow. Raises `WishChangedError` when the wish has another version by now, and what `revise_wish`
    raises.
    """
    locked(wish, version)
    return revise_wish(wish, answers, actor=actor)
