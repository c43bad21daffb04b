from collections import Counter
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.success_criteria import Outcome, SuccessCriterion
from portal.core.blocks import StoryBlock
from portal.core.blocks.choices import CodeBlock
from portal.core.blocks.structs import StructBlock
from portal.core.pages.base import BasePage

_CRITERIA = [(one.value, format_lazy("{} {}", one.value, one.label)) for one in SuccessCriterion]


class CriterionResultBlock(StructBlock):
    """What was found for one criterion."""

    criterion = CodeBlock(choices=_CRITERIA, label=_("criterion"))
    outcome = CodeBlock(choices=Outcome.choices, label=_("result"))
    remark = blocks.CharBlock(label=_("remark"), required=False, max_length=200)

    class Meta:
        icon = "tick"
        label = _("Result for a criterion")


class AccessibilityResultsPage(BasePage):
    """What a test against JIS X 8341-3:2016 found, in the form in which public bodies publish it."""

    tested_on = models.DateField(_("day of the test"))
    technologies = models.CharField(
        _("technologies relied upon"), max_length=200, help_text=_("For example HTML, CSS, SVG.")
    )
    tested_pages = StreamField(
        [("page", blocks.PageChooserBlock(label=_("page")))], verbose_name=_("pages tested"), blank=True
    )
    results = StreamField(
        [("result", CriterionResultBlock())],
        verbose_name=_("results"),
        blank=True,
        help_text=_("A criterion that is left out is shown as not tested yet."),
    )
    body = StreamField(
        StoryBlock(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("Stands above the results: what was tested, how and by whom, and what was left out."),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("tested_on"), FieldPanel("technologies")], heading=_("Test")),
        FieldPanel("body"),
        FieldPanel("tested_pages"),
        FieldPanel("results"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("tested_on"), APIField("body")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("tested_on", overridable=False),
        SynchronizedField("technologies"),
        SynchronizedField("tested_pages", overridable=False),
    ]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("results of an accessibility test")
        verbose_name_plural = pgettext_lazy("plural", "results of accessibility tests")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.accessibility_results import rows, tested_pages

        found = rows(self)
        return {
            **super().get_context(request, *args, **kwargs),
            "rows": found,
            "numbers": Counter(row.outcome for row in found),
            "pages": tested_pages(self, request),
        }
