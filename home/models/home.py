from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField

from portal.core.blocks.story import FlowBlock
from portal.core.pages.base import BasePage


class HomePage(BasePage):
    """The first page: what the service is, and the newest of everything."""

    shows_care = False

    hero_title = models.CharField(
        _("headline"), max_length=80, blank=True, help_text=_("A vertical bar | marks where the line may break.")
    )
    hero_lead = models.TextField(_("text under the headline"), blank=True, max_length=300)
    flow = StreamField([("flow", FlowBlock())], verbose_name=_("from question to exchange"), blank=True, max_num=1)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("hero_lead")], heading=_("Headline")),
        FieldPanel("flow"),
    ]
    api_fields = [*BasePage.api_fields, APIField("hero_title"), APIField("hero_lead"), APIField("flow")]
    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = None
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = pgettext_lazy("plural", "home pages")

    @property
    def headline_phrases(self) -> list[str]:
        """The headline cut where the editor allows a line break."""
        return [part for part in (self.hero_title or self.title).split("|") if part]
