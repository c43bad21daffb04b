"""Reads of the home app: news and exchange types in one language."""

from home.models import ActivityPage, NewsPage


def latest_news(language: str, number: int) -> list[NewsPage]:
    """The newest live news of a language, newest first."""
    return list(NewsPage.objects.live().filter(locale__language_code=language).order_by("-date", "-pk")[:number])


def exchange_types(language: str) -> list[ActivityPage]:
    """The live pages on exchange types of a language, in the order of the page tree."""
    return list(ActivityPage.objects.live().filter(locale__language_code=language).order_by("path"))
