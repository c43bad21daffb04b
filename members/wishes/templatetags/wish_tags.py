"""Tags about wishes for the members' pages."""

from typing import Any

from django import template

from members.wishes.gaps import anchor_url
from members.wishes.models import ExchangeWish
from portal.core.vocabulary import Stage

register = template.Library()

# The eight stages from the wish to the report, as the half-discs count them.
WAY = (
    Stage.SUBMITTED,
    Stage.REVIEWING,
    Stage.PROPOSED,
    Stage.NEGOTIATING,
    Stage.DATE_FIXED,
    Stage.PREPARING,
    Stage.DONE,
    Stage.REPORTED,
)


@register.inclusion_tag("wishes/includes/stage.html")
def stage_dots(wish: ExchangeWish) -> dict[str, Any]:
    """The stage in words, with a half-disc a stage while the wish is on its way."""
    done = WAY.index(Stage(wish.stage)) if wish.stage in WAY else None
    return {"done": done, "total": len(WAY), "label": wish.get_stage_display()}


@register.filter
def place_of(wish: ExchangeWish, anchor: str) -> str:
    """`{{ wish|place_of:"id_musts_0" }}`: the address of the step of the form in which that field stands."""
    return anchor_url(wish, anchor)
