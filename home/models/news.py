from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from portal.core.blocks import StoryBlock
from portal.core.pages.base import BasePage
from portal.core.pagination import paginate


class NewsCategory(models.TextChoices):
    CALL = "call", _("Call for schools")
    EVENT = "event", _("Event")
    NEWSLETTER = "newsletter", _("Newsletter")
    NOTICE = "notice", _("Notice")


class NewsIndexPage(BasePage):
    """The list of news, newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]

    class Meta:
        verbose_name = _("news list")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        news = NewsPage.objects.child_of(self).live().order_by("-date", "-pk")
        return {**super().get_context(request, *args, **kwargs), "news": paginate(request, news, 20)}


class NewsPage(BasePage):
    """One piece of news."""

    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    category = models.CharField(_("category"), max_length=12, choices=NewsCategory, default=NewsCategory.NOTICE)
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        FieldPanel("category"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("date")]
    api_fields = [*BasePage.api_fields, APIField("date"), APIField("category"), APIField("body")]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news item")
