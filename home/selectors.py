"""Reads of the home app: news, events and exchange types in one language, inquiries."""

import datetime
from functools import cache

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.coreutils import resolve_model_string
from wagtail.models import Locale, Page

from home.models import ActivityPage, EasyPage, EventPage, Inquiry, NewsPage
from home.models.easy import EASY_SOURCES


def latest_news(language: str, number: int) -> list[NewsPage]:
    """The newest live news of a language, newest first."""
    return list(NewsPage.objects.live().filter(locale__language_code=language).order_by("-date", "-pk")[:number])


def exchange_types(language: str) -> list[ActivityPage]:
    """The live pages on exchange types of a language, in the order of the page tree."""
    return list(ActivityPage.objects.live().filter(locale__language_code=language).order_by("path"))


def easy_edition(page: Page) -> EasyPage | None:
    """The live edition in plain Japanese of a page. One query for a kind of page that may have one, else none."""
    if page.specific_class not in _easy_sources() or page.locale.language_code != "ja":
        return None
    return EasyPage.objects.live().filter(source=page.pk).defer_streamfields().first()


def editions_behind(page: Page) -> list[EasyPage]:
    """The editions in plain Japanese that do not say what this page says."""
    return list(EasyPage.objects.filter(source=page.pk, is_behind=True).defer_streamfields())


@cache
def _easy_sources() -> frozenset[type[Page]]:
    return frozenset(resolve_model_string(name) for name in EASY_SOURCES)


def was_received(fingerprint: str) -> bool:
    """Whether an inquiry with this fingerprint is stored."""
    return Inquiry.objects.filter(fingerprint=fingerprint).exists()


def _events(locale: Locale) -> QuerySet[EventPage]:
    events: QuerySet[EventPage] = EventPage.objects.live().filter(locale=locale).defer_streamfields()
    return events.select_related("locale")


def coming_events(locale: Locale, number: int | None = None) -> list[EventPage]:
    """The live events that are not over, cancelled ones among them, the nearest first; at most `number`."""
    return list(_events(locale).filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")[:number])


def past_events(locale: Locale) -> QuerySet[EventPage]:
    """The live events that are over, the latest first."""
    return _events(locale).filter(ends_at__lte=timezone.now()).order_by("-starts_at", "-pk")


def events_between(locale: Locale, begins: datetime.datetime, ends: datetime.datetime) -> list[EventPage]:
    """The live events that touch this span, in order of time."""
    return list(_events(locale).filter(starts_at__lt=ends, ends_at__gt=begins).order_by("starts_at", "pk"))


def recent_events(locale: Locale, number: int) -> list[EventPage]:
    """The live events that begin last, the last first, at most `number`."""
    return list(_events(locale).order_by("-starts_at", "-pk")[:number])
