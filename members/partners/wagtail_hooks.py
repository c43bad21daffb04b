"""What this room adds to the desk."""

from typing import Any

from wagtail import hooks

from .desk.applications import applications_viewset
from .desk.links import partner_links_viewset
from .links import log_words
from .viewsets import agreement_viewset, partner_viewset


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [partner_viewset, agreement_viewset, partner_links_viewset, applications_viewset]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    log_words.register(actions)
