"""What the home page and the lists of this room show, and how clock times are written."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from home import clock, programme_facts, regions, selectors
from home.models import ActivityPage, EasyPage, NewsCategory, NewsPage
from home.statistics import Glance, glance
from home.urgent_news import urgent_news
from home.written_times import duration, local_time
from portal.core.navigation import section

register = template.Library()

TAG_KINDS = {
    NewsCategory.CALL: "ks",
    NewsCategory.EVENT: "yb",
    NewsCategory.NEWSLETTER: "ai",
    NewsCategory.EMERGENCY: "shu",
}


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


@register.simple_tag(takes_context=True)
def easy_version(context: Context) -> EasyPage | None:
    """`{% easy_version as easy %}`: the edition in plain Japanese of the page that is shown, if it has one."""
    page = context.get("page")
    return selectors.easy_edition(page) if isinstance(page, Page) else None


@register.simple_tag
def exchange_types() -> list[ActivityPage]:
    """`{% exchange_types as types %}`: the pages on exchange types in the active language."""
    return selectors.exchange_types(get_language() or "ja")


@register.simple_tag(takes_context=True)
def urgent(context: Context) -> list[NewsPage]:
    """`{% urgent as items %}`: the news that stand at the top of every page now."""
    settings = context.get("portal_settings")
    return urgent_news(settings) if settings else []


@register.filter
def news_tag(item: NewsPage) -> str:
    """The colour of the tag of a news item, see `components/news_row.html`."""
    return TAG_KINDS.get(NewsCategory(item.category), "")


@register.simple_tag(takes_context=True)
def hero_actions(context: Context) -> list[Action]:
    """The three ways in: how it works, cases, the school's own pages. The first two only where their pages exist."""
    request: HttpRequest | None = context.get("request")
    ways = (("about", _("First steps")), ("casestudies", _("See what other schools have done")))
    found = [(label, section(request, slug)) for slug, label in ways]
    actions = [Action(label, link.url) for label, link in found if link]
    return [*actions, Action(_("School login"), reverse("members:dashboard"))]


@register.simple_tag
def newest_figures() -> Glance | None:
    """`{% newest_figures as glance %}`: the newest year of the statistics in short, None without any."""
    return glance()


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


register.filter("partners_told", regions.partners_told)
register.filter("cases_told", regions.cases_told)
register.filter("fact_rows", programme_facts.fact_rows)
