from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from portal.core.blocks import StoryBlock
from portal.core.pages.base import BasePage


class StandardPage(BasePage):
    """A page told in blocks: about, accessibility, privacy and the like."""

    # Its title says all; that it is a page of blocks means nothing to a reader.
    search_kind = ""

    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = pgettext_lazy("plural", "standard pages")
