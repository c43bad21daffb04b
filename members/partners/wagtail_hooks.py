"""What this room adds to the desk."""

from typing import Any

from wagtail import hooks

from portal.core.desk.menu import MEMBERS_MENU
from portal.core.desk.records import keep_as_records
from portal.core.imports.viewset import ImportViewSet

from . import log_words
from .desk.applications import applications_viewset
from .desk.bulk import ACTIONS
from .desk.links import partner_links_viewset
from .imports import log_words as import_words
from .imports.importer import PartnerImporter
from .links import log_words as link_words
from .models import PartnerMerge
from .viewsets import agreement_viewset, merge_viewset, partner_viewset

keep_as_records(PartnerMerge)

for action in ACTIONS:
    hooks.register("register_bulk_action", action)

partner_import = ImportViewSet(PartnerImporter(), menu_hook=MEMBERS_MENU, menu_order=45)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [
        partner_viewset,
        partner_links_viewset,
        applications_viewset,
        merge_viewset,
        partner_import,
        agreement_viewset,
    ]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    log_words.register(actions)
    link_words.register(actions)
    import_words.register(actions)
