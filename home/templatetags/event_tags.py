"""Events in templates: their times in words, the sheet with the day, names of months and weekdays."""

from typing import Any, NamedTuple

from django import template
from django.template.context import Context
from django.utils.translation import gettext as _
from wagtail.models import Locale

from home import selectors
from home.clock import TOKYO
from home.events import wording
from home.models import EventPage

register = template.Library()
register.filter("event_times", wording.times_in_words)
register.filter("second_times", wording.second_times)
register.filter("second_in_short", wording.second_in_short)
register.filter("clock_span", wording.clock_span)
register.filter("told_title", wording.told_title)
register.simple_tag(wording.month_name)
register.simple_tag(wording.weekday_heads)


class DaySheet(NamedTuple):
    """The first day of an event in Tokyo, as it stands on a sheet of a calendar."""

    month: str
    day: int
    weekday: str


@register.simple_tag
def day_sheet(event: EventPage) -> DaySheet:
    """`{% day_sheet event as sheet %}`"""
    day = event.starts_at.astimezone(TOKYO).date()
    return DaySheet(wording.short_month(day.month), day.day, _("(%(day)s)") % {"day": wording.short_weekday(day)})


@register.simple_tag(takes_context=True)
def coming_events(context: Context, number: int) -> list[Any]:
    """`{% coming_events 3 as items %}`: the next events in the language of the page."""
    page = context.get("page")
    locale: Locale = page.locale if page is not None else Locale.get_active()
    return selectors.coming_events(locale, number)
