"""Which countries and regions suit an exchange type by their clocks, from the pages about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone

from home.clock import ONE_LESSON, city_clock
from home.models import PartnerRegionPage
from home.written_times import duration
from portal.core.vocabulary import ExchangeType


class ClockNeed(StrEnum):
    """How much an exchange type depends on the clocks of both sides."""

    SAME_HOUR = "same_hour"
    NONE = "none"
    HERE = "here"


_NEEDS = {
    ExchangeType.LIVE_ONLINE: ClockNeed.SAME_HOUR,
    ExchangeType.JOINT_PROJECT: ClockNeed.SAME_HOUR,
    ExchangeType.SISTER_SCHOOL: ClockNeed.SAME_HOUR,
    ExchangeType.LETTER_CARD: ClockNeed.NONE,
    ExchangeType.VIDEO_MAIL: ClockNeed.NONE,
    ExchangeType.ARTWORK: ClockNeed.NONE,
}


@dataclass(frozen=True)
class SharedTime:
    """A place with the lesson time it shares with Tokyo today, in words."""

    title: str
    url: str
    shared: str


@dataclass(frozen=True)
class TimeHint:
    """What the clocks mean for a type: the places where a lesson fits in, most time first, and the others."""

    need: ClockNeed
    near: Sequence[SharedTime] = ()
    far: Sequence[SharedTime] = ()


def time_hint(exchange_type: str, language: str, request: HttpRequest | None) -> TimeHint:
    """The hint for a type (its code) with the live pages of a language. One query where places are told, else none."""
    need = _NEEDS.get(ExchangeType(exchange_type), ClockNeed.HERE)
    if need != ClockNeed.SAME_HOUR:
        return TimeHint(need)
    pages = PartnerRegionPage.objects.live().filter(locale__language_code=language).order_by("path").defer("body")
    day = timezone.localdate()
    clocks = [(page, city_clock(page.country, ZoneInfo(page.zone), day).shared) for page in pages]
    clocks.sort(key=lambda pair: -pair[1])
    told = [(SharedTime(page.title, page.get_url(request) or "", duration(time)), time) for page, time in clocks]
    return TimeHint(
        need,
        near=[place for place, time in told if time >= ONE_LESSON],
        far=[place for place, time in told if time < ONE_LESSON],
    )
