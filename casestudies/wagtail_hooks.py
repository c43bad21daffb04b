"""What this room adds to the desk: its lists, its editor, its import, its reports, the words of its history."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from casestudies.desk import history, reports
from casestudies.desk.lists import case_listing
from casestudies.desk.unpublishing import CaseUnpublishBulkAction
from casestudies.editing import CaseEditing
from casestudies.imports.importer import CaseImporter
from portal.core.desk.menu import CONTENT_MENU
from portal.core.imports.viewset import ImportViewSet

case_editing = CaseEditing("case_editing")
case_import = ImportViewSet(CaseImporter(), menu_hook=CONTENT_MENU, menu_order=321)

hooks.register("register_log_actions", history.register)
hooks.register("register_reports_menu_item", reports.coverage_item)
hooks.register("register_reports_menu_item", reports.consents_item)
# It takes the place of Wagtail's own action of that name, which must therefore be registered before.
hooks.register("register_bulk_action", CaseUnpublishBulkAction, order=10)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    return [case_listing, case_editing, case_import]


@hooks.register("register_admin_urls")
def register_reports() -> list[URLPattern]:
    return reports.addresses()


@hooks.register("construct_homepage_panels")
def add_consents(request: HttpRequest, panels: list[Any]) -> None:
    """Nothing to do is nothing to show."""
    panel = reports.ConsentPanel() if reports.may_see(request) else None
    if panel is not None and (panel.hidden or panel.ending):
        panels.append(panel)
