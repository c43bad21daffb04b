"""The desk's lists of cases: all in one list, and those below the archive in Wagtail's explorer."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from casestudies.desk.list_columns import CASE_COLUMNS, CaseTitleColumn
from casestudies.desk.list_filters import CaseFilters
from casestudies.desk.list_rows import with_desk_facts
from casestudies.models import CaseStudyPage
from portal.core.desk.menu import CONTENT_MENU, PageEditorsMenuItem
from portal.core.desk.spreadsheets import SafeExportMixin
from portal.core.search.selectors import beginning_with, matching

NEWEST_FIRST = "-date_from"
EXPORT_HEADINGS = {
    "draft_title": _("Title"),
    "locale.language_code": _("Language of the page"),
    "date_from": _("First day"),
    "date_until": _("Last day"),
    "fiscal_year": _("Fiscal year"),
    "get_school_type_display": _("School type"),
    "type_labels": _("Exchange type"),
    "country_labels": _("Country or region"),
    "theme_labels": _("Theme"),
    "pupils": _("Number of pupils"),
    "first_timer": _("First exchange of the school"),
    "desk.percent": _("Completeness (%)"),
    "desk.pictures.label": _("Consent for pictures"),
    "desk.translation.label": _("Other language"),
    "approved_on": _("Approved by the school on"),
    "status_string": _("Status"),
    "latest_revision_created_at": _("Updated"),
    "full_url": _("Address"),
}


def _columns(view: type[IndexView]) -> list[Any]:
    """Wagtail's own columns with ours before the status; all of these pages are cases below one parent."""
    wagtails = {column.name: column for column in view.base_columns}
    title = CaseTitleColumn(
        "title", label=wagtails["title"].label, sort_key="title", classname="title case-title", width="26%"
    )
    return [wagtails["bulk_actions"], title, *CASE_COLUMNS, wagtails["status"]]


class CaseListMixin:
    """A list of cases: rows know their desk facts, order is stable, and the search reads titles and texts.

    Wagtail's own search refuses the filters of this list: it filters by what its index knows.
    """

    def get_ordering(self) -> Any:
        asked = self.request.GET.get("ordering")  # type: ignore[attr-defined]
        return asked if asked in self.get_valid_orderings() else NEWEST_FIRST  # type: ignore[attr-defined]

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        ordered: QuerySet[Any] = super().order_queryset(queryset)  # type: ignore[misc]
        return ordered.order_by(*ordered.query.order_by, "-pk") if ordered.query.order_by else ordered

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.is_searching:  # type: ignore[attr-defined]
            return queryset
        words: str = self.search_query  # type: ignore[attr-defined]
        everything = CaseStudyPage.objects.order_by()
        found = matching(everything, words) | beginning_with(everything, words)
        return queryset.filter(pk__in=found.values("pk"))

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator, page, rows, has_others = super().paginate_queryset(queryset, page_size)  # type: ignore[misc]
        page.object_list = list(with_desk_facts(rows))
        return paginator, page, page.object_list, has_others


class CaseIndexView(CaseListMixin, SafeExportMixin, IndexView):
    """Case studies in whatever language."""

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        return super().as_spreadsheet(with_desk_facts(queryset), spreadsheet_format)


class CaseExplorerView(CaseListMixin, ExplorableIndexView):
    """The cases below an archive."""


def explorer_columns() -> list[Any]:
    """The columns of `CaseExplorerView`: those of the list, which Wagtail ends with a link to the children."""
    return _columns(ExplorableIndexView)


class CaseListing(PageListingViewSet):
    """All case studies with what an editor asks about them, to be filtered, searched and exported."""

    model = CaseStudyPage
    index_view_class = CaseIndexView
    icon = "doc-full-inverse"
    menu_label = _("Case studies")
    menu_order = 320
    menu_hook = CONTENT_MENU
    menu_item_class = PageEditorsMenuItem
    filterset_class = CaseFilters
    ordering = NEWEST_FIRST
    columns = _columns(IndexView)
    list_export = list(EXPORT_HEADINGS)
    export_headings = EXPORT_HEADINGS
    export_filename = "case_studies"


case_listing = CaseListing("case_studies")
