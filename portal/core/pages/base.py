"""The abstract page every page type of the portal inherits."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField


class BasePage(Page):
    """A page with a lead and a picture for listings.

    The slug is the same in both languages, so that the two addresses differ by `/en` only. Facts are synchronised
    from the Japanese page, text is translated.
    """

    summary = models.TextField(
        _("lead"),
        blank=True,
        max_length=400,
        help_text=_("One to three sentences: shown under the title, in lists and in search results."),
    )
    cover = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("cover")]
    search_fields = [*Page.search_fields, index.SearchField("summary", boost=4)]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]
    api_fields = [
        APIField("summary"),
        APIField("cover", serializer=ImageRenditionField("fill-800x600|format-webp", source="published_cover")),
    ]

    class Meta:
        abstract = True

    @property
    def published_cover(self) -> models.Model | None:
        """The picture when it may be shown, else None."""
        return self.cover if self.cover and self.cover.is_publishable else None

    @property
    def description(self) -> str:
        """The text for search engines: the editor's own, else the lead."""
        return self.search_description or self.summary
