"""The report on what the published cases cover: a table to read, the gaps in their order, and a file of everything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from casestudies.columns import store
from casestudies.desk.coverage import EXCHANGE_TYPES, SCHOOL_TYPES, Combination, Coverage
from casestudies.desk.report_style import report_style
from casestudies.facets import Facet
from casestudies.models import CaseStudyPage
from portal.core.countries import country_name
from portal.core.dates import short_fiscal_year
from portal.core.desk.spreadsheets import SafeExportMixin
from portal.core.vocabulary import ExchangeType, SchoolType


def published_years() -> list[tuple[str, str]]:
    """The fiscal years that have published cases, the newest first."""
    years = sorted(store.of("ja").facets[Facet.YEAR].values, reverse=True)
    return [(year, short_fiscal_year(int(year))) for year in years]


def published_countries() -> list[tuple[str, str]]:
    """The countries and regions that have published cases, by name."""
    return sorted(
        ((code, country_name(code)) for code in store.of("ja").facets[Facet.COUNTRY].values), key=lambda one: one[1]
    )


class CoverageFilters(WagtailFilterSet):
    fiscal_year = django_filters.MultipleChoiceFilter(
        label=_("Fiscal year"), choices=published_years, widget=forms.CheckboxSelectMultiple
    )
    country = django_filters.ChoiceFilter(
        label=_("Country or region"), choices=published_countries, widget=forms.RadioSelect, empty_label=_("All")
    )


@dataclass(frozen=True)
class Cell:
    """A number of cases and the list of them."""

    count: int
    url: str


@dataclass(frozen=True)
class Line:
    """A line of a table: its heading, where that leads, its cells and the number of all its cases."""

    label: str
    url: str
    cells: list[Cell]
    total: Cell


class CoverageReportView(SafeExportMixin, ReportView):
    """Published Japanese cases by exchange type and school type, by country, and the combinations without a case."""

    page_title = _("Coverage of the case studies")
    header_icon = "table"
    model = CaseStudyPage
    any_permission_required = ["add", "change", "publish"]
    index_url_name = "case_coverage"
    index_results_url_name = "case_coverage_results"
    results_template_name = "casestudies/desk/coverage_results.html"
    filterset_class = CoverageFilters
    is_searchable = False
    columns = [
        Column("school_label", label=_("School type")),
        Column("exchange_label", label=_("Exchange type")),
        Column("country_label", label=_("Country or region")),
        Column("expected_rounded", label=_("Cases to be expected")),
    ]
    list_export = ["school_label", "exchange_label", "country_label", "count", "expected_rounded"]
    export_headings = {
        "school_label": _("School type"),
        "exchange_label": _("Exchange type"),
        "country_label": _("Country or region"),
        "count": _("Published cases"),
        "expected_rounded": _("Cases to be expected"),
    }
    export_filename = "coverage"

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "queryset": CaseStudyPage.objects.none()}

    @cached_property
    def chosen(self) -> Mapping[str, Any]:
        """The filters; what is no choice is passed over."""
        return self.filters.form.cleaned_data if self.filters.is_valid() else {}

    @property
    def years(self) -> list[str]:
        return self.chosen.get("fiscal_year") or []

    @property
    def country(self) -> str:
        return self.chosen.get("country") or ""

    @cached_property
    def coverage(self) -> Coverage:
        return Coverage(self.years)

    def get_filtered_queryset(self) -> list[Combination]:
        """All combinations for a file; the page lists those without a case."""
        found = self.coverage.combinations()
        return [
            one
            for one in found
            if (not self.country or one.country == self.country) and (self.is_export or not one.count)
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {
            **context,
            "total": self.coverage.total,
            "country": country_name(self.country) if self.country else "",
            "school_types": [label for _code, label in SchoolType.choices],
            "matrix": self._matrix(),
            "countries": [] if self.country else self._countries(),
            "all_countries_url": self._report(country=""),
            "media": context["media"] + report_style(),
        }

    def _matrix(self) -> list[Line]:
        counts = self.coverage.matrix(self.country)
        lines = []
        for exchange, numbers in zip(EXCHANGE_TYPES, counts.tolist(), strict=True):
            cells = self._cells(numbers, exchange_type=exchange, country=self.country)
            total = Cell(sum(numbers), self._list(exchange_type=exchange, country=self.country))
            lines.append(Line(str(ExchangeType(exchange).label), "", cells, total))
        return lines

    def _countries(self) -> list[Line]:
        return [
            Line(
                country_name(code),
                self._report(country=code),
                self._cells(numbers, country=code),
                Cell(total, self._list(country=code)),
            )
            for code, numbers, total in self.coverage.by_country()
        ]

    def _cells(self, numbers: Iterable[int], **chosen: str) -> list[Cell]:
        pairs = zip(SCHOOL_TYPES, numbers, strict=True)
        return [Cell(number, self._list(school_type=school, **chosen)) for school, number in pairs]

    def _list(self, **chosen: str) -> str:
        """The list of the cases counted here."""
        asked = [("locale", "ja"), ("live", "true"), *(("fiscal_year", year) for year in self.years)]
        asked += [(name, value) for name, value in chosen.items() if value]
        return f"{reverse('case_studies:index')}?{urlencode(asked)}"

    def _report(self, country: str) -> str:
        asked = [("fiscal_year", year) for year in self.years] + ([("country", country)] if country else [])
        return f"{reverse(self.index_url_name)}?{urlencode(asked)}"
