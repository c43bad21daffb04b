from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from portal.core.blocks import StoryBlock
from portal.core.blocks.lessons import LESSON_BLOCKS
from portal.core.pages.base import BasePage
from portal.core.vocabulary import ExchangeType


class ActivityIndexPage(BasePage):
    """The exchange types side by side."""

    shows_care = False

    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ActivityPage"]

    class Meta:
        verbose_name = _("exchange types")
        verbose_name_plural = pgettext_lazy("plural", "lists of exchange types")


class ActivityPage(BasePage):
    """One exchange type: what it is, how long it takes to prepare, how it goes."""

    exchange_type = models.CharField(_("exchange type"), max_length=20, choices=ExchangeType)
    lead_time = models.CharField(_("time to prepare"), max_length=80, blank=True)
    suits = models.CharField(_("suits"), max_length=120, blank=True, help_text=_("For whom or when it is good."))
    body = StreamField(StoryBlock(LESSON_BLOCKS), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("exchange_type"),
        FieldPanel("lead_time"),
        FieldPanel("suits"),
        FieldPanel(
            "body",
            help_text=_(
                "What it is, the steps, a checklist and ideas for lessons. Clocks, questions and case studies of this "
                "type are added below by themselves."
            ),
        ),
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
        verbose_name_plural = pgettext_lazy("plural", "kinds of exchange")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.time_hints import time_hint  # both read the models of this package
        from home.type_questions import questions_on

        return {
            **super().get_context(request, *args, **kwargs),
            "time_hint": time_hint(self.exchange_type, self.locale.language_code, request),
            "questions": questions_on(self.exchange_type, self.locale),
        }

    @property
    def hint(self) -> str:
        """Time to prepare and for whom it is good, in one line."""
        remarks = [remark for remark in (self.lead_time, self.suits) if remark]
        return pgettext("between two remarks in one line", " / ").join(remarks)
