"""What this room adds to the desk: all case studies in one list."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from casestudies.editing import CaseEditing
from casestudies.imports.importer import CaseImporter
from casestudies.models import CaseStudyPage
from portal.core.desk.menu import PageEditorsMenuItem
from portal.core.imports.viewset import ImportViewSet


class CaseListing(PageListingViewSet):
    """Case studies with their day and kind of school, whatever language they are in."""

    model = CaseStudyPage
    icon = "doc-full-inverse"
    menu_label = _("Case studies")
    menu_order = 320
    add_to_admin_menu = True
    menu_item_class = PageEditorsMenuItem
    list_filter = ["locale", "school_type", "fiscal_year", "live"]
    ordering = ["-date_from"]
    columns = [
        *[column for column in PageListingViewSet.index_view_class.base_columns if column.name != "parent"],
        Column("get_school_type_display", label=_("School type"), sort_key="school_type"),
        Column("date_from", label=_("First day"), sort_key="date_from"),
    ]


case_listing = CaseListing("case_studies")
case_editing = CaseEditing("case_editing")
case_import = ImportViewSet(CaseImporter(), menu_order=321)


@hooks.register("register_admin_viewset")
def register_case_listing() -> list[ViewSet]:
    return [case_listing, case_editing, case_import]
