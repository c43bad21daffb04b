"""The texts of a partner's language in its pages."""

from typing import Any

from django import template
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, words: Any = None, **more: Any) -> str:
    """`{% say "home.title" school=partner.name_en %}`: the text of that key in the partner's language."""
    return str(context["wording"].say(key, **(words or {}), **more))
