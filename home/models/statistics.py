from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from portal.core.blocks import StoryBlock
from portal.core.countries import country_choices
from portal.core.dates import short_fiscal_year
from portal.core.pages.base import BasePage
from portal.core.vocabulary import ExchangeType, SchoolType

YEARS = (2000, 2100)


class FigureTable(models.TextChoices):
    """By what the exchanges of a year are counted."""

    SCHOOL_TYPE = "school_type", pgettext_lazy("statistics", "School type")
    EXCHANGE_TYPE = "exchange_type", pgettext_lazy("statistics", "Exchange type")
    COUNTRY = "country", pgettext_lazy("statistics", "Country or region")


def codes_of(table: str) -> list[tuple[str, Any]]:
    """The codes that a table knows, with their labels, in their usual order."""
    if table == FigureTable.COUNTRY:
        return list(country_choices())
    return list(SchoolType.choices if table == FigureTable.SCHOOL_TYPE else ExchangeType.choices)


class YearlyFigure(models.Model):
    """How many exchanges a fiscal year had in one line of a table, and how many people took part."""

    fiscal_year = models.PositiveSmallIntegerField(
        _("fiscal year"),
        validators=[MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[1])],
        help_text=_("The western year in which it begins: 2025 for the year from April 2025 to March 2026."),
    )
    table = models.CharField(_("table"), max_length=13, choices=FigureTable)
    code = models.CharField(
        _("code"),
        max_length=20,
        help_text=_("The code of the school type, the exchange type or the country, for example elementary or AU."),
    )
    exchanges = models.PositiveIntegerField(_("exchanges"))
    people = models.PositiveIntegerField(_("people taking part"))

    class Meta:
        verbose_name = _("figure of a year")
        verbose_name_plural = _("figures of the years")
        ordering = ["-fiscal_year", "table", "code"]
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "table", "code"], name="a_figure_a_line"),
            models.CheckConstraint(condition=Q(table__in=FigureTable.values), name="figure_table_known"),
        ]

    def __str__(self) -> str:
        return f"{short_fiscal_year(self.fiscal_year)} {self.label}"

    @property
    def label(self) -> str:
        """The line in words."""
        return str(dict(codes_of(self.table)).get(self.code, self.code))

    def clean(self) -> None:
        if self.table in FigureTable.values and self.code not in dict(codes_of(self.table)):
            raise ValidationError({"code": _("This table has no line with this code.")})
        if self.exchanges is not None and self.people is not None and bool(self.exchanges) != bool(self.people):
            raise ValidationError({"people": _("Where there are exchanges people take part, and only there.")})


class StatisticsPage(RoutablePageMixin, BasePage):
    """The exchanges of each fiscal year in figures: drawn, as tables and as a file."""

    body = StreamField(
        StoryBlock(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("Stands below the figures: how they were counted, whom to ask."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("statistics")
        verbose_name_plural = pgettext_lazy("plural", "statistics pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.statistics import shown_statistics

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **shown_statistics(request.GET.get("year", ""))}

    @path("statistics.csv/")
    def statistics_csv(self, request: HttpRequest) -> HttpResponse:
        """All published figures. The address has no slash at its end; Wagtail puts one behind every path."""
        from home.statistics import csv_text

        answer = HttpResponse("\ufeff" + csv_text(), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="statistics-{self.locale.language_code}.csv"'
        return answer
