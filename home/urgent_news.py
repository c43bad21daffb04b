"""Urgent news at the top of every page.

Every page asks whether something urgent is on. So that this costs nothing on quiet days, the site settings, which every
page reads anyway, hold the time until when something may be; the news themselves are read before that time only.
"""

from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language

from home.models import NewsCategory, NewsPage
from portal.core.site_settings import PortalSettings

MOST = 3


def note_end(**kwargs: Any) -> None:
    """Receiver: news were published, taken down or deleted, or the settings saved. Keeps the latest end there."""
    urgent = NewsPage.objects.live().filter(category=NewsCategory.EMERGENCY)
    PortalSettings.load()
    PortalSettings.objects.update(banner_until=urgent.aggregate(Max("banner_until"))["banner_until__max"])


def urgent_news(settings: PortalSettings) -> list[NewsPage]:
    """What is urgent now, the newest first, each in the active language or, until it is translated, in Japanese.

    At most three. No query while nothing is on, else one.
    """
    now, language = timezone.now(), get_language() or "ja"
    if settings.banner_until is None or settings.banner_until <= now:
        return []
    found = NewsPage.objects.live().filter(category=NewsCategory.EMERGENCY, banner_until__gt=now)
    told: dict[Any, NewsPage] = {}
    for news in found.select_related("locale").defer_streamfields().order_by("-date", "-pk"):
        if news.translation_key not in told or news.locale.language_code == language:
            told[news.translation_key] = news
    return [news for news in told.values() if news.locale.language_code in (language, "ja")][:MOST]
