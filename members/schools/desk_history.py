"""How the history at the desk tells what happened to a registration."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from .registration.parts import page_of, part_of
from .registration_models import Channel


class RegistrationEntry(LogFormatter):
    """`sentence` is completed with the title of the page or part, and with the channel."""

    sentence: Any = ""

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data or {}
        part, found = part_of(data.get("part", "")), page_of(data.get("page", ""))
        what = part.title if part else found[1].title if found else ""
        channel = data.get("channel", "")
        words = {"what": what, "channel": Channel(channel).label if channel in Channel.values else ""}
        return str(self.sentence) % words


class PartSaved(RegistrationEntry):
    label = _("Save a part of the registration")
    sentence = _("“%(what)s” saved by the school")


class PartEntered(RegistrationEntry):
    label = _("Enter a part of the registration")
    sentence = _("“%(what)s” entered by the office on behalf of the school (%(channel)s)")


class PartConfirmed(RegistrationEntry):
    label = _("Confirm a part of the registration")
    sentence = _("“%(what)s” confirmed (%(channel)s)")
