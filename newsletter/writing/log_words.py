"""What the history calls the steps of writing an issue."""

from typing import Any

from django.utils.translation import gettext_lazy as _


def register(actions: Any) -> None:
    """For the hook `register_log_actions`."""
    actions.register_action("issue.start", _("Start an issue"), _("Issue begun from the last one"))
    actions.register_action("issue.add_material", _("Add what is new"), _("What is new was added to the draft"))
