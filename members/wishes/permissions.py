"""Who may do what with a wish."""

from typing import Any

from members.schools.permissions import may_write_for
from members.wishes.lifecycle import Side, may_move
from members.wishes.models import ExchangeWish
from portal.core.vocabulary import Stage


def may_edit(user: Any, wish: ExchangeWish) -> bool:
    """Whether this person may change the answers now."""
    return wish.is_editable and may_write_for(user, wish.school)


def may_withdraw(user: Any, wish: ExchangeWish) -> bool:
    """Whether this person may take the wish back or give it up now."""
    return may_move(wish.stage, Stage.CANCELLED, Side.SCHOOL) and may_write_for(user, wish.school)
