"""The words of the history for what this room does to pages and pictures."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from casestudies.services.unpublishing import ACTION, Reason


class _WithReason(LogFormatter):
    """Tells the reason; the remarks stand below it as a comment."""

    sentence: Any = ""

    def format_message(self, log_entry: Any) -> str:
        code = log_entry.data.get("reason", "")
        reason = SHORT.get(code, "")
        return _("%(done)s: %(reason)s") % {"done": self.sentence, "reason": reason} if reason else str(self.sentence)

    def format_comment(self, log_entry: Any) -> str:
        return str(log_entry.data.get("note", ""))


SHORT = {
    Reason.SCHOOL.value: gettext_lazy("at the wish of the school"),
    Reason.CONSENT.value: gettext_lazy("a consent was withdrawn"),
    Reason.ERROR.value: gettext_lazy("an error in the content"),
    Reason.OTHER.value: gettext_lazy("another reason"),
}


class Unpublished(_WithReason):
    label = gettext_lazy("Take a case off the site")
    sentence = gettext_lazy("Taken off the site")


class Withdrawn(_WithReason):
    label = gettext_lazy("Withdraw a consent")
    sentence = gettext_lazy("Consent set to withdrawn")


def register(actions: Any) -> None:
    """For the hook `register_log_actions`."""
    actions.register_action(ACTION)(Unpublished)
    actions.register_action("media.withdraw")(Withdrawn)
