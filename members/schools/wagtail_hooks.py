"""What this room adds to the desk: its lists, the menu around them, the words of its history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .desk_history import PartConfirmed, PartEntered, PartSaved
from .viewsets import members_group, membership_viewset, school_viewset


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [members_group, school_viewset, membership_viewset]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("schools.account_issued", _("Issue an account"), _("Account issued"))
    actions.register_action("schools.password_issued", _("Issue a password"), _("Password issued"))
    actions.register_action("schools.password_changed", _("Choose a password"), _("Password chosen"))
    actions.register_action("schools.card_given", _("Give out the school card"), _("Link to the school card given out"))
    actions.register_action("schools.card_revoked", _("Take a card link back"), _("Link to the school card taken back"))


@hooks.register("register_log_actions")
def register_registration_actions(actions: Any) -> None:
    """Each entry tells which part, and how the answers came."""

    actions.register_action("schools.part_saved")(PartSaved)
    actions.register_action("schools.part_entered")(PartEntered)
    actions.register_action("schools.part_confirmed")(PartConfirmed)
