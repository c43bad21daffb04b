"""What the page of all events shows: those to come, a month as a calendar, and those that are over."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from home.clock import TOKYO
from home.events.months import Month, month_of, weeks
from home.models import EventIndexPage, EventPage
from home.selectors import coming_events, events_between, past_events
from portal.core.pagination import paginate

PAST_A_PAGE = 10
LAST_MINUTE = datetime.timedelta(minutes=1)


def listing(request: HttpRequest, page: EventIndexPage) -> dict[str, Any]:
    """The context of the page, by `?month=2026-12` and `?page=` of the past events. Four queries.

    Without a month asked for, that of the next event is shown: today's may have nothing left to come.
    """
    today, coming = timezone.localdate(), coming_events(page.locale)
    asked = request.GET.get("month", "")
    month = month_of(asked, max(today, _first_day(coming[0])) if coming else today)
    following = month.shifted(1)
    ends = following.first_day if following else datetime.date(month.year + 1, 1, 1)
    in_month = events_between(page.locale, _midnight(month.first_day), _midnight(ends))
    return {
        "coming": coming,
        "this_month": Month(today.year, today.month),
        "past": paginate(request, past_events(page.locale), PAST_A_PAGE),
        "month": month,
        "in_month": in_month,
        "weeks": weeks(month, [_span(event, month, ends) for event in in_month], today),
        "previous_month": month.shifted(-1),
        "next_month": following,
        "is_month_asked": bool(asked),
    }


def _first_day(event: EventPage) -> datetime.date:
    return event.starts_at.astimezone(TOKYO).date()


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), TOKYO)


def _span(event: EventPage, month: Month, ends: datetime.date) -> tuple[datetime.date, datetime.date, EventPage]:
    """The days of an event within the month. What ends at midnight is not on the day that begins then."""
    first = _first_day(event)
    last = (event.ends_at - LAST_MINUTE).astimezone(TOKYO).date()
    return max(first, month.first_day), min(max(first, last), ends - datetime.timedelta(days=1)), event
