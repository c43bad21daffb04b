"""The words of a partner's history."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PLAIN = (
    ("confirmed", _("Mark a partner as confirmed"), _("Marked as confirmed by the office")),
    ("status_set", _("Change a partner's state"), _("State changed by the office")),
    ("verified", _("Note a partner's verification"), _("Verification noted")),
    ("merged", _("Merge two entries"), _("Two entries merged")),
    ("unmerged", _("Take a merge back"), _("Merge taken back")),
    ("told_apart", _("Tell two entries apart"), _("Found to be another school than an entry like it")),
)


def register(actions: Any) -> None:
    """Give Wagtail's log the words."""
    for code, label, message in PLAIN:
        actions.register_action(f"partners.{code}", label, message)
