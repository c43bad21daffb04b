"""What this room adds to the desk: its lists, the menu around them, the words of its history."""

from typing import Any

from wagtail import hooks

from portal.core.desk.menu import MEMBERS_MENU
from portal.core.imports.viewset import ImportViewSet

from . import log_words
from .desk.letters import letters_viewset
from .imports.importer import SchoolImporter
from .viewsets import members_group, membership_viewset, school_viewset

school_import = ImportViewSet(SchoolImporter(), menu_hook=MEMBERS_MENU, menu_order=15)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [members_group, school_viewset, membership_viewset, letters_viewset, school_import]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    log_words.register(actions)
