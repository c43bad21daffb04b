"""What this room adds to the desk: its lists, the menu around them, the words of its history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .viewsets import members_group, membership_viewset, school_viewset


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [members_group, school_viewset, membership_viewset]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("schools.account_issued", _("Issue an account"), _("Account issued"))
    actions.register_action("schools.password_issued", _("Issue a password"), _("Password issued"))
    actions.register_action("schools.password_changed", _("Choose a password"), _("Password chosen"))
    actions.register_action(
        "schools.school_changed", _("Change the school's data"), _("School's data changed by the school")
    )
    actions.register_action(
        "schools.timetable_changed", _("Change the timetable"), _("Timetable changed by the school")
    )
    actions.register_action(
        "schools.calendar_changed", _("Change the school year"), _("School year changed by the school")
    )
