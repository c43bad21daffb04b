"""What a school's pages list of its registration."""

from django import template

from members.schools.models import School
from members.schools.printing import approval
from members.schools.registration.pages import PartPage

register = template.Library()


@register.simple_tag
def fixed_school_facts(school: School) -> list[tuple[str, str]]:
    """(label, words) of what only the office changes."""
    return approval.fixed_facts(school)


@register.simple_tag
def part_facts(page: PartPage, school: School) -> list[tuple[str, str]]:
    """(label, words) of the answers of a page of the registration."""
    return approval.page_facts(page, school)
