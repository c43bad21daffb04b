"""What other rooms' pages show of requests and agreed dates."""

from typing import Any

from django import template

from members.suggestions.selectors import agreed_dates_of
from members.wishes.models import ExchangeWish

register = template.Library()


@register.inclusion_tag("suggestions/includes/agreed_dates.html")
def agreed_dates(wish: ExchangeWish) -> dict[str, Any]:
    """The coming agreed dates of a wish on both clocks; nothing where there are none. One query."""
    return {"dates": agreed_dates_of(wish.school_id, wish)}
