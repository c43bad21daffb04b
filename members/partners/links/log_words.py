"""The words of what partners do themselves, and of what the desk does with links and applications, in a history."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ACTIONS = (
    ("link_given", _("Give out a link"), _("Link given out")),
    ("link_revoked", _("Take a link back"), _("Link taken back")),
    ("reminded", _("Remind a partner"), _("Reminded to confirm the profile")),
    ("self_confirmed", _("Confirm by link"), _("Profile confirmed by the partner")),
    ("self_edited", _("Edit by link"), _("Profile changed by the partner")),
    ("self_paused", _("Pause by link"), _("Paused by the partner")),
    ("self_resumed", _("Resume by link"), _("Resumed by the partner")),
    ("self_full", _("Tell by link until when it is full"), _("Day until which it is full changed by the partner")),
    ("self_left", _("Leave by link"), _("Left by its own wish")),
    ("self_returned", _("Come back by link"), _("Come back by its own wish")),
    ("self_address_asked", _("Ask for another address by link"), _("Another contact address asked for by the partner")),
    ("self_address_changed", _("Prove another address by link"), _("Contact address changed by the partner")),
    ("application_proved", _("Prove an address"), _("Address proved by the school")),
    ("application_accepted", _("Accept an application"), _("Application accepted")),
    ("application_declined", _("Decline an application"), _("Application declined")),
    ("application_spam", _("Mark an application as spam"), _("Marked as spam")),
)


def register(actions: Any) -> None:
    """Give Wagtail's log these words."""
    for code, label, message in ACTIONS:
        actions.register_action(f"partners.{code}", label, message)
