"""The words of what the desk does with readers, in a history."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ACTIONS = (
    ("add", _("Add a subscriber"), _("Asked for confirmation by the desk")),
    ("ask_again", _("Send the confirmation once more"), _("Confirmation sent once more")),
    ("change", _("Change a subscription"), _("Language or interests changed by the desk")),
    ("suspend", _("Suspend a subscriber"), _("Suspended by the desk")),
    ("resume", _("Resume a subscriber"), _("Resumed by the desk")),
    ("forget", _("Forget a subscriber"), _("Forgotten")),
    ("import", _("Import a subscriber"), _("Imported")),
    ("import_undo", _("Take an imported subscriber back"), _("Import taken back")),
)


def register(actions: Any) -> None:
    """Give Wagtail's log these words."""
    for code, label, message in ACTIONS:
        actions.register_action(f"subscriber.{code}", label, message)
