from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from portal.core.blocks import StoryBlock
from portal.core.blocks.story import TableBlock
from portal.core.blocks.text import NoteBlock
from portal.core.pages.base import BasePage


class FlowPage(BasePage):
    """How an exchange goes, whatever its type: who does what, how long it takes, what is needed, what it costs."""

    body = StreamField(
        StoryBlock(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("The steps all exchanges share, and the equipment. The steps of each type follow by themselves."),
    )
    costs = StreamField(
        [("table", TableBlock()), ("note", NoteBlock())],
        verbose_name=_("costs"),
        blank=True,
        help_text=_("Who pays for what, and about how much. It stands at the end of the page."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("costs")]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.SearchField("costs")]
    api_fields = [*BasePage.api_fields, APIField("body"), APIField("costs")]
    parent_page_types = ["home.StandardPage", "home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("steps and costs")
        verbose_name_plural = pgettext_lazy("plural", "pages on steps and costs")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.type_flows import flows_by_type  # reads the models of this package

        return {**super().get_context(request, *args, **kwargs), "flows": flows_by_type(self.locale.language_code)}
