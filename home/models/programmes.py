from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.programme_panels import programme_tabs
from portal.core.blocks import StoryBlock
from portal.core.blocks.story import FlowBlock
from portal.core.blocks.text import RICH_TEXT_FEATURES
from portal.core.fields import CodeListField
from portal.core.pages.base import BasePage
from portal.core.vocabulary import Area, GroupScale, ProgrammeCost, ProgrammeKind, SchoolType

LANGUAGES = "portal.core.countries.language_choices"


class ProgrammeIndexPage(BasePage):
    """The catalogue of programmes, narrowed down by what a school needs."""

    shows_care = False

    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body", help_text=_("Shown under the list."))]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ProgrammePage"]

    class Meta:
        verbose_name = _("catalogue of programmes")
        verbose_name_plural = pgettext_lazy("plural", "catalogues of programmes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.programme_listing import listing_context  # reads the models of this package

        return {**super().get_context(request, *args, **kwargs), **listing_context(request, self)}


class ProgrammePage(BasePage):
    """国際教育プログラム: a lesson or study trip offered by an organisation. Schools ask the office for it."""

    number = models.CharField(_("number"), max_length=8, blank=True)
    provider = models.CharField(_("offered by"), max_length=160)
    provider_url = models.URLField(_("web site of the provider"), blank=True)
    kinds = CodeListField(ProgrammeKind, verbose_name=_("kinds"), blank=False)
    # The lesson
    overview = RichTextField(_("overview"), features=RICH_TEXT_FEATURES, blank=True)
    aims = RichTextField(_("aims"), features=RICH_TEXT_FEATURES, blank=True)
    flow = StreamField([("flow", FlowBlock())], verbose_name=_("usual course of the lesson"), blank=True, max_num=1)
    # Conditions
    school_types = CodeListField(SchoolType, verbose_name=_("school types"), blank=False)
    target_note = models.CharField(_("note on the schools"), max_length=160, blank=True)
    areas = CodeListField(Area, verbose_name=_("areas of Tokyo"), blank=False)
    area_note = models.CharField(_("note on the areas"), max_length=160, blank=True)
    scales = CodeListField(GroupScale, verbose_name=_("who takes part"), blank=False)
    size_min = models.PositiveSmallIntegerField(_("fewest pupils"), null=True, blank=True)
    size_max = models.PositiveSmallIntegerField(_("most pupils"), null=True, blank=True)
    duration = models.CharField(_("length"), max_length=80, blank=True)
    saturday = models.BooleanField(_("possible on Saturdays"), default=False)
    season = models.CharField(_("when it is possible"), max_length=120, blank=True)
    lecturers = models.CharField(_("lecturers"), max_length=200, blank=True)
    languages = CodeListField(LANGUAGES, verbose_name=_("languages"))
    equipment = models.TextField(_("what the school provides"), max_length=400, blank=True)
    # Costs and asking
    cost = models.CharField(_("cost"), max_length=10, choices=ProgrammeCost)
    cost_note = models.TextField(_("note on the cost"), max_length=300, blank=True)
    apply_by = models.CharField(_("ask until"), max_length=120, blank=True)
    ask_note = models.TextField(_("what to tell when asking"), max_length=400, blank=True)
    remarks = RichTextField(_("remarks"), features=RICH_TEXT_FEATURES, blank=True)

    text_fields = (
        "provider",
        "overview",
        "aims",
        "flow",
        "target_note",
        "area_note",
        "duration",
        "season",
        "lecturers",
        "equipment",
        "cost_note",
        "apply_by",
        "ask_note",
        "remarks",
    )
    code_fields = ("kinds", "school_types", "areas", "scales", "languages")
    fact_fields = ("number", "provider_url", *code_fields, "size_min", "size_max", "saturday", "cost")
    edit_handler = programme_tabs(BasePage.content_panels, [*BasePage.promote_panels, *BasePage.settings_panels])
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("number", overridable=False),
        SynchronizedField("provider_url", overridable=False),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("codes_text", boost=2),
        *(index.SearchField(name) for name in text_fields),
    ]
    search_only_fields = ("codes_text",)
    api_fields = [*BasePage.api_fields, *(APIField(name) for name in (*fact_fields, *text_fields))]
    parent_page_types = ["home.ProgrammeIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def clean(self) -> None:
        super().clean()
        if self.size_min and self.size_max and self.size_min > self.size_max:
            raise ValidationError({"size_max": _("The largest number is smaller than the fewest pupils.")})

    def labels(self, name: str) -> list[str]:
        """The labels of a field of codes in the active language, for example `labels("areas")`."""
        field: CodeListField = self._meta.get_field(name)
        return field.labels(getattr(self, name))

    @property
    def kind_labels(self) -> list[str]:
        return self.labels("kinds")

    @property
    def codes_text(self) -> str:
        """The labels of all codes in the active language, for the search."""
        return "\n".join([*(label for name in self.code_fields for label in self.labels(name)), self.cost_label])

    @property
    def cost_label(self) -> str:
        return str(ProgrammeCost(self.cost).label) if self.cost in ProgrammeCost.values else ""
