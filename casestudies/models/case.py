import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from casestudies.blocks import TimetableBlock, VoicesBlock
from portal.core.blocks.text import RICH_TEXT_FEATURES
from portal.core.dates import fiscal_year_of
from portal.core.fields import CodeListField
from portal.core.municipalities import MUNICIPALITIES, municipality_choices
from portal.core.pages.base import BasePage
from portal.core.vocabulary import ExchangeType, Grade, LessonSlot, SchoolType, Subject, Theme, Tool, bands_of

COUNTRIES = "portal.core.countries.country_choices"
LANGUAGES = "portal.core.countries.language_choices"


class CaseStudyPage(BasePage):
    """One exchange that took place: facts of both schools, preparation, the day, voices and what was hard.

    The facts are copied from the schools, not linked to them, and are the same in both languages; only text is
    translated. A school may stay unnamed.
    """

    # Our school
    school_name = models.CharField(
        _("school"), max_length=120, blank=True, help_text=_("Leave empty when the school wishes to stay unnamed.")
    )
    school_type = models.CharField(_("school type"), max_length=16, choices=SchoolType)
    municipality = models.CharField(_("municipality"), max_length=5, choices=municipality_choices, blank=True)
    grades = CodeListField(Grade, verbose_name=_("grades"))
    pupils = models.PositiveSmallIntegerField(_("number of pupils"), null=True, blank=True)
    teachers = models.PositiveSmallIntegerField(_("number of teachers"), null=True, blank=True)
    first_timer = models.BooleanField(_("first exchange of this school"), default=False)
    leading_school = models.BooleanField(_("leading school for international exchange"), default=False)
    # The partner
    countries = CodeListField(COUNTRIES, verbose_name=_("countries and regions"))
    partner_place = models.CharField(_("city or state"), max_length=120, blank=True)
    partner_school = models.CharField(
        _("partner school"), max_length=160, blank=True, help_text=_("Leave empty when the school stays unnamed.")
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
    challenges = RichTextField(_("what was hard, and what we would do next"), features=RICH_TEXT_FEATURES, blank=True)

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("municipality", overridable=False),
    ]
    story_fields = (
        "background",
        "aims",
        "preparation_teachers",
        "preparation_pupils",
        "preparation_concierge",
        "materials",
        "afterwork",
        "challenges",
    )

    school_panels = [
        MultiFieldPanel(
            [
                FieldPanel("school_name"),
                FieldRowPanel([FieldPanel("school_type"), FieldPanel("municipality")]),
                FieldPanel("grades"),
                FieldRowPanel([FieldPanel("pupils"), FieldPanel("teachers")]),
                FieldRowPanel([FieldPanel("first_timer"), FieldPanel("leading_school")]),
            ],
            heading=_("Our school"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("partner_school"),
                FieldPanel("partner_place"),
                FieldPanel("countries", classname="collapsed"),
                FieldRowPanel([FieldPanel("partner_age_min"), FieldPanel("partner_age_max")]),
                FieldPanel("partner_pupils"),
            ],
            heading=_("Partner school"),
        ),
    ]
    exchange_panels = [
        FieldPanel("exchange_types"),
        FieldRowPanel([FieldPanel("date_from"), FieldPanel("date_until")]),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("meetings")]),
        FieldPanel("lesson_slots"),
        FieldPanel("themes"),
        FieldPanel("subjects"),
        FieldPanel("languages"),
        FieldPanel("tools"),
    ]
    story_panels = [
        FieldPanel("background"),
        FieldPanel("aims"),
        FieldPanel("preparation_teachers"),
        FieldPanel("preparation_pupils"),
        FieldPanel("preparation_concierge"),
        FieldPanel("timetable"),
        FieldPanel("materials"),
        FieldPanel("afterwork"),
        FieldPanel("voices"),
        FieldPanel("challenges"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(BasePage.content_panels, heading=_("Title and lead")),
            ObjectList(school_panels, heading=_("Schools")),
            ObjectList(exchange_panels, heading=_("Exchange")),
            ObjectList(story_panels, heading=_("Story")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
        ]
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("facts_text", boost=2),
        *(index.SearchField(name) for name in story_fields),
        index.SearchField("timetable"),
        index.SearchField("voices"),
        index.FilterField("fiscal_year"),
        index.FilterField("school_type"),
        index.FilterField("date_from"),
    ]
    # The facts stand beside the text wherever a case is listed.
    search_only_fields = ("facts_text",)
    api_fields = [
        *BasePage.api_fields,
        APIField("school_name"),
        APIField("school_type"),
        APIField("municipality"),
        APIField("area"),
        APIField("grades"),
        APIField("pupils"),
        APIField("countries"),
        APIField("partner_place"),
        APIField("partner_school"),
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
    ]
    parent_page_types = ["casestudies.CaseStudyIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        indexes = [models.Index(fields=["date_from"], name="case_by_date")]

    def clean(self) -> None:
        super().clean()
        faults = {}
        if self.date_from and self.date_until and self.date_until < self.date_from:
            faults["date_until"] = _("The last day lies before the first day.")
        youngest, oldest = self.partner_age_min, self.partner_age_max
        if youngest is not None and oldest is not None and oldest < youngest:
            faults["partner_age_max"] = _("The oldest age is below the youngest.")
        if faults:
            raise ValidationError(faults)

    def save(self, *args: Any, **kwargs: Any) -> None:
        day = self.date_from
        if isinstance(day, str):
            day = datetime.date.fromisoformat(day)
        self.fiscal_year = fiscal_year_of(day)
        super().save(*args, **kwargs)

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
        """The facts in the words of the page's language, so that a search for 台湾 or 給食 finds them."""
        with translation.override(self.locale.language_code):
            words = [self.school_name, self.get_school_type_display(), self.partner_school, self.partner_place]
            for name in ("grades", "countries", "exchange_types", "themes", "subjects", "languages", "tools"):
                words += self.labels(name)
            if self.municipality in MUNICIPALITIES:
                words.append(str(MUNICIPALITIES[self.municipality]))
        return "\n".join(str(word) for word in words if word)
