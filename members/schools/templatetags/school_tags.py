"""What a school's pages list of its registration."""

from django import template
from django.conf import settings

from members.schools import logins
from members.schools.models import School
from members.schools.printing import approval
from members.schools.registration.pages import PartPage

register = template.Library()
register.filter("way_label", logins.way_label)
WARN_BEFORE = 5 * 60
"""Seconds before the end of a session at which its owner is warned."""


@register.simple_tag
def idle_rule() -> dict[str, int]:
    """`seconds` until a session that was just used ends, and `warn_at`: so many before that its owner is warned."""
    seconds = settings.SESSION_IDLE_MINUTES * 60
    return {"seconds": seconds, "warn_at": min(WARN_BEFORE, seconds // 2)}


@register.simple_tag
def fixed_school_facts(school: School) -> list[tuple[str, str]]:
    """(label, words) of what only the office changes."""
    return approval.fixed_facts(school)


@register.simple_tag
def part_facts(page: PartPage, school: School) -> list[tuple[str, str]]:
    """(label, words) of the answers of a page of the registration."""
    return approval.page_facts(page, school)
