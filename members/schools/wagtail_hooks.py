"""What this room adds to the desk: its lists, the menu around them, the words of its history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from portal.core.desk.viewsets import MEMBERS_MENU
from portal.core.imports.viewset import ImportViewSet

from .imports.importer import SchoolImporter
from .viewsets import members_group, membership_viewset, school_viewset

school_import = ImportViewSet(SchoolImporter(), menu_hook=MEMBERS_MENU, menu_order=15)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [members_group, school_viewset, membership_viewset, school_import]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("schools.account_issued", _("Issue an account"), _("Account issued"))
    actions.register_action("schools.password_issued", _("Issue a password"), _("Password issued"))
    actions.register_action("schools.password_changed", _("Choose a password"), _("Password chosen"))
    actions.register_action(
        "schools.school_changed", _("Change the school's data"), _("School's data changed by the school")
    )
    actions.register_action("schools.changed_together", _("Change by an import"), _("Changed by an import or its undo"))
    actions.register_action(
        "schools.timetable_changed", _("Change the timetable"), _("Timetable changed by the school")
    )
