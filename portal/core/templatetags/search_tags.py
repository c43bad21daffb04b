"""Marking of search hits in templates.

`{% load search_tags %}`, then `{{ page.title|highlight:marker }}` and `{{ text|excerpt:marker }}`. The argument is the
typed query or, in lists, a `portal.core.search.highlight.Marker` made once by the view.
"""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from portal.core.search import highlight as marking

register = template.Library()


@register.filter
def highlight(text: Any, query: str | marking.Marker | None) -> SafeString:
    """The text with the hits of the query in `<mark>`; all else is escaped."""
    return marking.highlight(str(text or ""), query or "")


@register.filter
def excerpt(text: Any, query: str | marking.Marker | None) -> SafeString:
    """The part of a plain text around most hits, about 120 characters."""
    return marking.excerpt(str(text or ""), query or "")
