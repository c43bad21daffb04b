import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework.serializers import CharField
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from casestudies.blocks import AttachmentsBlock, PhotographsBlock, RelatedCasesBlock, TimetableBlock, VoicesBlock
from casestudies.forms import CaseForm
from casestudies.models.print_routes import PrintRoutes
from casestudies.panels import case_tabs
from casestudies.rules import contradictions, obstacles
from portal.core.blocks.text import RICH_TEXT_FEATURES
from portal.core.dates import fiscal_year_of
from portal.core.fields import CodeListField
from portal.core.municipalities import MUNICIPALITIES, municipality_choices
from portal.core.pages.base import BasePage
from portal.core.vocabulary import (
    ExchangeType,
    Founder,
    Grade,
    GroupScale,
    LessonSlot,
    SchoolType,
    Subject,
    Theme,
    Tool,
    bands_of,
)

COUNTRIES = "portal.core.countries.country_choices"
LANGUAGES = "portal.core.countries.language_choices"


class CaseStudyPage(PrintRoutes, BasePage):
    """One exchange that took place: facts of both schools, preparation, the day, voices and what was hard.

    The facts are copied from the schools, not linked to them, and are the same in both languages; only text is
    translated. A school may stay unnamed.
    """

    schema_type = "Article"

    # Our school
    school_name = models.CharField(_("school"), max_length=120, blank=True)
    school_unnamed = models.BooleanField(
        _("publish the kind of school only"),
        default=False,
        help_text=_("The name and the municipality stay at the desk: no page, search, file or API shows them."),
    )
    school_type = models.CharField(_("school type"), max_length=16, choices=SchoolType)
    founder = models.CharField(_("founder"), max_length=16, choices=Founder, blank=True)
    municipality = models.CharField(_("municipality"), max_length=5, choices=municipality_choices, blank=True)
    grades = CodeListField(Grade, verbose_name=_("grades"))
    pupils = models.PositiveSmallIntegerField(_("number of pupils"), null=True, blank=True)
    teachers = models.PositiveSmallIntegerField(_("number of teachers"), null=True, blank=True)
    group_scale = models.CharField(_("who took part"), max_length=12, choices=GroupScale, blank=True)
    first_timer = models.BooleanField(_("first exchange of this school"), default=False)
    leading_school = models.BooleanField(_("leading school for international exchange"), default=False)
    # The partner
    countries = CodeListField(COUNTRIES, verbose_name=_("countries and regions"))
    partner_place = models.CharField(_("city or state"), max_length=120, blank=True)
    partner_school = models.CharField(_("partner school"), max_length=160, blank=True)
    partner_unnamed = models.BooleanField(
        _("publish the partner's country and place only"),
        default=False,
        help_text=_("The name stays at the desk: no page, search, file or API shows it."),
    )
    partner_age_min = models.PositiveSmallIntegerField(_("youngest age of the partner's pupils"), null=True, blank=True)
    partner_age_max = models.PositiveSmallIntegerField(_("oldest age of the partner's pupils"), null=True, blank=True)
    partner_pupils = models.PositiveSmallIntegerField(_("number of the partner's pupils"), null=True, blank=True)
    # The exchange
    exchange_types = CodeListField(ExchangeType, verbose_name=_("exchange types"))
    themes = CodeListField(Theme, verbose_name=_("themes"))
    subjects = CodeListField(Subject, verbose_name=_("subjects"))
    languages = CodeListField(LANGUAGES, verbose_name=_("languages"))
    tools = CodeListField(Tool, verbose_name=_("tools"))
    lesson_slots = CodeListField(LessonSlot, verbose_name=_("time of the day"))
    date_from = models.DateField(_("first day"))
    date_until = models.DateField(_("last day"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes per meeting"), null=True, blank=True)
    meetings = models.PositiveSmallIntegerField(_("number of meetings or dispatches"), null=True, blank=True)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"), editable=False, db_index=True)
    # The story
    background = RichTextField(_("how it began"), features=RICH_TEXT_FEATURES, blank=True)
    aims = RichTextField(_("aims"), features=RICH_TEXT_FEATURES, blank=True)
    preparation_teachers = RichTextField(_("preparation by the teachers"), features=RICH_TEXT_FEATURES, blank=True)
    preparation_pupils = RichTextField(_("preparation by the pupils"), features=RICH_TEXT_FEATURES, blank=True)
    preparation_concierge = RichTextField(_("preparation by the concierge"), features=RICH_TEXT_FEATURES, blank=True)
    timetable = StreamField(TimetableBlock(), verbose_name=_("timetable of the day"), blank=True)
    materials = RichTextField(_("things used"), features=RICH_TEXT_FEATURES, blank=True)
    afterwork = RichTextField(_("afterwards"), features=RICH_TEXT_FEATURES, blank=True)
    voices = StreamField(VoicesBlock(), verbose_name=_("voices"), blank=True)
    ingenuity = RichTextField(_("what worked well"), features=RICH_TEXT_FEATURES, blank=True)
    challenges = RichTextField(_("what was hard, and what we would do next"), features=RICH_TEXT_FEATURES, blank=True)
    photographs = StreamField(PhotographsBlock(), verbose_name=_("photographs"), blank=True)
    attachments = StreamField(AttachmentsBlock(), verbose_name=_("attachments"), blank=True)
    # What it belongs to
    programme_name = models.CharField(_("international education programme"), max_length=120, blank=True)
    programme_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page of the programme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    related = StreamField(
        RelatedCasesBlock(),
        verbose_name=_("related case studies"),
        blank=True,
        help_text=_("Shown first among the similar cases. The others are found by what they have in common."),
    )
    approved_on = models.DateField(
        _("approved by the school on"),
        null=True,
        blank=True,
        help_text=_("The day on which the head of the school agreed to the publication. Not shown."),
    )

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("municipality", overridable=False),
        # The page is found in the reader's language when it is shown.
        SynchronizedField("programme_page", overridable=False),
    ]
    story_fields = (
        "background",
        "aims",
        "preparation_teachers",
        "preparation_pupils",
        "preparation_concierge",
        "materials",
        "afterwork",
        "ingenuity",
        "challenges",
    )
    # Set while the form saves a draft: what must not reach the public may still be written down.
    kept_as_draft = False
    story_streams = ("timetable", "voices", "photographs", "attachments", "related")

    edit_handler = case_tabs(BasePage.content_panels, [*BasePage.promote_panels, *BasePage.settings_panels])
    base_form_class = CaseForm

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("facts_text", boost=2),
        *(index.SearchField(name) for name in story_fields),
        index.SearchField("timetable"),
        index.SearchField("voices"),
        index.SearchField("photographs"),
        index.SearchField("attachments_text"),
        index.FilterField("fiscal_year"),
        index.FilterField("school_type"),
        index.FilterField("date_from"),
    ]
    # The facts stand beside the text wherever a case is listed.
    search_only_fields = ("facts_text", "attachments_text")
    api_fields = [
        *BasePage.api_fields,
        APIField("school_name", serializer=CharField(source="public_school_name")),
        APIField("school_type"),
        APIField("founder"),
        APIField("municipality", serializer=CharField(source="public_municipality")),
        APIField("area"),
        APIField("grades"),
        APIField("pupils"),
        APIField("countries"),
        APIField("partner_place"),
        APIField("partner_school", serializer=CharField(source="public_partner_school")),
        APIField("exchange_types"),
        APIField("themes"),
        APIField("subjects"),
        APIField("languages"),
        APIField("tools"),
        APIField("lesson_slots"),
        APIField("date_from"),
        APIField("date_until"),
        APIField("minutes"),
        APIField("fiscal_year"),
        *(APIField(name) for name in story_fields),
        APIField("timetable"),
        APIField("voices"),
        APIField("photographs"),
        APIField("attachments"),
        APIField("programme_name"),
    ]
    in_site_map = False
    parent_page_types = ["casestudies.CaseStudyIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        indexes = [models.Index(fields=["date_from"], name="case_by_date")]

    def clean(self) -> None:
        super().clean()
        faults = contradictions(self)
        if not self.kept_as_draft:
            faults = {**obstacles(self), **faults}
        if faults:
            raise ValidationError(faults)

    def save(self, *args: Any, **kwargs: Any) -> None:
        day = self.date_from
        if isinstance(day, str):
            day = datetime.date.fromisoformat(day)
        self.fiscal_year = fiscal_year_of(day)
        super().save(*args, **kwargs)

    @property
    def public_school_name(self) -> str:
        """The name of our school, empty when the school wishes to stay unnamed."""
        return "" if self.school_unnamed else self.school_name

    @property
    def public_municipality(self) -> str:
        """The municipality, empty for an unnamed school: where there is one school only, it would tell which."""
        return "" if self.school_unnamed else self.municipality

    @property
    def public_partner_school(self) -> str:
        """The name of the partner, empty when it wishes to stay unnamed."""
        return "" if self.partner_unnamed else self.partner_school

    @property
    def area(self) -> str:
        """The code of the area of Tokyo, or an empty text without a municipality."""
        row = MUNICIPALITIES.get(self.municipality)
        return row.area.value if row else ""

    @property
    def grade_bands(self) -> list[str]:
        return bands_of(self.grades)

    def labels(self, name: str) -> list[str]:
        """The labels of a field of codes in the active language, for example `labels("themes")`."""
        return self.labels_of(name, getattr(self, name))

    def labels_of(self, name: str, codes: Iterable[str]) -> list[str]:
        """The labels of these codes of the vocabulary of a field."""
        field: CodeListField = self._meta.get_field(name)
        return field.labels(codes)

    @property
    def type_labels(self) -> list[str]:
        return self.labels("exchange_types")

    @property
    def country_labels(self) -> list[str]:
        return self.labels("countries")

    @property
    def theme_labels(self) -> list[str]:
        return self.labels("themes")

    @property
    def has_preparation(self) -> bool:
        return bool(self.preparation_teachers or self.preparation_pupils or self.preparation_concierge)

    @property
    def facts_text(self) -> str:
        """The facts in the active language: the index asks for the page's, and a search for 台湾 or 給食 finds them."""
        words = [self.public_school_name, self.public_partner_school, self.partner_place, self.programme_name]
        if self.school_type:
            words.append(str(SchoolType(self.school_type).label))
        for name in ("grades", "countries", "exchange_types", "themes", "subjects", "languages", "tools"):
            words += self.labels(name)
        if self.public_municipality in MUNICIPALITIES:
            words.append(str(MUNICIPALITIES[self.public_municipality]))
        return "\n".join(str(word) for word in words if word)

    @property
    def attachments_text(self) -> str:
        """The titles of the files everybody may have, for the search."""
        return "\n".join(attachment.title for attachment in self.public_attachments)

    @property
    def pictures(self) -> list[tuple[str, Any]]:
        """All pictures, shown or not, each with the name of the field it stands in."""
        found = [("cover", self.cover), *(("photographs", block.value["image"]) for block in self.photographs)]
        return [(name, image) for name, image in found if image]

    @property
    def public_programme_page(self) -> Any:
        """The page of the programme in the language of this one, while it is public; else None."""
        if self.programme_page_id is None:
            return None
        page = self.programme_page.get_translation_or_none(self.locale) if self.programme_page else None
        return page if page is not None and page.live else None

    @property
    def public_attachments(self) -> list[Any]:
        """The files everybody may have."""
        return [block.value for block in self.attachments if block.value.is_public]

    @property
    def public_photographs(self) -> list[Any]:
        """The photographs, each with its caption, whose consent allows them to be shown today."""
        photographs = [block.value for block in self.photographs]
        return [one for one in photographs if one["image"] and one["image"].is_publishable]
