"""Tags of the printed pages of case studies, and of the links to them."""

from typing import Any

from django import template

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.printing.volumes import Volume, volumes

register = template.Library()


@register.filter
def heading_below(level: Any) -> int:
    """The level of the headings below one of this level; below 1 when none is given."""
    return int(level or 1) + 1


@register.simple_tag
def collection_url(case: CaseStudyPage) -> str:
    """`{% collection_url page %}`: where all cases of the same fiscal year stand. The archive is the page above."""
    archive, _slash, _slug = (case.get_url() or "").rstrip("/").rpartition("/")
    return f"{archive}/collection/{case.fiscal_year}/"


@register.simple_tag
def collection_files(archive: CaseStudyIndexPage, year: int, number: int) -> list[Volume]:
    """`{% collection_files page year number as files %}`: the PDFs of a year with so many cases."""
    return volumes(archive, year, number)
