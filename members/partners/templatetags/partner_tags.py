"""A partner on a school's page: place, ages, what it offers, lesson times in words."""

import datetime

from django import template
from django.utils.translation import gettext as _

from members.calendars.words import length_words, weekdays_words
from members.partners import facts
from members.partners.clocks import Times
from members.partners.models import PartnerSchool
from members.partners.states import VISIBLE_STATUSES

register = template.Library()


@register.filter
def place(partner: PartnerSchool) -> str:
    return facts.place_of(partner)


@register.filter
def ages(partner: PartnerSchool) -> str:
    return facts.ages_of(partner)


@register.filter
def labels(partner: PartnerSchool, name: str) -> list[str]:
    """`{{ partner|labels:"themes" }}`: what the partner chose, in words."""
    return facts.labels_of(partner, name)


@register.filter
def weekly_times(times: Times | None) -> str:
    """`Monday–Friday 8:00–8:50`; a sentence where the clocks jump over the lesson."""
    if times is None:
        return _("not held on the day the clocks change")
    return f"{weekdays_words(times.weekdays)} {times.starts:%-H:%M}–{times.ends:%-H:%M}"


@register.filter
def ahead_words(difference: datetime.timedelta) -> str:
    """How a clock stands against Tokyo's: `2 hours ahead of Tokyo`, `8 hours 30 minutes behind Tokyo`."""
    minutes = round(difference.total_seconds() / 60)
    if minutes == 0:
        return _("the same time as in Tokyo")
    length = length_words(abs(minutes))
    return (_("%(length)s ahead of Tokyo") if minutes > 0 else _("%(length)s behind Tokyo")) % {"length": length}


@register.filter
def apart_words(minutes: int) -> str:
    """How far two clocks are apart, whichever is ahead: `2 h apart`, `the same time as in Tokyo`."""
    if minutes == 0:
        return _("the same time as in Tokyo")
    return _("%(length)s apart") % {"length": length_words(minutes)}


@register.filter
def may_be_opened(partner: PartnerSchool) -> bool:
    """Whether schools may open the partner's page: it is listed, or paused."""
    state = partner.state()
    return state.status in VISIBLE_STATUSES and not state.stale
