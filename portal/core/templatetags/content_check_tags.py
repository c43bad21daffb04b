"""What the checks say of a page, for the desk."""

from typing import Any

from django import template

from portal.core.content_checks.desk import editor

register = template.Library()


@register.simple_tag
def findings_on(page: Any) -> Any:
    """`{% findings_on page as told %}`: pairs of a finding and its place in words."""
    return editor.told_of(page)
