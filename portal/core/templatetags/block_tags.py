"""Filters for the templates of blocks."""

from django import template

from portal.core.readings import ruby
from portal.core.vocabulary import StepActor

register = template.Library()

register.filter("readings", ruby)


@register.filter
def actor_label(code: str) -> str:
    """Who acts in a step, in words; an empty text for an unknown code."""
    return str(StepActor(code).label) if code in StepActor.values else ""
