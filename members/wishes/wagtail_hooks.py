"""What this room adds to the desk: its list, the words of its history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .viewsets import wish_viewset


@hooks.register("register_admin_viewset")
def register_viewset() -> Any:
    return wish_viewset


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("wish.create", _("Begin a wish"), _("Wish begun"))
    actions.register_action("wish.edit", _("Change a draft"), _("Draft changed"))
    actions.register_action("wish.revise", _("Change a wish"), _("Wish changed"))
    actions.register_action(
        "wish.mails", _("Want mails about candidates or none"), _("Mails about candidates on or off")
    )
    actions.register_action("wish.stage", _("Change the stage"), _("Stage changed"))
