"""Issues of the newsletter for the pages of other rooms, and how their month is written."""

import datetime
from typing import Any

from django import template
from django.template.context import Context
from django.utils.translation import get_language

from newsletter.models import IssuePage
from newsletter.printing.documents import pdf_size
from newsletter.selectors import Neighbours
from newsletter.selectors import latest_issue as select_latest
from newsletter.selectors import neighbours as select_neighbours
from newsletter.selectors import other_issues as select_others
from portal.core.dates import MONTHS_EN, era_year, in_japanese

register = template.Library()


@register.filter
def issue_month(day: datetime.date) -> str:
    """令和3（2021）年9月 / September 2021."""
    if in_japanese():
        return f"{era_year(day)}{day.month}月"
    return f"{MONTHS_EN[day.month - 1]} {day.year}"


@register.inclusion_tag("newsletter/includes/latest_issue.html", takes_context=True)
def latest_issue(context: Context) -> dict[str, Any]:
    """`{% latest_issue %}`: the newest issue in the active language and the way to all issues."""
    return {"issue": select_latest(get_language() or "ja"), "request": context.get("request")}


@register.simple_tag
def other_issues(issue: IssuePage, number: int = 5) -> list[IssuePage]:
    """`{% other_issues page 5 as issues %}`: the newest issues beside this one, in its language."""
    return select_others(issue, number)


@register.simple_tag
def neighbours(issue: IssuePage) -> Neighbours:
    """`{% neighbours page as beside %}`: `beside.previous` and `beside.following`, None at either end."""
    return select_neighbours(issue)


@register.simple_tag
def issue_pdf_size(issue: IssuePage) -> int:
    """`{% issue_pdf_size page as size %}`: how large its PDF is in bytes, 0 before one was made."""
    return pdf_size(issue)


@register.inclusion_tag("newsletter/subscribing/signup.html")
def newsletter_signup(level: int = 2) -> dict[str, Any]:
    """`{% newsletter_signup 3 %}`: the box to subscribe with one field, its heading on that level. No query."""
    return {"level": level}
