"""What this room adds to the desk."""

from typing import Any

from wagtail import hooks

from .viewsets import agreement_viewset, partner_viewset


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [partner_viewset, agreement_viewset]
