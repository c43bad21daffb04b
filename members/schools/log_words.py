"""The words of a school's history: what was done, and with whom or what, without codes."""

from abc import ABC, abstractmethod
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from portal.core.dates import short_fiscal_year

from .registration.parts import page_of, part_of
from .registration_models import Channel
from .roles import Role

# What is told in one sentence: the code, what is done, what was done.
PLAIN = (
    (
        "account_activated",
        _("Log in for the first time"),
        _("Logged in for the first time, by a one-time code"),
    ),
    ("batch_withdrawn", _("Withdraw ID letters"), _("ID letters withdrawn")),
    ("code_issued", _("Make a one-time code"), _("One-time code made by the office")),
    ("reset_asked", _("Ask for a new password"), _("Link for a new password sent")),
    (
        "password_reset",
        _("Choose a password by a one-time code"),
        _("Password chosen by a one-time code"),
    ),
    ("password_changed", _("Choose a password"), _("Password chosen")),
    ("address_asked", _("Enter an e-mail address"), _("E-mail address entered")),
    ("address_changed", _("Confirm an e-mail address"), _("E-mail address confirmed")),
    ("invitation_withdrawn", _("Withdraw an invitation"), _("Invitation withdrawn")),
    ("looked_at", _("Look at a school's pages"), _("Pages looked at by the office")),
    ("data_exported", _("Export all data of a school"), _("All data exported")),
    ("session_ended", _("End a session"), _("Session ended")),
    ("second_factor_on", _("Switch on the second factor"), _("Second factor switched on")),
    ("second_factor_off", _("Switch off the second factor"), _("Second factor switched off")),
    ("recovery_code_used", _("Use a recovery code"), _("Recovery code used")),
    ("calendar_changed", _("Change the school year"), _("School year changed by the school")),
    ("changed_together", _("Change by an import"), _("Changed by an import or its undo")),
    ("card_given", _("Give out the school card"), _("Link to the school card given out")),
    ("card_revoked", _("Take a card link back"), _("Link to the school card taken back")),
)


def _role(data: dict[str, Any]) -> str:
    code = data.get("role", "")
    return str(Role(code).label) if code in Role.values else code


class _Told(LogFormatter, ABC):
    """A message that is made for each entry."""

    def format_message(self, log_entry: Any) -> str:
        return self.tell(log_entry.data or {})

    @abstractmethod
    def tell(self, data: dict[str, Any]) -> str:
        """The message for what the entry holds."""


class AccountIssued(_Told):
    label = _("Issue an account")

    def tell(self, data: dict[str, Any]) -> str:
        words = {"username": data.get("username", ""), "role": _role(data)}
        return gettext("Account %(username)s issued (%(role)s)") % words


class LetterIssued(_Told):
    label = _("Issue an ID letter")

    def tell(self, data: dict[str, Any]) -> str:
        return gettext("ID letter issued (No. %(batch)s)") % {"batch": data.get("batch", "")}


class PersonInvited(_Told):
    label = _("Invite a person")

    def tell(self, data: dict[str, Any]) -> str:
        return gettext("Person invited (%(role)s)") % {"role": _role(data)}


class PersonJoined(_Told):
    label = _("Join a school")

    def tell(self, data: dict[str, Any]) -> str:
        return gettext("Invitation accepted (%(role)s)") % {"role": _role(data)}


class RoleChanged(_Told):
    label = _("Change a role")

    def tell(self, data: dict[str, Any]) -> str:
        return gettext("Role of %(username)s changed to: %(role)s") % {
            "username": data.get("username", ""),
            "role": _role(data),
        }


class PersonLeft(_Told):
    label = _("Take a person out")

    def tell(self, data: dict[str, Any]) -> str:
        return gettext("%(username)s taken out of the school") % {"username": data.get("username", "")}


class Renewed(_Told):
    label = _("Renew the accounts")

    def tell(self, data: dict[str, Any]) -> str:
        year = data.get("fiscal_year")
        return gettext("Accounts renewed for %(year)s") % {"year": short_fiscal_year(year) if year else ""}


class _Part(_Told):
    """`sentence` is completed with the title of the page or part, and with how the answers came."""

    sentence: Any = ""

    def tell(self, data: dict[str, Any]) -> str:
        part, found = part_of(data.get("part", "")), page_of(data.get("page", ""))
        what = part.title if part else found[1].title if found else ""
        channel = data.get("channel", "")
        words = {"what": what, "channel": Channel(channel).label if channel in Channel.values else ""}
        return str(self.sentence) % words


class PartSaved(_Part):
    label = _("Save a part of the registration")
    sentence = _("“%(what)s” saved by the school")


class PartEntered(_Part):
    label = _("Enter a part of the registration")
    sentence = _("“%(what)s” entered by the office on behalf of the school (%(channel)s)")


class PartConfirmed(_Part):
    label = _("Confirm a part of the registration")
    sentence = _("“%(what)s” confirmed (%(channel)s)")


TOLD = {
    "account_issued": AccountIssued,
    "letter_issued": LetterIssued,
    "person_invited": PersonInvited,
    "person_joined": PersonJoined,
    "role_changed": RoleChanged,
    "person_left": PersonLeft,
    "renewed": Renewed,
    "part_saved": PartSaved,
    "part_entered": PartEntered,
    "part_confirmed": PartConfirmed,
}


def register(actions: Any) -> None:
    """Give Wagtail's log the words of this room."""
    for code, label, message in PLAIN:
        actions.register_action(f"schools.{code}", label, message)
    for code, formatter in TOLD.items():
        actions.register_action(f"schools.{code}")(formatter)
