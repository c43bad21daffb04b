"""What this room adds to the desk: its lists, the menu around them, the words of its history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .desk.letters import letters_viewset
from .viewsets import members_group, membership_viewset, school_viewset


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [members_group, school_viewset, membership_viewset, letters_viewset]


# What happens to accounts: the code, what is done, what was done.
ACTIONS = (
    ("account_issued", _("Issue an account"), _("Account issued")),
    ("account_activated", _("Log in for the first time"), _("Logged in for the first time, by a one-time code")),
    ("letter_issued", _("Issue an ID letter"), _("ID letter issued")),
    ("batch_withdrawn", _("Withdraw ID letters"), _("ID letters withdrawn")),
    ("code_issued", _("Make a one-time code"), _("One-time code made by the office")),
    ("reset_asked", _("Ask for a new password"), _("Link for a new password sent")),
    ("password_reset", _("Choose a password by a one-time code"), _("Password chosen by a one-time code")),
    ("password_changed", _("Choose a password"), _("Password chosen")),
    ("address_asked", _("Enter an e-mail address"), _("E-mail address entered")),
    ("address_changed", _("Confirm an e-mail address"), _("E-mail address confirmed")),
    ("person_invited", _("Invite a person"), _("Person invited")),
    ("invitation_withdrawn", _("Withdraw an invitation"), _("Invitation withdrawn")),
    ("person_joined", _("Join a school"), _("Person joined")),
    ("role_changed", _("Change a role"), _("Role changed")),
    ("person_left", _("Take a person out"), _("Person taken out")),
    ("renewed", _("Renew the accounts"), _("Accounts renewed for the fiscal year")),
    ("session_ended", _("End a session"), _("Session ended")),
    ("second_factor_on", _("Switch on the second factor"), _("Second factor switched on")),
    ("second_factor_off", _("Switch off the second factor"), _("Second factor switched off")),
    ("recovery_code_used", _("Use a recovery code"), _("Recovery code used")),
)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    for code, label, message in ACTIONS:
        actions.register_action(f"schools.{code}", label, message)
    actions.register_action(
        "schools.school_changed", _("Change the school's data"), _("School's data changed by the school")
    )
    actions.register_action(
        "schools.timetable_changed", _("Change the timetable"), _("Timetable changed by the school")
    )
