from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from portal.core.blocks import StoryBlock
from portal.core.pages.base import BasePage
from portal.core.vocabulary import ExchangeType


class ActivityIndexPage(BasePage):
    """The exchange types side by side."""

    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ActivityPage"]

    class Meta:
        verbose_name = _("exchange types")


class ActivityPage(BasePage):
    """One exchange type: what it is, how long it takes to prepare, how it goes."""

    exchange_type = models.CharField(_("exchange type"), max_length=20, choices=ExchangeType)
    lead_time = models.CharField(_("time to prepare"), max_length=80, blank=True)
    suits = models.CharField(_("suits"), max_length=120, blank=True, help_text=_("For whom or when it is good."))
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("exchange_type"),
        FieldPanel("lead_time"),
        FieldPanel("suits"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("suits"),
        index.FilterField("exchange_type"),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("exchange_type"),
        APIField("lead_time"),
        APIField("suits"),
        APIField("body"),
    ]
    parent_page_types = ["home.ActivityIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("exchange type")

    @property
    def hint(self) -> str:
        """Time to prepare and for whom it is good, in one line."""
        remarks = [remark for remark in (self.lead_time, self.suits) if remark]
        return pgettext("between two remarks in one line", " / ").join(remarks)
