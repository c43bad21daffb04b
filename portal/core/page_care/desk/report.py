"""The report on when pages were last checked, and the number of those that wait on the first page of the desk."""

from collections.abc import Iterable, Mapping
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, get_page_content_types
from wagtail.permission_policies.pages import PagePermissionPolicy

from portal.core.dates import day_of
from portal.core.desk.menu import PageEditorsMenuItem
from portal.core.desk.spreadsheets import SafeExportMixin
from portal.core.page_care.stale import last_day_to_be_fresh, pages_to_check, sources, with_care

NAME, RESULTS = "page_care", "page_care_results"
WAITING, NEVER, ALL = "waiting", "never", "all"
SHOWN = (
    (WAITING, pgettext_lazy("pages", "To be checked")),
    (NEVER, pgettext_lazy("pages", "No check written down")),
    (ALL, pgettext_lazy("pages", "All published")),
)


class CareFilters(WagtailFilterSet):
    shown = django_filters.ChoiceFilter(
        label=pgettext_lazy("pages", "Shown"),
        choices=SHOWN,
        widget=forms.RadioSelect,
        empty_label=None,
        method="by_state",
    )
    content_type = ContentTypeFilter(
        label=_("Kind of page"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
    )
    contact = django_filters.CharFilter(label=_("Who answers"), lookup_expr="icontains")

    class Meta:
        model = Page
        fields = ["shown", "content_type", "contact"]

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Without a choice, what is to be done."""
        pages = super().filter_queryset(queryset)
        chosen = self.form.cleaned_data.get("shown")
        return pages if chosen else pages.filter(cared__lte=last_day_to_be_fresh())

    def by_state(self, pages: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == WAITING:
            return pages.filter(cared__lte=last_day_to_be_fresh())
        return pages.filter(checked=None) if value == NEVER else pages


class _TitleColumn(Column):
    cell_template_name = "core/desk/page_title_cell.html"


class CareReportView(SafeExportMixin, ReportView):
    """Published pages, those first that were checked longest ago; several can be marked as checked today."""

    page_title = _("Pages to be checked")
    header_icon = "time"
    model = Page
    any_permission_required = ["add", "change", "publish"]
    index_url_name = NAME
    index_results_url_name = RESULTS
    template_name = "core/page_care/report.html"
    results_template_name = "core/page_care/report_results.html"
    filterset_class = CareFilters
    is_searchable = False
    columns = [
        BulkActionsColumn("bulk_actions"),
        _TitleColumn("title", accessor=lambda page: page, label=_("Title"), classname="title"),
        Column("checked", label=_("Content last checked on"), accessor=lambda page: _iso(page.checked)),
        Column("published", label=_("Last published on"), accessor=lambda page: page.published_on),
        Column("contact", label=_("Who answers")),
    ]
    list_export = ["title", "locale.language_code", "type_label", "checked", "published_on", "contact", "full_url"]
    export_headings = {
        "title": _("Title"),
        "locale.language_code": _("Language of the page"),
        "type_label": _("Kind of page"),
        "checked": _("Content last checked on"),
        "published_on": _("Last published on"),
        "contact": _("Who answers"),
        "full_url": pgettext_lazy("of a page", "Address"),
    }
    export_filename = "pages-to-check"

    @property
    def no_results_message(self) -> Any:
        return _("No page has to be checked now.") if not self.is_filtering else _("Nothing fits these filters.")

    def get_base_queryset(self) -> QuerySet[Any]:
        mine = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        pages = with_care(sources()).filter(pk__in=mine.order_by().values("pk"))
        return pages.select_related("locale", "content_type").order_by("cared", "title", "pk")

    def decorate_paginated_queryset(self, object_list: Iterable[Any]) -> Iterable[Any]:
        for page in object_list:
            page.type_label = (page.content_type.model_class() or Page).get_verbose_name()
            page.published_on = _iso(page.last_published_at and day_of(page.last_published_at))
        return object_list

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "months": settings.PAGE_CHECK_MONTHS}


class CarePanel(Component):
    """How many pages wait to be checked, with the way to them."""

    name = "page_care"
    template_name = "core/page_care/panel.html"
    order = 130

    def __init__(self) -> None:
        self.number = pages_to_check().order_by().count()

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"number": self.number, "months": settings.PAGE_CHECK_MONTHS, "url": reverse(NAME)}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For `construct_homepage_panels`: for those who write pages, while something is to be done."""
    if PagePermissionPolicy().user_has_any_permission(request.user, ["add", "change", "publish"]):
        panel = CarePanel()
        if panel.number:
            panels.append(panel)


def addresses() -> list[URLPattern]:
    """For the hook `register_admin_urls`."""
    return [
        path("reports/page-care/", CareReportView.as_view(), name=NAME),
        path("reports/page-care/results/", CareReportView.as_view(results_only=True), name=RESULTS),
    ]


def menu_item() -> PageEditorsMenuItem:
    """For the hook `register_reports_menu_item`."""
    return PageEditorsMenuItem(_("Pages to be checked"), reverse(NAME), name="page-care", icon_name="time", order=95)


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""
