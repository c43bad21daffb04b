"""What this room adds to the desk."""

from typing import Any

from wagtail import hooks

from portal.core.desk.viewsets import MEMBERS_MENU
from portal.core.imports.viewset import ImportViewSet

from .imports import log_words as import_words
from .imports.importer import PartnerImporter
from .viewsets import agreement_viewset, partner_viewset

partner_import = ImportViewSet(PartnerImporter(), menu_hook=MEMBERS_MENU, menu_order=45)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [partner_viewset, agreement_viewset, partner_import]


@hooks.register("register_log_actions")
def register_import_words(actions: Any) -> None:
    import_words.register(actions)
