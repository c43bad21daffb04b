"""What this room adds to the desk: the lists of questions and of news."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

from home.viewsets import FaqEntryViewSet, news_listing

register_snippet(FaqEntryViewSet)


@hooks.register("register_admin_viewset")
def register_news_listing() -> ViewSet:
    return news_listing
