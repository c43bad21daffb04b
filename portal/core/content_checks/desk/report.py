"""The report on the content of all published pages, as of the last check of each."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page, get_page_content_types

from portal.core.content_checks.findings import BETWEEN
from portal.core.content_checks.models import PageFinding, with_numbers
from portal.core.content_checks.vocabulary import Problem, Severity
from portal.core.desk.menu import PageEditorsMenuItem
from portal.core.desk.spreadsheets import SafeExportMixin

NAME, RESULTS = "content_report", "content_report_results"


class ContentFilters(WagtailFilterSet):
    severity = django_filters.ChoiceFilter(
        label=pgettext_lazy("finding", "Severity"),
        choices=Severity.choices,
        widget=forms.RadioSelect,
        empty_label=_("All"),
        method="with_finding",
    )
    problem = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("finding", "Finding"),
        choices=Problem.choices,
        widget=forms.CheckboxSelectMultiple,
        method="with_finding",
    )
    locale = django_filters.ModelChoiceFilter(
        label=_("Language of the page"),
        queryset=Locale.objects.order_by("-language_code"),
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    content_type = ContentTypeFilter(
        label=_("Kind of page"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
    )

    class Meta:
        model = Page
        fields = ["severity", "problem", "locale", "content_type"]

    def with_finding(self, pages: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Pages with a finding of this kind; an `Exists` leaves the numbers of all findings as they are."""
        if not value:
            return pages
        wanted = {f"{name}__in": value} if isinstance(value, list) else {name: value}
        return pages.filter(Exists(PageFinding.objects.filter(page=OuterRef("pk"), **wanted)))


class _Cell(Column):
    def __init__(self, name: str, template: str, **kwargs: Any) -> None:
        super().__init__(name, accessor=lambda page: page, **kwargs)
        self.cell_template_name = f"core/{template}"


class ContentReportView(SafeExportMixin, ReportView):
    """A row a page with findings, the worst first. Pages the person may not edit are not listed."""

    page_title = _("Content of the published pages")
    header_icon = "glasses"
    model = Page
    any_permission_required = ["add", "change", "publish"]
    index_url_name = NAME
    index_results_url_name = RESULTS
    results_template_name = "core/content_checks/report_results.html"
    filterset_class = ContentFilters
    is_searchable = False
    columns = [
        _Cell("title", "desk/page_title_cell.html", label=_("Title"), classname="title"),
        Column("locale", label=_("Language of the page"), accessor="locale.get_display_name"),
        Column("errors", label=pgettext_lazy("findings", "Errors")),
        Column("warnings", label=pgettext_lazy("findings", "Hints")),
        _Cell("findings", "content_checks/findings_cell.html", label=_("Findings")),
    ]
    list_export = ["title", "locale.language_code", "type_label", "errors", "warnings", "findings_in_words", "full_url"]
    export_headings = {
        "title": _("Title"),
        "locale.language_code": _("Language of the page"),
        "type_label": _("Kind of page"),
        "errors": pgettext_lazy("findings", "Errors"),
        "warnings": pgettext_lazy("findings", "Hints"),
        "findings_in_words": _("Findings"),
        "full_url": pgettext_lazy("of a page", "Address"),
    }
    export_filename = "content"

    @property
    def no_results_message(self) -> Any:
        if self.is_filtering:
            return _("Nothing fits these filters.")
        return _("Nothing was found on any published page.")

    def get_base_queryset(self) -> QuerySet[Any]:
        pages = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        rows = Prefetch("content_findings", PageFinding.objects.order_by("position"))
        return with_numbers(pages.live().select_related("locale", "content_type")).prefetch_related(rows)

    def decorate_paginated_queryset(self, object_list: Iterable[Any]) -> Iterable[Any]:
        """Each page with its findings in words, so that neither cells nor files ask for them again."""
        for page in object_list:
            model = page.content_type.model_class() or Page
            page.type_label = model.get_verbose_name()
            page.told = [(row, row.place_in(model)) for row in page.content_findings.all()]
            page.findings_in_words = [f"{place}{BETWEEN}{row.message}" for row, place in page.told]
        return object_list


def addresses() -> list[URLPattern]:
    """For the hook `register_admin_urls`."""
    return [
        path("reports/content/", ContentReportView.as_view(), name=NAME),
        path("reports/content/results/", ContentReportView.as_view(results_only=True), name=RESULTS),
    ]


def menu_item() -> PageEditorsMenuItem:
    """For the hook `register_reports_menu_item`."""
    return PageEditorsMenuItem(
        _("Content of the published pages"), reverse(NAME), name="content-report", icon_name="glasses", order=90
    )
