"""The words of a partner's history for what an import did."""

from typing import Any

from django.utils.translation import gettext_lazy as _


def register(actions: Any) -> None:
    """Give Wagtail's log the words."""
    actions.register_action(
        "partners.changed_together", _("Change by an import"), _("Changed by an import or its undo")
    )
