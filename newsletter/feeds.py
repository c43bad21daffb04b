"""The newest issues as an Atom feed: lead and sections of each, with the way to them."""

import datetime
import re

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import strip_tags

from newsletter.models import IssuePage, NewsletterIndexPage
from newsletter.parts import Part, give_parts
from portal.core.dates import short_fiscal_year
from portal.core.feeds import FeedEntry, atom

ENTRIES = 20
_BLOCK_END = re.compile(r"</(?:p|li|h\d)>|<br/?>")
_TEXTS = ("lead", "text", "note")
"""The fields of a block that may tell what a section is about, the best first."""


def issue_feed(request: HttpRequest, newsletter: NewsletterIndexPage) -> HttpResponse:
    """The newest live issues below a list, in its language. The number of queries does not grow with the issues."""
    issues = IssuePage.objects.child_of(newsletter).live().public().select_related("locale")
    return atom(request, newsletter, map(_entry, give_parts(issues.order_by("-number", "-pk")[:ENTRIES])))


def _entry(issue: IssuePage) -> FeedEntry:
    first = issue.first_published_at or datetime.datetime.combine(
        issue.month, datetime.time(), tzinfo=timezone.get_current_timezone()
    )
    sections = [(part.anchor, part.title, section_text(part)) for part in issue.parts if part.title]
    html = render_to_string("newsletter/feed_entry.html", {"page": issue, "sections": sections})
    return FeedEntry(issue, issue.title, issue.summary, first, (short_fiscal_year(issue.month),), html)


def section_text(part: Part) -> str:
    """What a section is about, in plain words: its own lead or text, else the lead of the page it shows, or nothing."""
    fields = part.raw if isinstance(part.raw, dict) else {}
    own = next((text for name in _TEXTS if (text := _words(fields.get(name)))), "")
    return own or (part.notice.summary if part.notice else "")


def _words(value: object) -> str:
    # Where a paragraph or an item ends, words end.
    return " ".join(strip_tags(_BLOCK_END.sub(" ", value)).split()) if isinstance(value, str) else ""
