from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    Locale,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.rich_text import expand_db_html
from wagtail.search import index

from portal.core.blocks.text import RICH_TEXT_FEATURES
from portal.core.pages.base import BasePage


class FaqCategory(models.TextChoices):
    START = "start", _("Getting started")
    PARTNER = "partner", _("Finding a partner and adjusting dates")
    DAY = "day", _("Preparation and the day itself")
    COST = "cost", _("Costs and equipment")
    ACCOUNT = "account", _("ID and password")
    PRIVACY = "privacy", _("Photographs and personal data")


class FaqEntryQuerySet(models.QuerySet["FaqEntry"]):
    def published_in(self, locale: Locale) -> "FaqEntryQuerySet":
        """Live entries of one language, in the order of their categories."""
        order = {code: place for place, code in enumerate(FaqCategory.values)}
        place = models.Case(*(models.When(category=code, then=models.Value(n)) for code, n in order.items()))
        return self.filter(locale=locale, live=True).alias(place=place).order_by("place", "sort_order", "pk")


class FaqEntry(
    PreviewableMixin, WorkflowMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model
):
    """A question and its answer."""

    question = models.CharField(_("question"), max_length=200)
    answer = RichTextField(_("answer"), features=RICH_TEXT_FEATURES)
    category = models.CharField(_("category"), max_length=12, choices=FaqCategory, default=FaqCategory.START)
    sort_order = models.PositiveSmallIntegerField(
        _("order"), default=100, help_text=_("Smaller numbers come first within a category.")
    )

    panels = [FieldPanel("question"), FieldPanel("answer"), FieldPanel("category"), FieldPanel("sort_order")]
    search_fields = [
        index.SearchField("question", boost=6),
        index.AutocompleteField("question"),
        index.SearchField("answer"),
        index.FilterField("locale"),
        index.FilterField("live"),
        index.FilterField("category"),
    ]
    api_fields = [APIField("question"), APIField("answer"), APIField("category")]

    objects = FaqEntryQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        indexes = [models.Index(fields=["locale", "live", "category", "sort_order"], name="faq_in_order")]

    def __str__(self) -> str:
        return self.question

    @property
    def answer_text(self) -> str:
        """The answer without mark-up, for search results."""
        return strip_tags(self.answer.replace("</p>", " ").replace("</li>", " ")).strip()

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "home/faq_entry_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "entry": self}


class FaqOpinion(models.Model):
    """How many people found an answer helpful, and how many did not. Who they are is not known."""

    entry = models.OneToOneField(FaqEntry, on_delete=models.CASCADE, related_name="opinion")
    helpful = models.PositiveIntegerField(default=0)
    unhelpful = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.helpful} / {self.unhelpful}"


class FaqPage(RoutablePageMixin, BasePage):
    """All questions and answers by category, and a page for each on which to say whether it helped."""

    content_panels = [*BasePage.content_panels]
    api_fields = [*BasePage.api_fields, APIField("entries")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("questions and answers page")
        verbose_name_plural = pgettext_lazy("plural", "pages of questions and answers")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.answering import questions_context  # reads the models of this package

        return {**super().get_context(request, *args, **kwargs), **questions_context(request, self)}

    @path("helpful/<int:pk>/", name="helpful")
    def helpful_route(self, request: HttpRequest, pk: int) -> HttpResponse:
        from home.views.opinions import helpful

        return helpful(request, self, pk)

    @property
    def entries(self) -> list[dict[str, object]]:
        """The page's questions for the API: id, category, question and the answer as HTML."""
        return [
            {
                "id": entry.pk,
                "category": entry.category,
                "question": entry.question,
                "answer": expand_db_html(entry.answer),
            }
            for entry in FaqEntry.objects.published_in(self.locale)
        ]
