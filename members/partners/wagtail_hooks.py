"""What this room adds to the desk."""

from typing import Any

from wagtail import hooks

from . import log_words
from .desk.applications import applications_viewset
from .desk.bulk import ACTIONS
from .desk.links import partner_links_viewset
from .links import log_words as link_words
from .viewsets import agreement_viewset, merge_viewset, partner_viewset

for action in ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [
        partner_viewset,
        partner_links_viewset,
        applications_viewset,
        merge_viewset,
        agreement_viewset,
    ]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    log_words.register(actions)
    link_words.register(actions)
