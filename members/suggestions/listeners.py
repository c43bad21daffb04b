"""What this room does when it hears of a wish: it keeps the list fresh and closes requests with the wish."""

import logging
from typing import Any

from members.suggestions.models import NextChoice
from members.suggestions.services import refresh_suggestions, withdraw_open_requests
from members.wishes.lifecycle import OPEN_STAGES
from members.wishes.mails import desk_mail, wish_context
from members.wishes.models import ExchangeWish
from portal.users.models import User

logger = logging.getLogger("portal.suggestions")


def refresh_after_change(sender: Any, wish_id: int, **kwargs: Any) -> None:
    """Compute the list of an open wish again. An error is logged and told to the desk; the wish stays as it is."""
    read = ExchangeWish.objects.open().prefetch_related("periods", "school__terms", "school__special_days")
    wish = read.select_related("school").filter(pk=wish_id).first()
    if wish is None:
        return
    try:
        refresh_suggestions(wish)
    except Exception:
        logger.exception("no suggestions could be computed for wish %s", wish_id)
        desk_mail("suggestions_failed", wish_context(wish))


def close_with_wish(sender: Any, wish: ExchangeWish, after: str, actor: User | None, **kwargs: Any) -> None:
    """A wish that is no longer open waits for no partner and has no next choice."""
    if after not in OPEN_STAGES:
        withdraw_open_requests(wish, actor)
        NextChoice.objects.filter(wish=wish).delete()
