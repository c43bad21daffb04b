"""Events to take along: calendar files of one and of all, and an Atom feed."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from home.events.icalendar import Entry, calendar
from home.events.wording import times_in_words, told_title
from home.models import EventIndexPage, EventPage
from home.selectors import recent_events
from portal.core.feeds import FeedEntry, atom
from portal.core.site_settings import PortalSettings

ENTRIES = 200
FEED_ENTRIES = 30
KIND = "text/calendar; charset=utf-8"


def calendar_of_one(request: HttpRequest, event: EventPage) -> HttpResponse:
    """The calendar file of one event, under its own name."""
    content = calendar(event.title, [_entry(request, event)], event.locale.language_code)
    return _file(content, f"{event.slug}.ics")


def calendar_of_all(request: HttpRequest, page: EventIndexPage) -> HttpResponse:
    """The calendar to subscribe to: the newest events of the page's language, past ones among them."""
    entries = [_entry(request, event) for event in recent_events(page.locale, ENTRIES)]
    settings = PortalSettings.load()
    name = _("%(page)s | %(site)s") % {"page": page.title, "site": settings.site_name}
    return _file(calendar(name, entries, page.locale.language_code), "events.ics")


def atom_feed(request: HttpRequest, page: EventIndexPage) -> HttpResponse:
    """The events that begin last, as an Atom feed."""
    events = recent_events(page.locale, FEED_ENTRIES)
    return atom(request, page, (_feed_entry(event) for event in events))


def _feed_entry(event: EventPage) -> FeedEntry:
    text = " ".join(part for part in (times_in_words(event), event.venue, event.summary) if part)
    return FeedEntry(event, told_title(event), text, _published(event), (event.get_event_type_display(),))


def _entry(request: HttpRequest, event: EventPage) -> Entry:
    address = request.build_absolute_uri(event.get_url(request))
    return Entry(
        uid=str(event.translation_key),
        begins=event.starts_at,
        ends=event.ends_at,
        changed=event.last_published_at or _published(event),
        title=told_title(event),
        description="\n".join(part for part in (event.summary, event.audience, address) if part),
        place=event.venue,
        url=address,
        category=event.get_event_type_display(),
        cancelled=event.is_cancelled,
    )


def _published(event: EventPage) -> datetime.datetime:
    return event.first_published_at or event.starts_at


def _file(content: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type=KIND, headers=headers)
