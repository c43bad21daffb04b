from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from home.easy_form import EasyPageForm
from portal.core.blocks import StoryBlock
from portal.core.pages.base import BasePage

EASY_SOURCES = [
    "home.HomePage",
    "home.StandardPage",
    "home.FlowPage",
    "home.ActivityIndexPage",
    "home.ActivityPage",
    "home.FaqPage",
    "home.ContactPage",
]
"""The kinds of pages that may have an edition in plain Japanese."""


class EasyIndexPage(BasePage):
    """The pages in plain Japanese (やさしい日本語), for children and for people who learn the language."""

    shows_care = False
    is_translated = False
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.EasyPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("plain Japanese")
        verbose_name_plural = pgettext_lazy("plural", "lists of pages in plain Japanese")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        pages = EasyPage.objects.child_of(self).live().order_by("path").defer_streamfields()
        return {**super().get_context(request, *args, **kwargs), "editions": pages}


class EasyPage(BasePage):
    """The edition of a page in plain Japanese, written by hand. It exists in Japanese only."""

    is_translated = False
    source = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page it tells in plain words"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # What the source said when somebody last compared both, and whether it says something else now.
    source_digest = models.CharField(max_length=64, blank=True, editable=False)
    is_behind = models.BooleanField(_("the page has changed since"), default=False, editable=False, db_index=True)
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [PageChooserPanel("source", EASY_SOURCES), FieldPanel("is_compared")], heading=_("Page in usual Japanese")
        ),
        FieldPanel("body"),
    ]
    base_form_class = EasyPageForm
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("source"), APIField("body")]
    parent_page_types = ["home.EasyIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("page in plain Japanese")
        verbose_name_plural = pgettext_lazy("plural", "pages in plain Japanese")

    def clean(self) -> None:
        super().clean()
        if self.source is None:
            return
        if self.source.locale.language_code != "ja":
            raise ValidationError({"source": _("Choose a Japanese page.")})
        if EasyPage.objects.filter(source=self.source_id).exclude(pk=self.pk).exists():
            raise ValidationError({"source": _("This page has an edition in plain Japanese already.")})

    def with_content_json(self, content: dict[str, Any]) -> "EasyPage":
        """A draft does not know what has happened to the source since it was saved."""
        page: EasyPage = super().with_content_json(content)
        page.is_behind = self.is_behind
        return page
