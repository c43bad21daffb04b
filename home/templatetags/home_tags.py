"""What the home page and the lists of this room show, and how clock times are written."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from home import clock, selectors
from home.models import ActivityPage, NewsCategory, NewsPage
from portal.core.dates import in_japanese
from portal.core.navigation import section

register = template.Library()

TAG_KINDS = {NewsCategory.CALL: "ks", NewsCategory.EVENT: "yb", NewsCategory.NEWSLETTER: "ai"}


@dataclass(frozen=True)
class Action:
    label: str
    url: str


class ClockRow(NamedTuple):
    """A row of the table of cities, in words."""

    city: str
    local: str
    shared: str
    suited: str


@register.simple_tag
def latest_news(number: int = 3) -> list[NewsPage]:
    """`{% latest_news 3 as items %}`: the newest news in the active language."""
    return selectors.latest_news(get_language() or "ja", number)


@register.simple_tag
def exchange_types() -> list[ActivityPage]:
    """`{% exchange_types as types %}`: the pages on exchange types in the active language."""
    return selectors.exchange_types(get_language() or "ja")


@register.filter
def news_tag(item: NewsPage) -> str:
    """The colour of the tag of a news item, see `components/news_row.html`."""
    return TAG_KINDS.get(NewsCategory(item.category), "")


@register.simple_tag(takes_context=True)
def hero_actions(context: Context) -> list[Action]:
    """The two ways on from the headline, each only where its page exists."""
    request: HttpRequest | None = context.get("request")
    ways = (("about", _("First steps")), ("casestudies", _("See what other schools have done")))
    found = [(label, section(request, slug)) for slug, label in ways]
    return [Action(label, link.url) for label, link in found if link]


@register.simple_tag
def today() -> datetime.date:
    """The date in Tokyo."""
    return timezone.localdate()


@register.simple_tag
def world_clock(day: datetime.date) -> list[ClockRow]:
    """`{% world_clock day as rows %}`: the six cities at 9:40 in Tokyo on that day."""
    return [_row(city) for city in clock.world_clock(day)]


@register.simple_tag
def world_clock_head() -> list[str]:
    """The headings of the columns of `world_clock`."""
    return [_("City"), _("Local time"), _("Shared lesson time"), _("Suited exchange")]


def _row(city: clock.CityClock) -> ClockRow:
    separator = pgettext("between the items of a list", ", ")
    suited = separator.join(str(kind.label) for kind in city.suited)
    if city.shared >= clock.ONE_LESSON and city.part == clock.DayPart.MORNING:
        suited = _("%(types)s (in the morning)") % {"types": suited}
    elif city.shared >= clock.ONE_LESSON and city.part == clock.DayPart.AFTERNOON:
        suited = _("%(types)s (in the afternoon)") % {"types": suited}
    return ClockRow(_city_name(city.code), local_time(city), duration(city.shared), suited)


def _city_name(code: str) -> str:
    names = {
        "seoul": _("Seoul"),
        "taipei": _("Taipei"),
        "sydney": _("Sydney"),
        "auckland": _("Auckland"),
        "vancouver": _("Vancouver"),
        "paris": _("Paris"),
    }
    return names[code]


def clock_time(time: datetime.datetime | datetime.time) -> str:
    """午前9時40分 / 9:40, as the dates of `portal.core.dates` are written."""
    if in_japanese():
        return f"{'午前' if time.hour < 12 else '午後'}{time.hour % 12}時{time.minute}分"
    return f"{time.hour}:{time.minute:02d}"


def local_time(city: clock.CityClock) -> str:
    """The clock of a city, with the day where it is not Tokyo's."""
    written = clock_time(city.local)
    if city.days_off < 0:
        return _("%(time)s the day before") % {"time": written}
    return _("%(time)s the next day") % {"time": written} if city.days_off > 0 else written


def duration(shared: datetime.timedelta) -> str:
    """5時間30分 / 5 h 30 min; 「なし」 for nothing."""
    hours, minutes = divmod(int(shared.total_seconds()) // 60, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours})
    if minutes:
        parts.append(ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes})
    if len(parts) == 2:
        return pgettext("hours and minutes", "%(hours)s %(minutes)s") % {"hours": parts[0], "minutes": parts[1]}
    return "".join(parts) or pgettext("shared lesson time", "None")
