"""The news as an Atom feed."""

import datetime

from django.http import HttpRequest, HttpResponse

from home.clock import TOKYO
from home.models import NewsIndexPage, NewsPage
from portal.core.feeds import FeedEntry, atom

ENTRIES = 30


def news_feed(request: HttpRequest, page: NewsIndexPage) -> HttpResponse:
    """The newest live news below a list, in its language."""
    news = NewsPage.objects.child_of(page).live().public().order_by("-date", "-pk")[:ENTRIES]
    return atom(request, page, map(_entry, news))


def _entry(item: NewsPage) -> FeedEntry:
    published = datetime.datetime.combine(item.date, datetime.time(), tzinfo=TOKYO)
    return FeedEntry(item, item.title, item.summary, published, (item.get_category_display(),))
