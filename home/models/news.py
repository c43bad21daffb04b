from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.core.blocks import StoryBlock
from portal.core.pages.base import BasePage


class NewsCategory(models.TextChoices):
    CALL = "call", _("Call for schools")
    EVENT = "event", _("Event")
    NEWSLETTER = "newsletter", _("Newsletter")
    NOTICE = "notice", _("Notice")
    EMERGENCY = "emergency", pgettext_lazy("kind of news", "Urgent")


class NewsIndexPage(RoutablePageMixin, BasePage):
    """The list of news, newest first."""

    shows_care = False

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = pgettext_lazy("plural", "news lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.news_listing import listing  # reads the models of this package

        return {**super().get_context(request, *args, **kwargs), **listing(request, self)}

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        from home.news_feed import news_feed

        return news_feed(request, self)


class NewsPage(BasePage):
    """One piece of news."""

    schema_type = "NewsArticle"

    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    category = models.CharField(_("category"), max_length=12, choices=NewsCategory, default=NewsCategory.NOTICE)
    banner_until = models.DateTimeField(
        _("at the top of every page until"),
        null=True,
        blank=True,
        help_text=_("For urgent news only: title and lead stand above every page of the site until then (Tokyo time)."),
    )
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        MultiFieldPanel([FieldPanel("category"), FieldPanel("banner_until")], heading=_("category")),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("date")]
    override_translatable_fields = [*BasePage.override_translatable_fields, SynchronizedField("banner_until")]
    api_fields = [*BasePage.api_fields, APIField("date"), APIField("category"), APIField("body")]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []
    in_site_map = False

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = pgettext_lazy("plural", "news items")

    def clean(self) -> None:
        super().clean()
        if self.banner_until and self.category != NewsCategory.EMERGENCY:
            raise ValidationError({"banner_until": _("Only urgent news may stand at the top of every page.")})
