"""How the history names what happens to mailings."""

from typing import Any

from django.utils.translation import gettext_lazy as _


def register(actions: Any) -> None:
    """For Wagtail's `register_log_actions`."""
    actions.register_action("mailing.create", _("Prepare a mailing"), _("Mailing prepared"))
    actions.register_action("mailing.change", _("Change a mailing"), _("Mailing changed"))
    actions.register_action("mailing.discard", _("Discard a mailing"), _("Mailing discarded"))
    actions.register_action("mailing.submit", _("Release a mailing"), _("Mailing released"))
    actions.register_action("mailing.approve", _("Approve a mailing"), _("Mailing approved"))
    actions.register_action("mailing.send_back", _("Send a mailing back"), _("Mailing sent back"))
    actions.register_action("mailing.recall", _("Take a mailing back"), _("Mailing taken back"))
    actions.register_action("mailing.begin", _("Begin a mailing"), _("Mailing begun"))
    actions.register_action("mailing.fail", _("Fail to begin a mailing"), _("Mailing could not begin"))
    actions.register_action("mailing.pause", _("Pause a mailing"), _("Mailing paused"))
    actions.register_action("mailing.resume", _("Resume a mailing"), _("Mailing resumed"))
    actions.register_action("mailing.cancel", _("Cancel a mailing"), _("Mailing cancelled"))
    actions.register_action("mailing.end", _("End a mailing"), _("Mailing ended"))
    actions.register_action("mailing.reopen", _("Reopen a mailing"), _("Mailing reopened"))
    actions.register_action("mailing.decide", _("Decide about unknown mails"), _("Decided about unknown mails"))
    actions.register_action("mailing.retry", _("Try refused mails again"), _("Refused mails tried again"))
    actions.register_action("newsletter.test", _("Send a test mail"), _("Test mail sent to oneself"))
